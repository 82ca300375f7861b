// API clients that the appliance keeps for who is logged in, and the tokens it gives out for them.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';

import { logIn, putControl, startAppliance } from './appliance.mjs';
import { call, callAsOperator } from './service.mjs';

const here = '/threat-response/';
/** @type {import('./appliance.mjs').Appliance} */
let appliance;
/** @type {string} */
let state;

beforeEach(async () => {
  state = mkdtempSync(join(tmpdir(), 'appliance-test-'));
  appliance = await startAppliance({ state, controls: true });
});

afterEach(async () => {
  assert.equal(await appliance.stop(), 0, appliance.stderr());
  rmSync(state, { recursive: true });
});

/** @param {string} method @param {string} route @param {any} [body] @param {string} [cookie] */
const ask = (method, route, body, cookie = appliance.cookie) =>
  callAsOperator(appliance, here + route, { method, body, headers: { cookie } });
const demo = () => ({ client_id: appliance.client_id, server: 'embedded' });
/** @param {object} [more] */
const keep = (more) => ask('PUT', 'clients', { ...demo(), password: appliance.client_password, ...more });
/** @param {object} [more] @param {string} [cookie] */
const token = (more, cookie) => ask('POST', 'token', { ...demo(), user: 'analyst', ...more }, cookie);
/** @param {string} text */
const hashOf = (text) => createHash('sha256').update(text).digest('base64url');

test('a kept client is listed without its password, and gives tokens that the service takes', async () => {
  assert.deepEqual((await ask('GET', 'clients')).json, { clients: [], current: '', damaged: false });
  assert.equal((await keep()).status, 204);
  const { json, headers } = await ask('GET', 'clients');
  assert.deepEqual(json.clients, [{ ...demo(), added: json.clients[0].added }]);
  assert.ok(Math.abs(json.clients[0].added - Date.now() / 1000) < 60);
  assert.equal(json.current, `${appliance.client_id} embedded`);
  assert.equal(headers.get('cache-control'), 'no-store');

  const given = await token();
  assert.equal(given.status, 200);
  assert.equal(given.headers.get('cache-control'), 'no-store');
  assert.equal(given.json.expires_in, 600);
  const who = await call(`${appliance.visibility}/iroh/profile/whoami`, { token: given.json.access_token });
  assert.equal(who.status, 200);
});

test('however many ask, one token is made, and another one when a page has no use for that', async () => {
  await keep();
  const tokens = async (more = {}) =>
    new Set((await Promise.all(Array.from({ length: 10 }, () => token(more)))).map(({ json }) => json.access_token));
  const first = await tokens();
  assert.equal(first.size, 1);
  const [used] = first;
  const second = await tokens({ unwanted: hashOf(used) });
  assert.equal(second.size, 1);
  assert.notDeepEqual(second, first);
  assert.deepEqual(await tokens({ unwanted: hashOf('of another time') }), second);
  await putControl(appliance, 'clock', { ahead_s: 300 });
  const { json } = await token();
  assert.deepEqual(new Set([json.access_token]), second);
  assert.ok(json.expires_in > 200 && json.expires_in <= 300);
  await putControl(appliance, 'clock', { ahead_s: 560 }); // with less than a minute left it is not given any more
  assert.equal((await token()).json.expires_in, 600);
});

test('a refusal of the service is handed on, and nothing of it is kept', async () => {
  await keep({ password: 'wrong' });
  const refused = await token();
  assert.deepEqual([refused.status, refused.json.error], [400, 'wrong_client_creds']);
  await keep();
  assert.equal((await token()).status, 200);
  const unwanted = hashOf((await token()).json.access_token);
  await putControl(appliance, 'faults',
    [{ path: '/iroh/oauth2/token', status: 503, times: 1, body: { error: 'busy' } }]);
  const busy = await token({ unwanted });
  assert.deepEqual([busy.status, busy.json], [503, { error: 'busy' }]);
});

test('a token that somebody else is logged in for by now is not given', async () => {
  await keep();
  const other = await logIn(appliance.appliance, appliance.operators[1]);
  assert.equal((await token({}, other)).status, 409);
  const unknown = await token({ user: 'admin' }, other);
  assert.deepEqual([unknown.status, unknown.json.error], [400, 'invalid_client']);
  assert.deepEqual((await ask('GET', 'clients', undefined, other)).json.clients, []);
  await ask('DELETE', 'clients', undefined, other);
  assert.equal((await ask('GET', 'clients')).json.clients.length, 1, 'each forgets their own');
});

test('after the log-out no old token is given out', async () => {
  await keep();
  const old = (await token()).json.access_token;
  const cookie = await logIn(appliance.appliance, appliance.operators[0]);
  await call(`${appliance.appliance}/logout`, { method: 'POST', headers: { cookie, origin: appliance.appliance } });
  assert.notEqual((await token()).json.access_token, old);
});

test('one is forgotten, or all; signing out everywhere leaves none in use', async () => {
  await keep();
  const [{ client_id: second, client_password: password }] = appliance.clients;
  await keep({ client_id: second, password });
  assert.equal((await ask('GET', 'clients')).json.current, `${second} embedded`);
  await token();
  assert.equal((await ask('GET', 'clients')).json.current, `${appliance.client_id} embedded`);
  assert.equal((await ask('DELETE', 'current')).status, 204);
  assert.equal((await ask('GET', 'clients')).json.current, '');
  assert.equal((await ask('DELETE', `clients?client_id=${second}&server=embedded`)).status, 204);
  const { json } = await ask('GET', 'clients');
  assert.deepEqual(json.clients.map((/** @type {{client_id: string}} */ one) => one.client_id), [appliance.client_id]);
  assert.equal((await ask('DELETE', 'clients')).status, 204);
  assert.deepEqual((await ask('GET', 'clients')).json.clients, []);
  assert.equal((await token()).status, 400);
});

test('what is no client is refused with a sentence', async () => {
  const { client_id: id } = demo();
  for (const body of [{}, [], { client_id: id }, { client_id: id, server: 'apjc', password: 'x' },
    { client_id: id, server: 'https://evil.example', password: 'x' },
    { client_id: 'a:b', server: 'embedded', password: 'x' },
    { client_id: 'a\r\nb', server: 'embedded', password: 'x' }, { client_id: id, server: 'embedded', password: '' },
    { client_id: id, server: 'embedded', password: 'x'.repeat(501) }]) {
    const { status, json } = await ask('PUT', 'clients', body);
    assert.equal(status, 400, JSON.stringify(body).slice(0, 80));
    assert.match(json.error_description, /\.$/);
  }
  for (let count = 0; count < 20; ++count) assert.equal((await keep({ client_id: `client-${count}` })).status, 204);
  assert.equal((await keep()).status, 409);
  for (const [method, route] of [['GET', 'token'], ['POST', 'clients'], ['GET', 'current'], ['PUT', 'other']])
    assert.ok([404, 405].includes((await ask(method, route, method === 'GET' ? undefined : {})).status), route);
});

test('on disk the password is sealed, and neither another person nor another key opens it', async () => {
  await keep({ password: 'canary-password-on-disk' });
  const files = readdirSync(state).filter((name) => name.startsWith('appliance.db'));
  for (const name of files) assert.ok(!readFileSync(join(state, name)).includes('canary-password-on-disk'), name);
  await appliance.stop();
  writeFileSync(join(state, 'kept-clients-key'), 'damaged\n');
  appliance = await startAppliance({ state, controls: true });
  assert.deepEqual((await ask('GET', 'clients')).json, { clients: [], current: '', damaged: true });
  assert.equal((await token()).status, 400);
  await keep();
  assert.equal((await ask('GET', 'clients')).json.damaged, false);
  assert.equal((await token()).status, 200);
});
