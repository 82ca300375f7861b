// The page of API clients, the log-in before it, the demo accounts, and the investigate page of a case.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { putControl, signIn, startAppliance } from './appliance.mjs';
import { call } from './service.mjs';
import { Bench } from './vectors.mjs';
import { API_CLIENTS as PAGE, Visitor } from './visitor.mjs';

/** @param {string} text */
const clientIds = (text) =>
  [...text.matchAll(/<td class="mono">(client-[0-9a-f-]{36})<\/td>/g)].map((found) => found[1]);
/** @param {string} text @param {string} id */
const shown = (text, id) => new RegExp(`id="${id}" class="mono">([^<]+)<`).exec(text)?.[1];

describe('accounts', () => {
  const bench = new Bench();
  const visitor = () => new Visitor(bench.appliance.visibility);
  /** @param {number} index */
  const user = (index) => /** @type {{email: string, password: string}} */ (bench.appliance.users[index]);
  /** @param {any} client */
  const me = async (client) => {
    const token = await signIn(bench.appliance, client);
    return (await call(`${bench.appliance.visibility}/iroh/profile/whoami`, { token })).json;
  };

  test('three users belong to two organisations, and the demo clients to the first', async () => {
    const organizations = bench.appliance.users.map(({ organization }) => organization);
    assert.deepEqual(organizations, ['First Organization', 'First Organization', 'Second Organization']);
    const { user: owner, org } = await me(bench.appliance);
    assert.equal(owner['user-email'], user(0).email);
    assert.equal(org.name, 'First Organization');
  });

  test('there are demo clients with less than every scope, and tokens name what they may', async () => {
    const scopes = new Set();
    for (const client of bench.appliance.clients) {
      const token = await signIn(bench.appliance, client);
      const claims = JSON.parse(Buffer.from(String(token.split('.')[1]), 'base64url').toString());
      scopes.add(claims['https://schemas.cisco.com/iroh/identity/claims/scopes'].join(' '));
    }
    for (const wanted of ['casebook private-intel', 'enrich:read inspect:read response', 'casebook', 'enrich:read',
      'inspect:read', 'response'])
      assert.ok(scopes.has(wanted), wanted);
  });

  test('without a log-in there is the form alone; a wrong password and an unknown address look the same', async () => {
    const page = await visitor().get(PAGE);
    assert.match(page.text, /name="password"/);
    assert.doesNotMatch(page.text, /Add New Client/);
    const wrong = await visitor().logIn({ ...user(0), password: 'wrong' });
    const unknown = await visitor().logIn({ email: 'nobody@first.example', password: 'wrong' });
    assert.equal(wrong.status, 403);
    assert.equal(wrong.headers.get('set-cookie'), null);
    assert.equal(unknown.text, wrong.text);
  });

  test('the session cookie is closed to scripts and to other sites', async () => {
    const reply = await visitor().logIn(user(0));
    assert.equal(reply.status, 303);
    assert.equal(reply.headers.get('location'), PAGE);
    assert.match(reply.headers.get('set-cookie') ?? '', /^session\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
  });

  test('a client is made with a name and scopes, shown once, works, and is deleted', async () => {
    const alex = visitor();
    await alex.logIn(user(0));
    const before = clientIds((await alex.get(PAGE)).text);
    const made = await alex.post(PAGE, [
      ['name', '<b>Mine</b>'], ['scope', 'casebook'], ['scope', 'inspect:read']]);
    assert.deepEqual([made.status, made.headers.get('location')], [303, PAGE]);

    const { text } = await alex.get(PAGE);
    const client = {
      client_id: String(shown(text, 'client-id')), client_password: String(shown(text, 'client-password')) };
    assert.match(client.client_password, /^[\w-]{54}$/);
    assert.ok(text.includes('&lt;b&gt;Mine&lt;/b&gt;') && !text.includes('<b>Mine'));
    for (const field of ['client-id', 'client-password']) assert.ok(text.includes(`data-copies="${field}"`));
    assert.ok(!(await alex.get(PAGE)).text.includes(client.client_password), 'shown once');
    const own = await bench.casebook('search', { token: await signIn(bench.appliance, client) });
    assert.equal(own.status, 200);

    await alex.post(PAGE, [['name', 'Another'], ['scope', 'response']]);
    const both = clientIds((await alex.get(PAGE)).text);
    assert.equal(both.length, before.length + 2);
    await alex.post(`${PAGE}/delete`, [['id', client.client_id]]);
    assert.deepEqual(clientIds((await alex.get(PAGE)).text), both.filter((id) => id !== client.client_id));
    await assert.rejects(signIn(bench.appliance, client), /invalid_client/);
  });

  test('a client without name or known scope is refused with a sentence', async () => {
    const alex = visitor();
    await alex.logIn(user(0));
    for (const [fields, sentence] of /** @type {[[string, string][], RegExp][]} */ ([
      [[['scope', 'casebook']], /Give the client a name/],
      [[['name', 'x'.repeat(101)], ['scope', 'casebook']], /at most 100/],
      [[['name', 'x']], /at least one scope/], [[['name', 'x'], ['scope', 'admin']], /at least one scope/]])) {
      const reply = await alex.post(PAGE, fields);
      assert.equal(reply.status, 400);
      assert.match(reply.text, sentence);
    }
  });

  test('a user sees and deletes their own clients only', async () => {
    const robin = visitor();
    await robin.logIn(user(1));
    assert.deepEqual(clientIds((await robin.get(PAGE)).text), []);
    await robin.post(`${PAGE}/delete`, [['id', bench.appliance.client_id]]);
    await signIn(bench.appliance);
  });

  test('forms that another page sends are refused, also with the cookie', async () => {
    const alex = visitor();
    await alex.logIn(user(0));
    /** @type {Record<string, string>[]} */
    const foreign = [{}, { 'sec-fetch-site': 'same-site' }, { 'sec-fetch-site': 'cross-site' }];
    for (const headers of foreign)
      for (const path of [PAGE, `${PAGE}/delete`, '/settings/login', '/settings/logout'])
        assert.equal((await alex.post(path, [], headers)).status, 403, `${path} ${JSON.stringify(headers)}`);
  });

  test('after the log-out the cookie is worth nothing', async () => {
    const alex = visitor();
    await alex.logIn(user(0));
    assert.match((await alex.get(PAGE)).text, /Add New Client/);
    await alex.post('/settings/logout', []);
    assert.doesNotMatch((await alex.get(PAGE)).text, /Add New Client/);
    assert.match((await alex.post(PAGE, [['name', 'x'], ['scope', 'casebook']])).text, /session has ended/);
  });

  test('the log-in leads to investigations of this origin and nowhere else', async () => {
    for (const then of ['https://elsewhere.example/', '//elsewhere.example', '/investigate', '/investigate?\r\nX: y'])
      assert.equal((await visitor().logIn(user(0), then)).headers.get('location'), PAGE, then);
    const there = await visitor().logIn(user(0), '/investigate?spid=1');
    assert.equal(there.headers.get('location'), '/investigate?spid=1');
  });

  test("the page of a case shows its observables' verdicts to who may read it", async () => {
    const token = await signIn(bench.appliance);
    const id = await bench.makeCase({ title: 'Mail & more', tlp: 'amber',
      observables: [{ type: 'domain', value: 'bit.ly' }] }, token);
    const path = `/investigate?spid=${id.replace('casebook-', '')}`;
    const anyone = await visitor().get(path);
    assert.ok(!anyone.text.includes('Mail') && anyone.text.includes('name="password"'));
    const robin = visitor(), sam = visitor();
    await robin.logIn(user(1));
    const page = await robin.get(path);
    assert.equal(page.status, 200);
    assert.ok(page.text.includes('Mail &amp; more'));
    assert.ok(page.text.includes('Common (Example Reputation), Suspicious (Second Opinion)'));
    await sam.logIn(user(2));
    assert.equal((await sam.get(path)).status, 404);
  });

  test('an investigation shows verdicts, sightings with targets, and modules that did not answer', async () => {
    const hash = '5146f54dbec0089c4cb5661e6506849dddf2ed32e71dd7e21efae4bde6421330';
    const asked = encodeURIComponent(`sha256:${hash}\nseen hxxp://login.pay-update[.]example/x`);
    const { text } = await visitor().get(`/investigate?q=${asked}`);
    assert.ok(text.includes(`<td>sha256</td><td class="mono">${hash}</td><td>Malicious (Example Reputation)</td>`));
    assert.ok(text.includes('<td>url</td><td class="mono">http://login.pay-update.example/x</td>'));
    assert.ok(text.includes('<td>Attachment delivered</td><td>1</td><td>ws-0377.example.org</td>'));
    assert.ok(text.includes('Slow Sandbox: The module did not answer in time.'));
    const nothing = await visitor().get('/investigate?q=nothing%20known');
    assert.ok(nothing.text.includes('<td>not given</td><td class="mono">nothing known</td><td>No verdict</td>'));
  });
});

describe('a deleted API client', () => {
  const bench = new Bench({ controls: true });

  test('gets no new token, and the one it has holds on both services until it ends', async () => {
    const alex = new Visitor(bench.appliance.visibility);
    await alex.logIn(/** @type {any} */ (bench.appliance.users[0]));
    const token = await signIn(bench.appliance);
    const statuses = async () => {
      const whoami = await call(`${bench.appliance.visibility}/iroh/profile/whoami`, { token });
      const made = await bench.casebook('', { method: 'POST', body: {}, token });
      return [whoami.status, made.status];
    };
    await alex.post(`${PAGE}/delete`, [['id', bench.appliance.client_id]]);
    assert.ok(!clientIds((await alex.get(PAGE)).text).includes(bench.appliance.client_id));
    await assert.rejects(signIn(bench.appliance), /invalid_client/);
    assert.deepEqual(await statuses(), [200, 201]);
    await putControl(bench.appliance, 'clock', { ahead_s: 580 });
    assert.deepEqual(await statuses(), [200, 201]);
    await putControl(bench.appliance, 'clock', { ahead_s: 600 });
    assert.deepEqual(await statuses(), [401, 401]);
  });
});

describe('failed log-ins', () => {
  const bench = new Bench({ controls: true });
  const visitor = () => new Visitor(bench.appliance.visibility);
  /** @param {number} index */
  const email = (index) => String(bench.appliance.users[index]?.email);
  /** @param {string} name @param {string} [password] */
  const attempt = (name, password = 'wrong') => visitor().logIn({ email: name, password }, '/investigate?q=a');
  /** @param {number} seconds */
  const clock = (seconds) => putControl(bench.appliance, 'clock', { ahead_s: seconds });

  /**
   * Refused for `wait` seconds, but for those that the test has taken; and the page says how many.
   * @param {import('./service.mjs').Reply} reply
   * @param {number} wait
   */
  function assertRefused({ status, headers, text }, wait) {
    assert.equal(status, 429);
    const left = Number(headers.get('retry-after'));
    assert.ok(left > wait - 20 && left <= wait, String(left));
    const time = left <= 90 ? `${left} seconds` : `${Math.ceil(left / 60)} minutes`;
    assert.ok(text.includes(`There were too many failed attempts for this email address; try again in ${time}.</p>`));
  }

  /** @param {string} name @param {number} times */
  async function fail(name, times) {
    for (let i = 0; i < times; ++i) assert.equal((await attempt(name)).status, 403);
  }

  test('after five for one account the next is refused, with the time left, though the password be right', async () => {
    await fail(email(0), 5);
    const refused = await attempt(email(0), bench.appliance.users[0]?.password);
    assertRefused(refused, 60);
    assert.equal(refused.headers.get('set-cookie'), null);
    assert.match(refused.text, /name="then" value="\/investigate\?q=a"/, 'the form is there, and leads on');
    assert.equal((await attempt(email(1), bench.appliance.users[1]?.password)).status, 303, 'another account may');

    await clock(60);
    await fail(email(0), 1);
    assertRefused(await attempt(email(0)), 120);
    await clock(180);
    assert.equal((await attempt(email(0), bench.appliance.users[0]?.password)).status, 303);
    await fail(email(0), 5);
    assertRefused(await attempt(email(0)), 60);
  });

  test('an address that nobody has is refused in the same words', async () => {
    await clock(10_000);
    for (const name of [email(2), 'nobody@first.example']) await fail(name, 5);
    const replies = [await attempt(email(2)), await attempt('nobody@first.example')];
    for (const reply of replies) assertRefused(reply, 60);
    const [known, unknown] = replies.map(({ text }) => text.replace(/\d+ seconds/, ''));
    assert.equal(unknown, known);
  });

  test('many at once are no more than one after the other', async () => {
    const replies = await Promise.all(Array.from({ length: 20 }, () => attempt('many@first.example')));
    assert.equal(replies.filter(({ status }) => status === 403).length, 5);
    assert.equal(replies.filter(({ status }) => status === 429).length, 15);
  });
});

test('accounts and clients are the same after a restart', async () => {
  const state = mkdtempSync(join(tmpdir(), 'appliance-accounts-'));
  const first = await startAppliance({ state });
  await first.stop();
  const second = await startAppliance({ state });
  assert.deepEqual(second.users, first.users);
  assert.deepEqual(second.clients, first.clients);
  const visitor = new Visitor(second.visibility);
  assert.equal((await visitor.logIn(/** @type {any} */ (second.users[2]))).status, 303);
  await second.stop();
  rmSync(state, { recursive: true });
});
