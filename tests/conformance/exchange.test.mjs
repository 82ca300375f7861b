// The embedded exchange: registering, certificates, and what it refuses.
import assert from 'node:assert/strict';
import { randomUUID, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { connect } from 'node:tls';

import { putControl, startAppliance } from './appliance.mjs';
import { makeCertificate, openssl } from './certificate.mjs';
import { AMERICAS, callExchange, certificatesOf, EST, EUROPE, makeRequest, makeToken, Registering, SELF }
  from './exchange.mjs';
import { Bench } from './vectors.mjs';
import { MODULES, Visitor } from './visitor.mjs';

const REGISTRATIONS = '/exchange/v1/registrations';
const NEXT = '/exchange/v1/relay/next';
const RENEW = '/.well-known/est/simplereenroll';

/** @param {import('./exchange.mjs').Reply} reply @param {number} status @param {string} code */
function assertRefused(reply, status, code) {
  assert.equal(reply.status, status, reply.text);
  assert.deepEqual(Object.keys(reply.json), ['code', 'error']);
  assert.equal(reply.json.code, code);
  assert.match(reply.json.error, /^[^\n]+\.$/);
}

const folder = mkdtempSync(join(tmpdir(), 'appliance-exchange-'));
after(() => rmSync(folder, { recursive: true }));

describe('registering', () => {
  const bench = new Bench({ controls: true });
  const exchange = () => bench.appliance;
  const registering = () => new Registering(exchange, folder);

  test('the start names its address and its authority, whose key is its owner\'s alone', () => {
    assert.match(bench.appliance.exchange, /^https:\/\/127\.0\.0\.1:\d+$/);
    assert.equal(bench.appliance.exchange_ca, join(bench.state, 'exchange-ca.pem'));
    for (const file of ['exchange-ca.pem', 'exchange-ca-key.pem', 'exchange-server-key.pem'])
      assert.equal(statSync(join(bench.state, file)).mode & 0o777, 0o600, file);
    const { ca, subject, validTo } = new X509Certificate(readFileSync(bench.appliance.exchange_ca));
    assert.ok(ca);
    assert.equal(subject, 'CN=Embedded Security Services Exchange');
    assert.ok(Date.parse(validTo) > Date.now() + 9 * 365 * 86_400_000);
  });

  test('each region tells its name and the time to anybody', async () => {
    for (const [host, region] of [[EUROPE, 'EUROPE'], [AMERICAS, 'AMERICAS']]) {
      const { status, json, headers } = await callExchange(bench.appliance, String(host), '/exchange/v1/status');
      assert.equal(status, 200);
      assert.equal(json.region, region);
      assert.ok(Math.abs(Date.parse(json.time) - Date.now()) < 5000);
      assert.equal(headers['cache-control'], 'no-store');
    }
  });

  test('its certificate is for the three hosts and this machine, and of its authority', async () => {
    const names = await new Promise((resolve) => {
      const { port } = new URL(bench.appliance.exchange);
      const socket = connect({ host: '127.0.0.1', port: Number(port), rejectUnauthorized: false }, () => {
        resolve(socket.getPeerX509Certificate()?.subjectAltName);
        socket.destroy();
      });
    });
    assert.equal(names, `DNS:${EUROPE}, DNS:${AMERICAS}, DNS:${EST}, DNS:localhost, IP Address:127.0.0.1`);
    const other = makeCertificate(folder, '', 'other');
    await assert.rejects(callExchange(bench.appliance, EUROPE, '/exchange/v1/status', { ca: other.ca }),
      { code: /SELF_SIGNED|UNABLE_TO/ });
  });

  test('an appliance registers with a token of its region and has a real certificate', async () => {
    const one = await registering().register();
    assert.ok(one.identity);
    const certificate = new X509Certificate(one.identity.cert);
    assert.equal(certificate.subject, `CN=${one.id}`);
    assert.ok(certificate.verify(new X509Certificate(readFileSync(bench.appliance.exchange_ca)).publicKey));
    assert.equal(certificate.ca, false);
    assert.deepEqual(certificate.keyUsage, ['1.3.6.1.5.5.7.3.2'], 'clientAuth alone');
    const days = (Date.parse(certificate.validTo) - Date.now()) / 86_400_000;
    assert.ok(days > 89.9 && days <= 90, String(days));
    const { status, json } = await one.self();
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(json).sort(), ['module', 'since', 'time']);
    assert.equal(json.module, false);
  });

  test('a token is 36 characters of 0-9 and a-z, and is not in the store', async () => {
    const token = await makeToken(bench.appliance);
    assert.match(token, /^[0-9a-z]{36}$/);
    for (const file of ['appliance.db', 'appliance.db-wal'])
      assert.ok(!readFileSync(join(bench.state, file)).includes(token), file);
  });

  test('a token that nobody made, or that is of the other region, is not known', async () => {
    const one = registering();
    for (const token of ['a'.repeat(36), '', await makeToken(bench.appliance, 'AMERICAS')]) {
      one.token = token;
      assertRefused(await one.redeem(), 403, 'token_unknown');
    }
    one.host = AMERICAS;
    assert.equal((await one.redeem()).status, 200, 'it was not used up in the other region');
  });

  test('a token is one registration\'s from its first redemption on', async () => {
    const one = registering(), other = registering();
    one.token = other.token = await makeToken(bench.appliance);
    assert.equal((await one.redeem()).status, 200);
    assertRefused(await other.redeem(), 403, 'token_used');
    const first = one.secret;
    assert.equal((await one.redeem()).status, 200, 'it was killed before it wrote the answer down');
    assert.equal((await one.enrol()).status, 200);
    assert.equal((await one.redeem()).status, 200, 'and again');
    [one.secret, other.secret] = [first, one.secret];
    assertRefused(await one.ask(makeRequest(folder).asked), 401, 'enrolment_refused');
    one.secret = other.secret;
    assert.equal((await one.enrol()).status, 200);
    assert.equal((await one.self('PUT')).status, 200);
    assertRefused(await one.redeem(), 403, 'token_used');
    assertRefused(await other.redeem(), 403, 'token_used');
  });

  test('of many who redeem a token at once one gets it', async () => {
    const token = await makeToken(bench.appliance);
    const replies = await Promise.all(Array.from({ length: 12 }, () => {
      const one = registering();
      one.token = token;
      return one.redeem();
    }));
    assert.equal(replies.filter(({ status }) => status === 200).length, 1);
    assert.equal(replies.filter(({ json }) => json.code === 'token_used').length, 11);
  });

  test('a registration that was not confirmed goes on with another token; a confirmed one is left alone', async () => {
    const one = registering();
    one.token = await makeToken(bench.appliance);
    await one.redeem();
    await one.register(await makeToken(bench.appliance));
    const other = registering();
    other.id = one.id;
    other.token = await makeToken(bench.appliance, 'EUROPE', 2);
    assertRefused(await other.redeem(), 409, 'registration_taken');
    assert.equal((await one.self()).status, 200);
    other.id = randomUUID();
    assert.equal((await other.redeem()).status, 200, 'the token was not used up');
  });

  test('a registration and its name must be what they say', async () => {
    const token = await makeToken(bench.appliance);
    for (const wrong of [{ registration: 'one' }, { registration: randomUUID().toUpperCase() }, { registration: 7 },
      { name: '' }, { name: 'a b' }, { name: '<b>' }, { name: 'a'.repeat(254) }, { name: ['mail'] }]) {
      const body = { token, registration: randomUUID(), name: 'mail1.example.com', ...wrong };
      assertRefused(await callExchange(bench.appliance, EUROPE, REGISTRATIONS, { method: 'POST', body }), 400,
        'request_unreadable');
    }
    for (const body of ['', '[]', '{', 'null', '"text"', `${'['.repeat(100)}`])
      assertRefused(await callExchange(bench.appliance, EUROPE, REGISTRATIONS, { method: 'POST', body }), 400,
        'request_unreadable');
    const large = await callExchange(bench.appliance, EUROPE, REGISTRATIONS, { method: 'POST',
      body: 'x'.repeat(1024 * 1024 + 1) }).catch(() => undefined);
    if (large) assertRefused(large, 413, 'request_unreadable');
    const one = registering();
    one.token = token;
    assert.equal((await one.redeem()).status, 200, 'nothing of that has used it up');
  });

  test('enrolment takes a readable request that is signed with its own key, and no weak key', async () => {
    const one = registering();
    one.token = await makeToken(bench.appliance);
    await one.redeem();
    const { asked } = makeRequest(folder);
    const bytes = Buffer.from(asked, 'base64');
    const changed = Buffer.from(bytes);
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    const weak = makeRequest(folder, ['-newkey', 'rsa:1024']).asked;
    for (const wrong of ['', 'AAAA', 'not base64!', changed.toString('base64'), weak, 'A'.repeat(20_000),
      Buffer.concat([bytes, Buffer.from('more')]).toString('base64'), bytes.subarray(0, 60).toString('base64')])
      assertRefused(await one.ask(wrong), 400, 'certificate_request_refused');
    assertRefused(await one.ask(asked, undefined, { 'content-type': 'text/plain' }), 415, 'content_type_refused');
    for (const right of [asked, asked.replace(/.{64}/g, '$&\r\n'), makeRequest(folder, ['-newkey', 'rsa:2048']).asked])
      assert.equal((await one.ask(right)).status, 200);
    const reply = await one.ask(asked);
    assert.equal(reply.headers['content-type'], 'application/pkcs7-mime; smime-type=certs-only');
    assert.equal(reply.headers['content-transfer-encoding'], 'base64');
    assert.equal(certificatesOf(folder, reply).length, 1);
  });

  test('enrolment takes the secret of that registration alone, until it is confirmed or an hour old', async () => {
    const one = registering(), other = registering();
    const { asked } = makeRequest(folder);
    for (const each of [one, other]) {
      each.token = await makeToken(bench.appliance);
      await each.redeem();
    }
    const secret = one.secret;
    for (const wrong of ['', `${secret}x`, other.secret]) {
      one.secret = wrong;
      const reply = await one.ask(asked);
      assertRefused(reply, 401, 'enrolment_refused');
      assert.match(reply.headers['www-authenticate'] ?? '', /^Basic /);
    }
    one.secret = secret;
    for (const authorization of ['', 'Basic', 'Basic !', 'Bearer x', `Basic ${Buffer.from('x').toString('base64')}`])
      assertRefused(await one.ask(asked, undefined, { authorization }), 401, 'enrolment_refused');
    await one.enrol();
    await one.self('PUT');
    assertRefused(await one.ask(asked), 401, 'enrolment_refused');
    await putControl(bench.appliance, 'clock', { ahead_s: 3601 });
    assertRefused(await other.ask(asked), 401, 'enrolment_refused');
    assertRefused(await other.redeem(), 403, 'token_expired');
    await putControl(bench.appliance, 'clock', { ahead_s: 0 });
  });

  test('a token ends after an hour, and is forgotten a week later', async () => {
    const one = registering();
    one.token = await makeToken(bench.appliance);
    await putControl(bench.appliance, 'clock', { ahead_s: 3599 });
    const late = registering();
    late.token = await makeToken(bench.appliance);
    await putControl(bench.appliance, 'clock', { ahead_s: 3600 });
    assertRefused(await one.redeem(), 403, 'token_expired');
    assert.equal((await late.redeem()).status, 200);
    await putControl(bench.appliance, 'clock', { ahead_s: 8 * 86_400 });
    await makeToken(bench.appliance);
    assertRefused(await one.redeem(), 403, 'token_unknown');
    await putControl(bench.appliance, 'clock', { ahead_s: 0 });
  });

  test('a host has its own routes, and other names are not answered', async () => {
    for (const [host, path] of [[EST, '/exchange/v1/status'], [EST, SELF], [EUROPE, '/.well-known/est/cacerts'],
      [EUROPE, '/'], [EUROPE, '/exchange/v1/relay/next/more'], [EUROPE, '/exchange/v2/status']]) {
      const reply = await callExchange(bench.appliance, String(host), String(path));
      assert.ok(['route_unknown', 'certificate_unknown'].includes(reply.json.code), `${host}${path} ${reply.text}`);
    }
    for (const name of ['127.0.0.1', 'localhost', 'visibility.apjc.amp.cisco.com', `${EUROPE}.example`, ''])
      assertRefused(await callExchange(bench.appliance, EUROPE, '/exchange/v1/status', { name }), 421, 'host_unknown');
  });

  test('cacerts is the authority', async () => {
    const reply = await callExchange(bench.appliance, EST, '/.well-known/est/cacerts');
    const [certificate] = certificatesOf(folder, reply);
    assert.equal(String(certificate).trim(), readFileSync(bench.appliance.exchange_ca, 'utf8').trim());
  });

  /** Everything that asks for a certificate. @type {[string, string, string][]} */
  const behind = [['GET', EUROPE, SELF], ['PUT', EUROPE, SELF], ['DELETE', EUROPE, SELF], ['GET', EUROPE, NEXT],
    ['POST', EUROPE, '/exchange/v1/relay/answers/1'], ['POST', EST, RENEW]];

  test('without a certificate, or with one that is not of the exchange, nothing behind it is reached', async () => {
    const one = await registering().register();
    assert.ok(one.identity);
    const serial = new X509Certificate(one.identity.cert).serialNumber;
    // The same names and number, signed by another authority and by nobody but itself.
    const forged = join(folder, 'forged');
    writeFileSync(`${forged}.key`, one.identity.key);
    makeCertificate(folder, '', 'stranger');
    openssl('req', '-new', '-key', `${forged}.key`, '-subj', `/CN=${one.id}`, '-out', `${forged}.csr`);
    writeFileSync(`${forged}.ext`, 'extendedKeyUsage=clientAuth\n');
    openssl('x509', '-req', '-in', `${forged}.csr`, '-CA', join(folder, 'stranger.pem'), '-CAkey',
      join(folder, 'stranger-key.pem'), '-set_serial', `0x${serial}`, '-days', '2', '-extfile', `${forged}.ext`,
      '-out', `${forged}.pem`);
    openssl('x509', '-req', '-in', `${forged}.csr`, '-signkey', `${forged}.key`, '-set_serial', `0x${serial}`,
      '-days', '2', '-extfile', `${forged}.ext`, '-out', `${forged}-self.pem`);
    const server = { key: readFileSync(join(bench.state, 'exchange-server-key.pem'), 'utf8'),
      cert: readFileSync(join(bench.state, 'exchange-server.pem'), 'utf8') };
    const identities = [undefined, server, ...[`${forged}.pem`, `${forged}-self.pem`].map((file) => ({
      key: one.identity?.key ?? '', cert: readFileSync(file, 'utf8') }))];
    for (const identity of identities)
      for (const [method, host, path] of behind)
        assertRefused(await callExchange(bench.appliance, host, path, { method, ...(identity ? { identity } : {}),
          body: method === 'POST' ? '' : undefined }), 403, 'certificate_unknown');
    assert.equal((await one.self()).status, 200, 'its own still does');
    assertRefused(await callExchange(bench.appliance, AMERICAS, SELF, { identity: one.identity }), 403,
      'certificate_unknown');
  });

  test('what is not confirmed has no state and no calls', async () => {
    const one = registering();
    one.token = await makeToken(bench.appliance);
    await one.redeem();
    await one.enrol();
    assertRefused(await one.self(), 409, 'registration_unconfirmed');
    assertRefused(await one.call(EUROPE, NEXT), 409, 'registration_unconfirmed');
    const first = await one.self('PUT');
    assert.equal((await one.self('PUT')).json.since, first.json.since, 'confirming again changes nothing');
    assert.equal((await one.self()).json.since, first.json.since);
  });

  test('a certificate that was issued before the confirming one is void', async () => {
    const one = registering();
    one.token = await makeToken(bench.appliance);
    await one.redeem();
    await one.enrol();
    const lost = one.identity;
    await one.enrol();
    assert.equal((await one.self('PUT')).status, 200);
    assertRefused(await callExchange(bench.appliance, EUROPE, SELF, { identity: lost }), 403, 'certificate_unknown');
  });

  test('a certificate is renewed: the old one holds until the new one is used (B-14)', async () => {
    const one = await registering().register();
    const old = one.identity;
    assert.equal((await one.renew()).status, 200);
    [one.identity] = [old];
    assert.equal((await one.renew()).status, 200, 'it was killed before it had written the first one down');
    const renewed = one.identity;
    assert.equal((await callExchange(bench.appliance, EUROPE, SELF, { identity: old })).status, 200);
    assert.equal((await callExchange(bench.appliance, EUROPE, SELF, { identity: renewed })).status, 200);
    assertRefused(await callExchange(bench.appliance, EUROPE, SELF, { identity: old }), 403, 'certificate_unknown');
  });

  test('a certificate ends after 90 days, and one that was renewed before goes on', async () => {
    const one = await registering().register();
    await putControl(bench.appliance, 'clock', { ahead_s: 89 * 86_400 });
    assert.equal((await one.self()).status, 200);
    const old = one.identity;
    assert.equal((await one.renew()).status, 200);
    await putControl(bench.appliance, 'clock', { ahead_s: 90 * 86_400 + 60 });
    assertRefused(await callExchange(bench.appliance, EUROPE, SELF, { identity: old }), 403, 'certificate_unknown');
    assert.equal((await one.self()).status, 200);
    await putControl(bench.appliance, 'clock', { ahead_s: 0 });
  });

  test('who deregisters is nobody afterwards, and the token does not bring it back', async () => {
    const one = await registering().register();
    assert.equal((await one.self('DELETE')).status, 204);
    for (const [method, host, path] of behind)
      assertRefused(await one.call(host, path, { method, body: method === 'POST' ? '' : undefined }), 403,
        'certificate_unknown');
    assertRefused(await one.redeem(), 403, 'token_used');
  });
});

test('a registration goes through when the exchange is killed and started again before every step', async () => {
  const state = mkdtempSync(join(tmpdir(), 'appliance-exchange-kill-'));
  let appliance = await startAppliance({ state });
  const restart = async () => {
    await appliance.kill();
    appliance = await startAppliance({ state });
  };
  const one = new Registering(() => appliance, folder);
  const visitor = new Visitor(appliance.visibility);
  const ca = readFileSync(appliance.exchange_ca, 'utf8');
  one.token = await makeToken(appliance);
  for (const step of [() => one.redeem(), () => one.enrol(), () => one.self('PUT'), () => one.self(),
    () => one.renew(), () => one.self()]) {
    await restart();
    assert.equal((await step()).status, 200);
    await restart();
    if (one.secret && !one.identity) assert.equal((await one.redeem()).status, 200, 'and once more');
  }
  assert.equal(readFileSync(appliance.exchange_ca, 'utf8'), ca);
  await visitor.logIn(/** @type {any} */ (appliance.users[0]));
  assert.match((await visitor.get(MODULES)).text, /mail1\.example\.com/);
  await restart();
  assert.equal((await one.self('DELETE')).status, 204);
  await restart();
  assertRefused(await one.self(), 403, 'certificate_unknown');
  await appliance.stop();
  rmSync(state, { recursive: true });
});

describe('the page of modules', () => {
  const bench = new Bench();
  /** @param {number} user */
  const person = async (user) => {
    const visitor = new Visitor(bench.appliance.visibility);
    await visitor.logIn(/** @type {any} */ (bench.appliance.users[user]));
    return visitor;
  };
  /** @type {Registering} */
  let one;
  before(async () => {
    one = await new Registering(() => bench.appliance, folder, AMERICAS).register();
  });

  test('asks to log in, and comes back', async () => {
    const visitor = new Visitor(bench.appliance.visibility);
    const { text } = await visitor.get(MODULES);
    assert.match(text, /name="then" value="\/settings\/modules"/);
    assert.doesNotMatch(text, /mail1|Example Reputation/);
    const reply = await visitor.logIn(/** @type {any} */ (bench.appliance.users[0]), MODULES);
    assert.equal(reply.headers.get('location'), MODULES);
  });

  test('lists the appliances of the organisation, and the built-in modules', async () => {
    const { text } = await (await person(1)).get(MODULES);
    assert.match(text, /<th scope="row">mail1\.example\.com<\/th>\s*<td>AMERICAS<\/td>/);
    for (const name of ['Example Reputation', 'Second Opinion', 'Slow Sandbox'])
      assert.ok(text.includes(`<th scope="row">${name}</th>`));
    const sam = await (await person(2)).get(MODULES);
    assert.doesNotMatch(sam.text, /mail1/);
    assert.match(sam.text, /No appliance is registered/);
  });

  test('an appliance is made a module and is one no longer, by its organisation alone', async () => {
    const [alex, sam] = [await person(0), await person(2)];
    const module = async () => (await one.self()).json.module;
    await sam.post(`${MODULES}/add`, [['id', one.id]]);
    assert.equal(await module(), false);
    const added = await alex.post(`${MODULES}/add`, [['id', one.id]]);
    assert.deepEqual([added.status, added.headers.get('location')], [303, MODULES]);
    assert.equal(await module(), true);
    assert.match((await alex.get(MODULES)).text, /aria-label="Remove module: mail1\.example\.com"/);
    await sam.post(`${MODULES}/remove`, [['id', one.id]]);
    assert.equal(await module(), true);
    await alex.post(`${MODULES}/remove`, [['id', one.id]]);
    assert.equal(await module(), false);
  });

  test('a token is shown once, with its end and what to do', async () => {
    const alex = await person(0);
    await alex.post(`${MODULES}/token`, [['region', 'EUROPE']]);
    const { text } = await alex.get(MODULES);
    assert.match(text, /Registration token for EUROPE/);
    assert.match(text, /until \d\d \w{3} \d{4} \d\d:\d\d:\d\d \(GMT\)/);
    for (const words of ['Edit Settings', 'Register', 'Add as module', 'Configure Modules &gt; SMA Web'])
      assert.ok(text.includes(words), words);
    assert.doesNotMatch((await alex.get(MODULES)).text, /registration-token/);
    const wrong = await alex.post(`${MODULES}/token`, [['region', 'APJC']]);
    assert.equal(wrong.status, 400);
    assert.match(wrong.text, /role="alert"/);
  });

  test('only a page of its own makes tokens and modules, for who is logged in', async () => {
    const alex = await person(0);
    for (const path of ['/token', '/add', '/remove']) {
      assert.equal((await alex.post(MODULES + path, [['id', one.id]], { 'sec-fetch-site': 'cross-site' })).status, 403);
      const nobody = await new Visitor(bench.appliance.visibility).post(MODULES + path, [['region', 'EUROPE']]);
      assert.equal(nobody.status, 403);
    }
    assert.equal((await alex.post(`${MODULES}/else`, [])).status, 404);
    assert.equal((await alex.get(`${MODULES}/token`)).status, 404);
  });
});

describe('an authority that is damaged', () => {
  test('ends the start with a sentence, and is made anew when both files are gone', async () => {
    const state = mkdtempSync(join(tmpdir(), 'appliance-exchange-ca-'));
    await (await startAppliance({ state })).stop();
    const file = join(state, 'exchange-ca.pem'), key = join(state, 'exchange-ca-key.pem');
    const first = readFileSync(file, 'utf8');
    writeFileSync(key, readFileSync(join(state, 'exchange-server-key.pem'), 'utf8'));
    await assert.rejects(startAppliance({ state }), /status 1: .*authority of the exchange cannot be read\. Restore/);
    rmSync(file);
    rmSync(key);
    await (await startAppliance({ state })).stop();
    assert.notEqual(readFileSync(file, 'utf8'), first);
    rmSync(state, { recursive: true });
  });
});
