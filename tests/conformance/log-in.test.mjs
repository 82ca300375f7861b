// Who may see the appliance's own pages: log-in, sessions, and what is answered without one.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { logIn, putControl, startAppliance } from './appliance.mjs';
import { call, callAsOperator } from './service.mjs';

/** @type {import('./appliance.mjs').Appliance} */
let appliance;
const state = mkdtempSync(join(tmpdir(), 'appliance-test-'));

before(async () => {
  appliance = await startAppliance({ state, controls: true });
});

after(async () => {
  assert.equal(await appliance.stop(), 0, appliance.stderr());
  rmSync(state, { recursive: true });
});

/** @param {string} path @param {Record<string, string>} [headers] */
const get = (path, headers) => call(appliance.appliance + path, { headers });
/** @param {object} body @param {Record<string, string>} [headers] */
const logInWith = (body, headers = { origin: appliance.appliance }) =>
  call(`${appliance.appliance}/login`, { method: 'POST', headers, body });

describe('without a session', () => {
  test('a page leads to the log-in, which leads back to it with what its address asks for', async () => {
    for (const [path, back] of [['/', '/'], ['/gallery', '/gallery'], ['/reports/web-sites', '/reports/web-sites'],
      ['/tracking/message-details?mid=315&startDate=a%20b', '/tracking/message-details?mid=315&startDate=a%20b']]) {
      const { status, headers } = await get(path);
      assert.equal(status, 303, path);
      const to = new URL(headers.get('location') ?? '', appliance.appliance);
      assert.equal(to.pathname, '/login');
      assert.equal(to.searchParams.get('to')?.split('?')[0], back.split('?')[0]);
      const asked = new URLSearchParams(to.searchParams.get('to')?.split('?')[1]);
      assert.deepEqual(Object.fromEntries(asked), Object.fromEntries(new URLSearchParams(back.split('?')[1])));
    }
  });

  test('nothing of reports, servers, sessions and kept clients is answered', async () => {
    for (const path of ['/sma/api/v2.0/reporting/mail_incoming_domain_detail', '/threat-response/servers.json',
      '/threat-response/pivots.json', '/threat-response/clients', '/session', '/nothing']) {
      const { status, json } = await get(path);
      assert.equal(status, 401, path);
      assert.match(json.error, /log in again/);
    }
    for (const cookie of [`${appliance.cookie}x`, appliance.cookie.replace(/=.*/, '='), 'session=1', '='.repeat(5000)])
      assert.equal((await get('/session', { cookie })).status, 401, cookie.slice(0, 40));
  });

  test('the log-in page and the code of pages and widgets are answered', async () => {
    for (const path of ['/login', '/pages/login.js', '/pages/appliance.css', '/widgets/index.js'])
      assert.equal((await get(path)).status, 200, path);
  });
});

describe('log-in', () => {
  test('a session is in a cookie that scripts cannot read, and ends with the log-out', async () => {
    const [{ name, password }] = appliance.operators;
    const reply = await logInWith({ name, password });
    assert.equal(reply.status, 204);
    assert.match(reply.headers.get('set-cookie') ?? '', /^session\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
    const cookie = (reply.headers.get('set-cookie') ?? '').split(';')[0];
    assert.deepEqual((await get('/session', { cookie })).json, { user: name });

    const out = await call(`${appliance.appliance}/logout`, {
      method: 'POST', headers: { cookie, origin: appliance.appliance } });
    assert.equal(out.status, 204);
    assert.match(out.headers.get('set-cookie') ?? '', /Max-Age=0$/);
    assert.equal((await get('/session', { cookie })).status, 401);
    assert.equal((await callAsOperator(appliance, '/session')).status, 200, 'another session goes on');
  });

  test('a log-in ends the session that it is sent with', async () => {
    const [{ name, password }] = appliance.operators;
    const before = await logIn(appliance.appliance, { name, password });
    await logInWith({ name, password }, { origin: appliance.appliance, cookie: before });
    assert.equal((await get('/session', { cookie: before })).status, 401);
  });

  test('a wrong name and a wrong password are refused alike, and too many of them for a time', async () => {
    const [{ password }, { name }] = appliance.operators;
    const wrong = await logInWith({ name, password });
    const unknown = await logInWith({ name: 'nobody', password });
    assert.deepEqual([wrong.status, wrong.json], [unknown.status, unknown.json]);
    assert.equal(wrong.status, 403);
    for (const body of [{}, { name }, { name: 7, password: [] }, []])
      assert.ok([403, 429].includes((await logInWith(body)).status));
    for (let tries = 0; tries < 6; ++tries) await logInWith({ name: 'guessed', password: String(tries) });
    const refused = await logInWith({ name: 'guessed', password: 'x' });
    assert.equal(refused.status, 429);
    assert.match(refused.headers.get('retry-after') ?? '', /^\d+$/);
    assert.match(refused.json.error, /try again in \d+ seconds/);
  });

  test('a session ends after twelve hours', async () => {
    const cookie = await logIn(appliance.appliance, appliance.operators[0]);
    await putControl(appliance, 'clock', { ahead_s: 12 * 3600 - 60 });
    assert.equal((await get('/session', { cookie })).status, 200);
    await putControl(appliance, 'clock', { ahead_s: 12 * 3600 + 60 });
    assert.equal((await get('/session', { cookie })).status, 401);
    await putControl(appliance, 'clock', { ahead_s: 0 });
  });

  test('the store holds neither session nor password', () => {
    const secrets = [appliance.cookie.split('=')[1], ...appliance.operators.map(({ password }) => password)];
    for (const name of readdirSync(state).filter((each) => each.startsWith('appliance.db')))
      for (const secret of secrets) assert.ok(!readFileSync(join(state, name)).includes(secret), name);
  });

  test('a session outlives a restart of the appliance', async () => {
    await appliance.stop();
    const before = appliance.cookie;
    appliance = await startAppliance({ state, controls: true });
    assert.equal((await get('/session', { cookie: before })).status, 200);
  });
});

describe('a write from elsewhere', () => {
  /** @type {Record<string, string>[]} */
  const elsewhere = [{}, { origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' }, { 'sec-fetch-site': 'none' }];
  for (const headers of elsewhere)
    test(`is refused with ${JSON.stringify(headers)}, although the browser sends the cookie`, async () => {
      // Two ports of one machine are one site: the cookie goes along.
      if (headers['sec-fetch-site']) headers['origin'] = appliance.appliance;
      const asked = { headers: { cookie: appliance.cookie, ...headers } };
      const base = appliance.appliance;
      for (const [method, path] of [['POST', '/login'], ['POST', '/logout'], ['PUT', '/threat-response/clients'],
        ['DELETE', '/threat-response/clients'], ['POST', '/threat-response/token'],
        ['DELETE', '/threat-response/current']])
        assert.equal((await call(base + path, { method, ...asked, body: {} })).status, 403, path);
      assert.equal((await get('/session', { cookie: appliance.cookie })).status, 200);
    });
});
