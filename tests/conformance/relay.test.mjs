// Registered appliances as modules: what they are asked, what is kept of their answers, and when they are not.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, beforeEach, describe, test } from 'node:test';

import { signIn } from './appliance.mjs';
import { AMERICAS, EUROPE, makeToken, Registering, relay } from './exchange.mjs';
import { call } from './service.mjs';
import { Bench } from './vectors.mjs';
import { MODULES, Visitor } from './visitor.mjs';

const BIT_LY = { type: 'domain', value: 'bit.ly' };
const SEEN = { start_time: '2026-11-23T08:10:33.000Z', end_time: '2026-11-23T09:00:00.000Z' };
const SIGHTING = {
  type: 'sighting', id: 'mine', title: 'Received in a message', observables: [BIT_LY], observed_time: SEEN, count: 34,
  confidence: 'High', source: 'mail1.example.com',
  targets: [{ type: 'email', observables: [{ type: 'email', value: 'amara.o@example.com' }], observed_time: SEEN }],
  relations: [{ origin: 'mail1', relation: 'Hosts', source: BIT_LY,
    related: { type: 'url', value: 'https://bit.ly/3xAmpLe' } }],
};
/** @param {unknown[]} docs */
const sightings = (...docs) => ({ data: { sightings: { count: docs.length, docs } } });

const SCRIPT = ['javascript', 'alert(1)'].join(':');

const folder = mkdtempSync(join(tmpdir(), 'appliance-relay-'));
after(() => rmSync(folder, { recursive: true }));

describe('an appliance as a module', () => {
  const bench = new Bench();
  /** @type {Registering} */
  let one;
  /** @type {ReturnType<typeof relay>[]} */
  let relays = [];
  /** @type {unknown[]} */
  const added = [];

  /** @param {Registering} who @param {(call: import('./exchange.mjs').RelayCall) => unknown} answer */
  const serve = (who, answer) => {
    relays.push(relay(who, answer));
    return /** @type {ReturnType<typeof relay>} */ (relays.at(-1));
  };
  /** @param {Registering} who @param {'add' | 'remove'} [verb] @param {number} [user] */
  const change = async (who, verb = 'add', user = 0) => {
    const visitor = new Visitor(bench.appliance.visibility);
    await visitor.logIn(/** @type {any} */ (bench.appliance.users[user]));
    await visitor.post(`${MODULES}/${verb}`, [['id', who.id]]);
    if (verb === 'add') added.push(who);
  };
  /** @param {string} path @param {unknown} [body] */
  const ask = async (path, body = [BIT_LY]) => {
    const token = await signIn(bench.appliance);
    const begin = performance.now();
    const { status, json } = await call(`${bench.appliance.visibility}/iroh/${path}`, { method: 'POST', token, body });
    assert.equal(status, 200);
    /** @param {any[]} [items] @param {string} [name] */
    const of = (items, name = 'mail1.example.com') => [items ?? []].flat().filter(({ module }) => module === name);
    return { json, took: performance.now() - begin, data: of(json.data), errors: of(json.errors), of };
  };
  const OBSERVE = 'iroh-enrich/observe/observables';
  const waiting = () => new Promise((resolve) => { setTimeout(resolve, 50); });
  /** Until the exchange has the appliance's wait. @param {() => Promise<boolean>} done */
  const until = async (done) => {
    for (let turn = 0; turn < 100; ++turn) {
      if (await done()) return;
      await waiting();
    }
    assert.fail('it does not come to that');
  };
  const isOnline = async () => (await ask('iroh-enrich/health', '')).errors.length === 0;

  beforeEach(async () => {
    one = await new Registering(() => bench.appliance, folder).register();
    await change(one);
  });
  afterEach(async () => {
    for (const { stop } of relays) await stop();
    relays = [];
    for (const who of added.splice(0)) await /** @type {Registering} */ (who).self('DELETE');
  });

  test('its sightings stand in what is observed, under its own name and number', async () => {
    const { calls } = serve(one, ({ path }) => (path === '/health' ? { data: { status: 'ok' } } : sightings(SIGHTING)));
    await until(isOnline);
    const { data: [item], errors } = await ask(OBSERVE);
    assert.deepEqual(errors, []);
    assert.match(item.module_instance_id, /^[0-9a-f-]{36}$/);
    assert.notEqual(item.module_instance_id, one.id);
    assert.match(item.module_type_id, /^[0-9a-f-]{36}$/);
    const { count, docs: [doc] } = item.data.sightings;
    assert.equal(count, 1);
    assert.match(doc.id, /^transient:[0-9a-f-]{36}$/);
    assert.deepEqual({ ...doc, id: 'mine' }, SIGHTING);
    assert.deepEqual(item.data.verdicts, { count: 0, docs: [] });
    const asked = calls.find(({ path }) => path === '/observe/observables');
    assert.deepEqual([asked?.method, asked?.body], ['POST', [BIT_LY]]);
  });

  test('it is asked for verdicts, links and actions, and how it is', async () => {
    const { calls } = serve(one, ({ path }) => {
      if (path === '/health') return { data: { status: 'ok' } };
      if (path === '/refer/observables') return { data: [
        { id: 'ref-1', title: 'Track it', description: 'In message tracking', url: 'https://mail1.example.com/t?x=1',
          categories: ['Tracking'], module: 'Somebody else', module_instance_id: 'x' }] };
      return path === '/respond/observables' ? { data: [] } : { data: {} };
    });
    await until(isOnline);
    const health = await ask('iroh-enrich/health', '');
    assert.deepEqual(health.data[0].data, { status: 'ok' });
    const [{ module_instance_id: instance }] = health.data;
    const alone = await ask(`iroh-enrich/health/${instance}`, '');
    assert.deepEqual(alone.json.data.data, { status: 'ok' });
    const verdicts = await ask('iroh-enrich/deliberate/observables');
    assert.deepEqual(verdicts.data[0].data, { verdicts: { count: 0, docs: [] } });
    const links = await ask('iroh-enrich/refer/observables');
    assert.deepEqual(links.data.map((link) => [link.title, link.url, link.categories, link.module_instance_id]), [['Track it', 'https://mail1.example.com/t?x=1',
      ['Tracking'], instance]]);
    assert.deepEqual((await ask('iroh-response/respond/observables')).data, []);
    assert.deepEqual([...new Set(calls.map(({ path }) => path))].sort(), ['/deliberate/observables', '/health',
      '/refer/observables', '/respond/observables']);
    const only = await ask(`${OBSERVE}?mids=${instance}`);
    assert.deepEqual(only.json.data.map((/** @type {any} */ item) => item.module), ['mail1.example.com']);
  });

  test('it is asked about kinds that it knows alone', async () => {
    const { calls } = serve(one, ({ path }) => (path === '/health' ? { data: { status: 'ok' } } : { data: {} }));
    await until(isOnline);
    const unknown = { type: 'mutex', value: 'a' };
    assert.deepEqual((await ask(OBSERVE, [unknown])).data[0].data, {});
    await ask(OBSERVE, [unknown, BIT_LY]);
    assert.deepEqual(calls.filter(({ path }) => path !== '/health').map(({ body }) => body), [[BIT_LY]]);
  });

  test('one that does not wait for calls fails at once, and says where to look', async () => {
    for (const path of ['iroh-enrich/deliberate/observables', OBSERVE, 'iroh-enrich/refer/observables',
      'iroh-response/respond/observables', 'iroh-enrich/health']) {
      const { errors: [error], data, json } = await ask(path);
      assert.deepEqual([error.code, error.type], ['module-offline', 'error'], path);
      assert.match(error.message, /^mail1\.example\.com has no connection to the service; look at .*\.$/);
      assert.match(error.module_instance_id, /^[0-9a-f-]{36}$/);
      assert.deepEqual(data, []);
      assert.ok(json.data.length > 0 || path.includes('respond'), 'the others are not held up');
    }
    const { took } = await ask(OBSERVE);
    assert.ok(took < 1000, `${took.toFixed(0)} ms`);
  });

  test('one whose connection ends is offline, and online again when it comes back', async () => {
    const online = serve(one, () => ({ data: { status: 'ok' } }));
    await until(isOnline);
    await online.stop();
    await until(async () => (await ask(OBSERVE)).errors[0]?.code === 'module-offline');
    serve(one, () => ({ data: { status: 'ok' } }));
    await until(isOnline);
  });

  test('one that does not answer is left out with a warning, after the patience of any module', async () => {
    serve(one, ({ path }) => (path === '/health' ? { data: { status: 'ok' } } : undefined));
    await until(isOnline);
    const { errors: [error], took } = await ask(OBSERVE);
    assert.deepEqual([error.code, error.type], ['module-timeout', 'warning']);
    assert.ok(took >= 1400 && took < 4000, `${took.toFixed(0)} ms`);
  });

  for (const status of [200, 400])
    test(`what it says has gone wrong, with ${status}, is said as its own`, async () => {
      const error_ = { code: 'busy', message: `The database\nis ${'x'.repeat(500)}`, type: 'very bad', module: 'Else' };
      serve(one, ({ path }) => (path === '/health' ? { data: { status: 'ok' } }
        : { status, body: { errors: [error_] } }));
      await until(isOnline);
      const { errors: [error] } = await ask(OBSERVE);
      assert.deepEqual([error.code, error.type], ['busy', 'error']);
      assert.equal(error.message.length, 300);
      assert.ok(error.message.startsWith('The database is x'));
    });

  /** Answers of no form that the service knows, and what they come to. @type {[string, unknown, unknown][]} */
  const hostile = [
    ['nothing', {}, 'invalid-answer'], ['a list', [], 'invalid-answer'], ['a text', 'all is well', 'invalid-answer'],
    ['a failure', { status: 500, body: { data: {} } }, 'invalid-answer'],
    ['data that is a text', { data: 'x' }, 0], ['a group that is a list', { data: { sightings: [SIGHTING] } }, 0],
    ['docs of other things', sightings(1, null, 'x', [], {}), 0],
    ['about something else', sightings({ ...SIGHTING, observables: [{ type: 'domain', value: 'other.example' }] }), 0],
    ['without a time', sightings({ ...SIGHTING, observed_time: {} }), 0],
    ['of an unknown kind', sightings({ ...SIGHTING, observables: [{ type: 'soul', value: 'bit.ly' }] }), 0],
    ['too many', sightings(...Array(300).fill({ observables: [BIT_LY], observed_time: SEEN })), 200],
  ];
  for (const [what, body, becomes] of hostile)
    test(`an answer that is ${what} ${typeof becomes === 'string' ? 'is refused' : `leaves ${becomes} sightings`}`, async () => {
      serve(one, ({ path }) => (path === '/health' ? { data: { status: 'ok' } } : body));
      await until(isOnline);
      const { data, errors } = await ask(OBSERVE);
      if (typeof becomes === 'string') assert.equal(errors[0].code, becomes);
      else assert.equal(data[0].data.sightings?.docs.length ?? 0, becomes);
    });

  test('of a sighting and of links only what has the service\'s form is kept', async () => {
    serve(one, ({ path }) => {
      if (path === '/health') return { data: { status: 'ok' }, module: 'Else' };
      if (path === '/refer/observables') return { data: [SCRIPT, 'http://evil.example/', '//evil.example/',
        'https://a.example/\n', 'https://user@a.example/', '', 'file:///etc/passwd', 'https://good.example/x']
        .map((url, index) => ({ id: `r${index}`, title: 'T', url, extra: 1 })) };
      return { data: {
        sightings: { count: 7e9, docs: [{ ...SIGHTING, count: -5, confidence: 'Absolute', title: 'x'.repeat(5000),
          source_uri: SCRIPT, module: 'Else', tlp: 'red', external_ids: ['x'], targets: [{ type: 'x' }],
          relations: [{ relation: 'R', source: BIT_LY, related: 7 }] }] },
        verdicts: { docs: [{ observable: BIT_LY, disposition: 9, valid_time: SEEN },
          { observable: { type: 'domain', value: 'partner.example.org' }, disposition: 2, valid_time: SEEN },
          { observable: BIT_LY, disposition: 2, disposition_name: 'Clean', valid_time: SEEN, extra: 1 }] },
        incidents: { count: 1, docs: [{ title: 'x' }] } } };
    });
    await until(isOnline);
    const { data: [item] } = await ask(OBSERVE);
    assert.deepEqual(Object.keys(item.data).sort(), ['judgements', 'sightings', 'verdicts']);
    const { docs: [doc], count } = item.data.sightings;
    assert.equal(count, 1);
    assert.deepEqual(Object.keys(doc).sort(), ['confidence', 'count', 'id', 'observables', 'observed_time', 'source',
      'title', 'type']);
    assert.deepEqual([doc.count, doc.confidence, doc.title.length], [1, 'Unknown', 1024]);
    assert.deepEqual(item.data.verdicts.docs.map((/** @type {any} */ verdict) => Object.entries({ ...verdict,
      judgement_id: 0 }).sort()), [Object.entries({ type: 'verdict', observable: BIT_LY, disposition: 2,
      disposition_name: 'Malicious', valid_time: SEEN, judgement_id: 0 }).sort()]);
    const links = await ask('iroh-enrich/refer/observables');
    assert.deepEqual(links.data.map(({ url }) => url), ['https://good.example/x']);
    assert.ok(!('extra' in links.data[0]));
  });

  test('another organisation does not ask it; a colleague does', async () => {
    const { calls } = serve(one, ({ path }) => (path === '/health' ? { data: { status: 'ok' } } : sightings(SIGHTING)));
    await until(isOnline);
    const visitors = await Promise.all([1, 2].map(async (user) => {
      const visitor = new Visitor(bench.appliance.visibility);
      await visitor.logIn(/** @type {any} */ (bench.appliance.users[user]));
      return visitor;
    }));
    const [robin, sam] = await Promise.all(visitors.map((each) => each.get('/investigate?q=domain:bit.ly')));
    assert.match(robin?.text ?? '', /<td>Received in a message<\/td>.*<td>mail1\.example\.com<\/td>/);
    assert.doesNotMatch(sam?.text ?? '', /mail1/);
    const nobody = await call(`${bench.appliance.visibility}/investigate?q=domain:bit.ly`);
    assert.doesNotMatch(nobody.text, /mail1/);
    assert.equal(calls.filter(({ path }) => path === '/observe/observables').length, 1);
  });

  test('several appliances answer for themselves, each its own calls alone', async () => {
    const other = await new Registering(() => bench.appliance, folder, AMERICAS, 'mail2.example.com').register();
    await change(other);
    const both = [one, other].map((who) => serve(who, ({ path }) => (path === '/health' ? { data: { status: 'ok' } }
      : sightings({ ...SIGHTING, title: `By ${who.name}` }))));
    await until(async () => ((await ask('iroh-enrich/health', '')).json.errors ?? [])
      .every((/** @type {any} */ error) => error.code !== 'module-offline'));
    const { json, of } = await ask(OBSERVE);
    for (const name of ['mail1.example.com', 'mail2.example.com'])
      assert.equal(of(json.data, name)[0].data.sightings.docs[0].title, `By ${name}`);
    for (const { calls } of both) assert.equal(calls.filter(({ path }) => path === '/observe/observables').length, 1);
  });

  test('nobody answers the calls of another, or a call twice', async () => {
    const other = await new Registering(() => bench.appliance, folder, EUROPE, 'mail2.example.com').register();
    added.push(other);
    /** @type {number[]} */
    const statuses = [];
    const { calls } = serve(one, ({ path }) => (path === '/health' ? { data: { status: 'ok' } } : undefined));
    await until(isOnline);
    const asked = ask(OBSERVE);
    await until(async () => calls.some(({ path }) => path === '/observe/observables'));
    const { id } = /** @type {any} */ (calls.find(({ path }) => path === '/observe/observables'));
    const body = { status: 200, body: sightings(SIGHTING) };
    for (const [who, call_] of [[other, id], [one, randomUUID()], [one, id], [one, id]])
      statuses.push((await who.call(EUROPE, `/exchange/v1/relay/answers/${call_}`, { method: 'POST', body })).status);
    assert.deepEqual(statuses, [404, 404, 204, 404]);
    assert.equal((await asked).data[0].data.sightings.count, 1);
    for (const wrong of ['', '{', '[]', {}, { status: 200 }, { status: 'x', body: {} }, { status: 99, body: {} }]) {
      const reply = await one.call(EUROPE, `/exchange/v1/relay/answers/${id}`, { method: 'POST', body: wrong });
      assert.deepEqual([reply.status, reply.json.code], [400, 'request_unreadable']);
    }
  });

  test('a wait ends by itself, and is a number of seconds', async () => {
    const begin = performance.now();
    const { status } = await one.call(EUROPE, '/exchange/v1/relay/next?wait=1');
    assert.equal(status, 204);
    assert.ok(performance.now() - begin > 900);
    assert.equal((await one.call(EUROPE, '/exchange/v1/relay/next')).status, 204, 'without a number at once');
    for (const wait of ['x', '', '-1', '1.5', '99999999999'])
      assert.equal((await one.call(EUROPE, `/exchange/v1/relay/next?wait=${wait}`)).status, 400, wait);
  });

  test('one that is no module, or registered no longer, is not asked and not named', async () => {
    const { calls } = serve(one, ({ path }) => (path === '/health' ? { data: { status: 'ok' } } : sightings(SIGHTING)));
    await until(isOnline);
    await change(one, 'remove');
    const removed = await ask(OBSERVE);
    assert.deepEqual([removed.data, removed.errors], [[], []]);
    await change(one);
    assert.equal((await ask(OBSERVE)).data.length, 1);
    assert.equal((await one.self('DELETE')).status, 204);
    const gone = await ask(OBSERVE);
    assert.deepEqual([gone.data, gone.errors], [[], []]);
    assert.equal(calls.filter(({ path }) => path === '/observe/observables').length, 1);
    one.id = randomUUID();
    one.identity = undefined;
    await one.register(await makeToken(bench.appliance));
    assert.deepEqual((await ask(OBSERVE)).errors, [], 'it is made a module anew');
  });
});
