// The embedded Threat Response beyond the vectors: hostile credentials, verdicts, access rules, search.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { startAppliance } from './appliance.mjs';
import { call, mint } from './service.mjs';

const H1 = '5146f54dbec0089c4cb5661e6506849dddf2ed32e71dd7e21efae4bde6421330';
const H4 = 'a5fac6be94556f67cca25ffc55ecdb12ed62ee3b818d1890240382de9a3604c5';
const H5 = '7265987ea36f0eaa0744164d642aa43db334c75f307981e7ef4ca929b9bc610d';

/** @type {import('./appliance.mjs').Appliance} */
let appliance;
const state = mkdtempSync(join(tmpdir(), 'appliance-test-'));

before(async () => {
  appliance = await startAppliance({ state });
});

after(async () => {
  assert.equal(await appliance.stop(), 0, appliance.stderr());
  rmSync(state, { recursive: true });
});

describe('sign-in', () => {
  /**
   * @param {Record<string, string>} headers
   * @param {string} [body]
   */
  const ask = (headers, body = 'grant_type=client_credentials') =>
    call(`${appliance.visibility}/iroh/oauth2/token`, {
      method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers } });
  /** @param {string} pair */
  const basic = (pair) => ({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` });

  test('missing, empty, mistyped and undecodable credentials never sign in', async () => {
    const { client_id: id, client_password: password } = appliance;
    for (const headers of [{}, basic(''), basic(':'), basic(`${id}:`), basic(`:${password}`), basic(id),
      { authorization: 'Basic ====' }, { authorization: `Bearer ${password}` },
      { authorization: `Basic ${id}:${password}` },
      basic(`${id}:${password}x`), basic(`${id} :${password}`), basic(`${id}:${password.toLowerCase()}\0`)]) {
      const { status, json } = await ask(headers);
      assert.equal(status, 400, JSON.stringify(headers));
      assert.match(json.error, /^(invalid_client|wrong_client_creds)$/);
    }
  });

  test('another grant is 400 unsupported_grant_type', async () => {
    const headers = basic(`${appliance.client_id}:${appliance.client_password}`);
    for (const body of ['', 'grant_type=password', '{"grant_type":"client_credentials"}'])
      assert.equal((await ask(headers, body)).json.error, 'unsupported_grant_type', body);
  });

  test('a token that is forged, changed, unsigned or early is 401 with its reason', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = /** @type {string} */ (privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const good = mint(state);
    const [head, claims, signature] = good.split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const later = Math.floor(Date.now() / 1000) + 3600;
    const addresses = [`${appliance.visibility}/iroh/profile/whoami`,
      `${appliance.private_intel}/ctia/casebook/search`];
    for (const [token, error] of [
      [mint(state, { key }), 'jwt_invalid_signature'],
      [`${head}.${claims}.`, 'jwt_invalid_signature'],
      [`${none}.${claims}.${signature}`, 'jwt_invalid_signature'],
      [`${head}.${Buffer.from('{"sub":"root"}').toString('base64url')}.${signature}`, 'jwt_invalid_signature'],
      ['nonsense', 'jwt_decode_failed_exception'],
      [mint(state, { issued: later }), 'jwt_valid_in_future'],
      [mint(state, { issued: 1_000_000, lifetime: 4_000_000_000 }), 'jwt_expired_via_max_jwt_lifetime'],
    ])
      for (const address of addresses) {
        const reply = await call(address, { token: String(token) });
        assert.equal(reply.status, 401);
        assert.equal(reply.json.error, error);
      }
  });
});

describe('deliberate', () => {
  /**
   * @param {any} body
   * @param {{token?: string, query?: string}} [how]
   */
  const ask = (body, { token = mint(state), query = '' } = {}) =>
    call(`${appliance.visibility}/iroh/iroh-enrich/deliberate/observables${query}`, { method: 'POST', body, token });
  /** @param {any} reply */
  const verdicts = (reply) => reply.json.data.map((/** @type {any} */ item) =>
    (item.data.verdicts?.docs ?? []).map((/** @type {any} */ doc) => doc.disposition));

  test('the verdicts are those of the sample data', async () => {
    /** @type {[string, string, number][]} */
    const known = [
      ['domain', 'pay-update.example', 2], ['domain', 'login.pay-update.example', 2], ['ip', '192.0.2.17', 2],
      ['domain', 'notpay-update.example', 5], ['sha256', H1, 2], ['ip', '203.0.113.66', 2], ['sha256', H4, 3],
      ['ip', '198.51.100.9', 3], ['ipv6', '2001:db8:1::66', 3], ['domain', 'bit.ly', 4],
      ['domain', 'partner.example.org', 1], ['domain', 'relay.partner.example.org', 5], ['sha256', H5, 1],
      ['url', 'http://login.pay-update.example:8080/session?id=7&x=a,b', 2], ['url', 'https://bit.ly/3xAmpLe', 4],
      ['url', 'http://[2001:db8:1::66]/a.php', 3], ['url', 'https://files.example.net/dl/setup.exe', 5],
      ['domain', 'newsletter.example', 5],
    ];
    const reply = await ask(known.map(([type, value]) => ({ type, value })));
    assert.equal(reply.status, 200);
    const { docs, count } = reply.json.data[0].data.verdicts;
    assert.equal(count, known.length);
    assert.deepEqual(docs.map((/** @type {any} */ { observable, disposition }) =>
      [observable.type, observable.value, disposition]), known);
  });

  test('one module disagrees on bit.ly', async () => {
    assert.deepEqual(verdicts(await ask([{ type: 'domain', value: 'bit.ly' }])), [[4], [3], []]);
  });

  test('a verdict holds for 30 days', async () => {
    const reply = await ask([{ type: 'domain', value: 'bit.ly' }]);
    const { start_time: start, end_time: end } = reply.json.data[0].data.verdicts.docs[0].valid_time;
    assert.equal(Date.parse(end) - Date.parse(start), 30 * 86_400_000);
  });

  test('`mids` limits who is asked', async () => {
    const all = await ask([{ type: 'sha256', value: H1 }]);
    const mid = all.json.data[0].module_instance_id;
    const one = await ask([{ type: 'sha256', value: H1 }], { query: `?mids=${mid}` });
    assert.deepEqual(one.json.data.map((/** @type {any} */ item) => item.module_instance_id), [mid]);
    assert.ok(!('errors' in one.json));
  });

  test('a body of another shape is 400 with the reason in its place', async () => {
    assert.equal((await ask('{')).json.type, 'json-parse-exception');
    assert.match((await ask({ observables: [] })).json.errors, /sequential/);
    const mixed = await ask([{ type: 'ip', value: '192.0.2.7' }, { type: 'sha512', value: 'x', colour: 1 }]);
    assert.equal(mixed.status, 400);
    assert.equal(mixed.json.errors[0], null);
    assert.equal(mixed.json.errors[1].colour, 'disallowed-key');
    assert.match(mixed.json.errors[1].type, /sha512/);
    assert.equal((await ask('['.repeat(100_000))).status, 400);
  });

  test('a token without the scope is 403 and names it with hyphenated keys', async () => {
    const reply = await ask([], { token: mint(state, { scopes: ['casebook', 'enrich:write', 'enrichment'] }) });
    assert.equal(reply.status, 403);
    assert.equal(reply.json.error, 'missing_scope');
    assert.deepEqual(reply.json['missing-scopes'], ['enrich/observables/deliberate:read']);
    assert.deepEqual(reply.json.scopes, ['casebook', 'enrich:write', 'enrichment']);
  });
});

describe('casebooks', () => {
  const casebooks = () => `${appliance.private_intel}/ctia/casebook`;
  /**
   * @param {any} body
   * @param {import('./service.mjs').Who} [who]
   */
  const make = (body, who) => call(`${casebooks()}?wait_for=true`, { method: 'POST', body, token: mint(state, who) });
  /**
   * @param {string} id
   * @param {any} body
   * @param {import('./service.mjs').Who} [who]
   */
  const change = (id, body, who) => call(`${id}/observables`, { method: 'POST', body, token: mint(state, who) });
  const bitly = { type: 'domain', value: 'bit.ly' };

  test('who owns a case is for the service to say', async () => {
    const { json } = await make({ owner: 'root', groups: ['org-z'], created: '1999-01-01T00:00:00.000Z' });
    assert.equal(json.owner, 'user-a');
    assert.deepEqual(json.groups, ['org-a']);
    assert.notEqual(json.created, '1999-01-01T00:00:00.000Z');
    assert.equal(json.tlp, 'green');
    assert.equal(json.schema_version, '1.3.30');
  });

  test('TLP and ownership decide who reads and who changes', async () => {
    const mate = { user: 'user-b' }, stranger = { user: 'user-c', org: 'org-c' };
    const add = { operation: 'add', observables: [bitly] };
    for (const [tlp, mateReads, mateAdds, strangerReads, strangerAdds] of [
      ['white', 200, 200, 200, 403], ['green', 200, 200, 200, 403],
      ['amber', 200, 200, 403, 403], ['red', 403, 403, 403, 403]]) {
      const { id } = (await make({ tlp })).json;
      assert.equal((await call(id, { token: mint(state, mate) })).status, mateReads, `${tlp} mate reads`);
      assert.equal((await change(id, add, mate)).status, mateAdds, `${tlp} mate adds`);
      assert.equal((await call(id, { token: mint(state, stranger) })).status, strangerReads, `${tlp} stranger reads`);
      const refused = await change(id, add, stranger);
      assert.equal(refused.status, strangerAdds, `${tlp} stranger adds`);
      assert.equal(refused.json.message, 'You are not allowed to update this document');
    }
    const shared = await make({ tlp: 'red', authorized_users: ['user-c'] });
    assert.equal((await change(shared.json.id, add, stranger)).status, 200);
  });

  test('a search leaves out what the caller may not read', async () => {
    await make({ title: 'hidden pearl', tlp: 'amber', external_ids: ['pearl'] });
    /** @param {string} org */
    const found = async (org) =>
      (await call(`${casebooks()}/search?query=pearl`, { token: mint(state, { org }) })).json.length;
    assert.equal(await found('org-a'), 1);
    assert.equal(await found('org-c'), 0);
    const byId = await call(`${casebooks()}/external_id/pearl`, { token: mint(state, { org: 'org-c' }) });
    assert.deepEqual(byId.json, []);
  });

  test('remove on a case without observables inserts them, as the service does', async () => {
    const { id } = (await make({})).json;
    assert.deepEqual((await change(id, { operation: 'remove', observables: [bitly] })).json.observables, [bitly]);
    assert.deepEqual((await change(id, { operation: 'remove', observables: [bitly] })).json.observables, []);
    assert.deepEqual((await change(id, { operation: 'replace', observables: [bitly] })).json.observables, [bitly]);
  });

  test('a change keeps the timestamp and moves `modified` on', async () => {
    const made = (await make({ timestamp: '2020-01-01T00:00:00.000Z' })).json;
    const changed = (await change(made.id, { operation: 'add', observables: [bitly] })).json;
    assert.equal(changed.timestamp, made.timestamp);
    assert.ok(changed.modified >= made.modified);
    const { observables, modified, ...rest } = changed;
    const { modified: before, ...same } = made;
    assert.deepEqual(rest, same);
    assert.ok(observables && modified && before);
  });

  test('a hundred adds at once are all kept', async () => {
    const { id } = (await make({ title: 'busy' })).json;
    const values = Array.from({ length: 100 }, (_, index) => `192.0.2.${index}`);
    await Promise.all(values.map((value) => change(id, { operation: 'add', observables: [{ type: 'ip', value }] })));
    const { json } = await call(id, { token: mint(state) });
    assert.deepEqual(json.observables.map((/** @type {any} */ each) => each.value).sort(), values.sort());
  });

  test('malformed changes are 400 with the field that is wrong', async () => {
    const { id } = (await make({})).json;
    assert.equal((await change(id, '{')).json.type, 'json-parse-exception');
    assert.equal((await change(id, {})).json.errors.operation, 'missing-required-key');
    assert.match((await change(id, { operation: 'merge', observables: [] })).json.errors.operation, /merge/);
    assert.match((await change(id, { operation: 'add', observables: 'x' })).json.errors.observables, /sequential/);
  });

  test('mistyped fields are 400', async () => {
    for (const body of [[], 5, null, { title: 5 }, { tlp: 'blue' }, { type: 'incident' }, { timestamp: 'today' },
      { observables: {} }, { observables: [{ type: 'ip' }] }, { texts: [{ type: 'note' }] }, { external_ids: [1] },
      { revision: -1 }, { bundle: { casebooks: [] } }, { external_references: [{}] }]) {
      const reply = await make(JSON.stringify(body));
      assert.equal(reply.status, 400, JSON.stringify(body));
      assert.ok('errors' in reply.json);
    }
    const foreign = await make({ id: 'https://elsewhere.example/ctia/casebook/casebook-1' });
    assert.equal(foreign.json.error, 'Invalid hostname in ID');
    assert.equal((await make({ id: 'transient:mine' })).status, 201);
  });

  test('a search finds whole words and quoted phrases, oldest first, page by page', async () => {
    const org = 'org-search', token = mint(state, { org });
    for (const day of [2, 1, 3])
      await make({ title: `Walrus ${day}`, tlp: 'amber', timestamp: `2026-01-0${day}T00:00:00.000Z`,
        observables: [{ type: 'url', value: `https://walrus.example/${day}` }, { type: 'ip', value: '127.0.0.1' }] }, { org });
    /** @param {string} query */
    const titles = async (query) => (await call(`${casebooks()}/search?${query}`, { token })).json
      
      .map((/** @type {any} */ each) => each.title)
      .filter((/** @type {string} */ title) => title?.startsWith('Walrus'));
    assert.deepEqual(await titles('query=walrus'), ['Walrus 1', 'Walrus 2', 'Walrus 3']);
    assert.deepEqual(await titles(`query=${encodeURIComponent('"https://walrus.example/2"')}`), ['Walrus 2']);
    assert.deepEqual(await titles('simple_query=https://walrus.example/3'), ['Walrus 3']);
    assert.deepEqual(await titles('query=walrus+127'), []);
    assert.deepEqual(await titles('query=walrus+127.0.0.1&limit=1&offset=1'), ['Walrus 2']);
    for (const wrong of ['limit=x', 'offset=-1', 'offset=10001', 'sort_by=created', 'sort_order=up', 'from=now',
      'query=%22'])
      assert.equal((await call(`${casebooks()}/search?${wrong}`, { token })).status, 400, wrong);
  });
});

describe('connections', () => {
  test('a request on the connection of a DELETE without a body is answered', async () => {
    const token = mint(state);
    const casebook = `${appliance.private_intel}/ctia/casebook`;
    for (let round = 0; round < 3; ++round) {
      const { id } = (await call(casebook, { method: 'POST', body: {}, token })).json;
      assert.equal((await call(id, { method: 'DELETE', token })).status, 204);
      for (let i = 0; i < 3; ++i) assert.equal((await call(id, { token })).status, 404);
    }
  });
});

describe('investigate', () => {
  test('hostile text is shown as text', async () => {
    const hostile = '<script>alert(1)</script>"\'&';
    const asked = [`q=${encodeURIComponent(`domain:${hostile}\n${hostile}`)}`, `spid=${encodeURIComponent(hostile)}`];
    for (const query of asked) {
      const { text, headers } = await call(`${appliance.visibility}/investigate?${query}`);
      assert.ok(!text.includes('<script'));
      assert.ok(text.includes('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;'));
      assert.match(headers.get('content-security-policy') ?? '', /^default-src 'none'; style-src 'self'/);
    }
  });

  test('its style sheet is served on the same origin', async () => {
    assert.equal((await call(`${appliance.visibility}/pages/appliance.css`)).status, 200);
    assert.equal((await call(`${appliance.visibility}/pages/report.js`)).status, 404);
  });
});
