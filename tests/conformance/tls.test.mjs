// TLS: all three origins over it, the names, and every reason not to start.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { connect } from 'node:tls';

import { startAppliance } from './appliance.mjs';
import { getOverTls, makeCertificate, openssl } from './certificate.mjs';

const folder = mkdtempSync(join(tmpdir(), 'appliance-tls-'));
after(() => rmSync(folder, { recursive: true }));
const own = makeCertificate(folder, 'DNS:*.example.com,DNS:appliance.example,IP:127.0.0.1');
const other = makeCertificate(folder, '', 'nameless');

/** @param {{certificate: string, key: string}} files */
const tls = ({ certificate, key }) => ['--tls-cert', certificate, '--tls-key', key];

describe('over TLS', () => {
  /** @type {import('./appliance.mjs').Appliance} */
  let appliance;
  before(async () => { appliance = await startAppliance({ args: ['--ephemeral', ...tls(own)] }); });
  after(() => appliance.stop());

  test('the three addresses have the first name of the certificate that is one host', () => {
    for (const origin of [appliance.appliance, appliance.visibility, appliance.private_intel]) {
      assert.match(origin, /^https:\/\/appliance\.example:\d+$/);
    }
  });

  test('each of them answers, and tells browsers to come back over TLS', async () => {
    for (const address of [appliance.appliance, `${appliance.visibility}/.well-known/jwks`,
      `${appliance.private_intel}/ctia/casebook/search`]) {
      const reply = await getOverTls(address, own.ca);
      assert.ok([200, 303, 401].includes(reply.status ?? 0), `${address} ${reply.status}`);
      assert.equal(reply.headers['strict-transport-security'], 'max-age=31536000');
    }
  });

  test('the list of servers and the policy name the https addresses', async () => {
    const servers = await getOverTls(`${appliance.appliance}/threat-response/servers.json`, own.ca,
      { cookie: appliance.cookie });
    assert.equal(JSON.parse(servers.text)[0].visibility, appliance.visibility);
    assert.ok(String(servers.headers['content-security-policy']).includes(` ${appliance.visibility} `));
  });

  test('another name is refused', async () => {
    const reply = await getOverTls(appliance.appliance, own.ca, { host: 'elsewhere.example' });
    assert.equal(reply.status, 421);
  });

  test('nothing is answered in the clear', async () => {
    const { port } = new URL(appliance.appliance);
    await assert.rejects(fetch(`http://127.0.0.1:${port}/`));
  });

  test('TLS 1.2 is the oldest that is spoken', async () => {
    const { port } = new URL(appliance.appliance);
    /** @param {import('node:tls').SecureVersion} version */
    const speak = (version) => new Promise((resolve) => {
      const socket = connect({ host: '127.0.0.1', port: Number(port), rejectUnauthorized: false, minVersion: version,
        maxVersion: version, ciphers: 'ALL:@SECLEVEL=0' }, () => { resolve(socket.getProtocol()); socket.destroy(); });
      socket.on('error', (error) => resolve(/** @type {NodeJS.ErrnoException} */ (error).code));
    });
    assert.equal(await speak('TLSv1.3'), 'TLSv1.3');
    assert.equal(await speak('TLSv1.2'), 'TLSv1.2');
    assert.equal(await speak('TLSv1.1'), 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'the appliance says no');
  });
});

test('without TLS no browser is told to insist on it', async () => {
  const appliance = await startAppliance();
  const reply = await fetch(appliance.appliance);
  await appliance.stop();
  assert.equal(reply.headers.get('strict-transport-security'), null);
});

test('a certificate without a name: the address that is listened on', async () => {
  const appliance = await startAppliance({
    args: ['--state', join(folder, 'state'), '--listen', '127.0.0.2:0', ...tls(other)] });
  await appliance.stop();
  assert.match(appliance.appliance, /^https:\/\/127\.0\.0\.2:\d+$/);
});

test('a certificate that has expired is served, and that is said', async () => {
  const old = { certificate: join(folder, 'old.pem'), key: own.key };
  openssl('req', '-new', '-key', own.key, '-subj', '/CN=old', '-out', join(folder, 'old.csr'));
  openssl('x509', '-req', '-days', '0', '-in', join(folder, 'old.csr'), '-signkey', own.key, '-out', old.certificate);
  const end = new Date(String(openssl('x509', '-in', old.certificate, '-noout', '-enddate')).slice('notAfter='.length));
  while (Date.now() <= end.getTime() + 1000) await new Promise((resolve) => { setTimeout(resolve, 50); });
  const appliance = await startAppliance({ args: ['--ephemeral', ...tls(old)] });
  await appliance.stop();
  assert.match(appliance.stderr(), /^appliance: the certificate '.*old\.pem' has expired, and browsers will refuse/m);
});

describe('it does not start, and says why in a sentence', () => {
  const missing = join(folder, 'missing.pem');
  const garbage = join(folder, 'garbage.pem');
  const sealed = join(folder, 'sealed.pem');
  writeFileSync(garbage, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
  openssl('ec', '-in', own.key, '-aes256', '-passout', 'pass:secret', '-out', sealed);
  const state = ['--state', join(folder, 'refused')];

  /** @type {[string, string[], number, RegExp][]} */
  const refused = [
    ['certificate missing', ['--ephemeral', ...tls({ ...own, certificate: missing })], 1,
      /--tls-cert: '.*missing\.pem' cannot be read as a certificate in PEM form\./],
    ['certificate garbage', ['--ephemeral', ...tls({ ...own, certificate: garbage })], 1, /--tls-cert: .*garbage\.pem/],
    ['key missing', ['--ephemeral', ...tls({ ...own, key: missing })], 1,
      /--tls-key: '.*missing\.pem' cannot be read as a private key in PEM form without a passphrase\./],
    ['key with a passphrase', ['--ephemeral', ...tls({ ...own, key: sealed })], 1, /without a passphrase\./],
    ['key of another', ['--ephemeral', ...tls({ ...own, key: other.key })], 1,
      /--tls-key: '.*nameless-key\.pem' is not the key of the certificate '.*appliance\.pem'\./],
    ['certificate alone', ['--ephemeral', '--tls-cert', own.certificate], 2, /--tls-cert and --tls-key go together\./],
    ['key alone', ['--ephemeral', '--tls-key', own.key], 2, /--tls-cert and --tls-key go together\./],
    ['others may connect without TLS', [...state, '--listen', '0.0.0.0:0'], 2,
      /not '0\.0\.0\.0' without --tls-cert and --tls-key: .*read on the way.*no secure context/],
    ['nobody says which host', [...state, '--listen', '0.0.0.0:0', ...tls(other)], 1,
      /The certificate names no host, so --listen takes an address of this machine, not 0\.0\.0\.0\./],
  ];
  for (const [why, args, status, words] of refused) {
    test(why, async () => {
      await assert.rejects(startAppliance({ args }), (/** @type {Error} */ error) => {
        assert.match(error.message, new RegExp(`ended with status ${status}: `));
        assert.match(error.message, words);
        return true;
      });
    });
  }
});
