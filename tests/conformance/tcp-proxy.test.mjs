// Connections that break in the middle: the proxy that breaks them, and what the embedded service makes of it.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';

import { startProxy } from './tcp-proxy.mjs';
import { Bench } from './vectors.mjs';

/**
 * A call on a connection of its own. Rejects with the error of the connection, ECONNRESET for one that broke.
 * @param {string} address
 * @param {{method?: string, headers?: Record<string, string>, body?: string}} [how]
 * @returns {Promise<{status: number | undefined, text: string}>}
 */
function send(address, { method = 'GET', headers = {}, body = '' } = {}) {
  return new Promise((resolve, reject) => {
    const length = { 'content-length': String(Buffer.byteLength(body)) };
    const call = request(address, { agent: false, method, headers: { ...length, ...headers } }, async (reply) => {
      try {
        let text = '';
        for await (const part of reply.setEncoding('utf8')) text += part;
        resolve({ status: reply.statusCode, text });
      } catch (error) {
        reject(error);
      }
    });
    call.on('error', reject).end(body);
  });
}

const BROKEN = { code: 'ECONNRESET' };

describe('the proxy', () => {
  let asked = 0;
  const server = createServer((call, reply) => {
    ++asked;
    call.resume().on('end', () => reply.end('a'.repeat(10_000)));
  });
  /** @type {import('./tcp-proxy.mjs').Proxy} */
  let proxy;

  before(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    proxy = await startProxy(`http://127.0.0.1:${port}`);
  });
  after(async () => {
    await proxy.stop();
    server.close();
  });

  test('a cut breaks what is open and what is tried, until it is mended', async () => {
    const open = connect(Number(new URL(proxy.address).port), '127.0.0.1');
    const broken = once(open, 'error');
    await once(open, 'connect');
    await send(proxy.address); // it is accepted by now
    proxy.cut();
    assert.equal((await broken)[0].code, BROKEN.code);
    await assert.rejects(send(proxy.address), BROKEN);
    proxy.mend();
    assert.equal((await send(proxy.address)).status, 200);
  });

  /** @param {any[]} plans */
  async function firstOf(...plans) {
    asked = 0;
    proxy.plan(...plans);
    return send(proxy.address, { method: 'POST', body: 'b'.repeat(1000) });
  }

  test('passes what it has no plan for', async () => {
    const reply = await firstOf();
    assert.deepEqual([reply.status, reply.text.length, asked, proxy.broken()], [200, 10_000, 1, 0]);
  });

  test('resets in the request: the service has not heard of it', async () => {
    for (const bytes of [0, 50]) await assert.rejects(firstOf({ way: 'reset', part: 'request', after: bytes }), BROKEN);
    assert.equal(asked, 0);
    assert.equal((await firstOf()).status, 200);
  });

  test('resets in the reply: the service has answered', async () => {
    for (const bytes of [0, 50]) {
      await assert.rejects(firstOf({ way: 'reset', part: 'reply', after: bytes }), BROKEN);
      assert.equal(asked, 1);
    }
  });

  test('cuts after so many bytes of the reply', async () => {
    await assert.rejects(firstOf({ way: 'cut', part: 'reply', after: 5000 }), BROKEN);
    assert.equal(asked, 1);
    await assert.rejects(firstOf({ way: 'cut', part: 'request', after: 10 }), BROKEN);
    assert.equal(asked, 0);
  });

  test('drops: nothing is heard and nothing answered, while others pass', async () => {
    const before = proxy.broken();
    let settled = false;
    const dropped = assert.rejects(firstOf({ way: 'drop' }).finally(() => (settled = true)), BROKEN);
    while (proxy.broken() === before) await new Promise((resolve) => setImmediate(resolve));
    assert.equal((await send(proxy.address)).status, 200);
    assert.deepEqual([settled, asked], [false, 1]);
    await proxy.stop();
    await dropped;
    assert.equal(settled, true);
    proxy = await startProxy(`http://127.0.0.1:${/** @type {any} */ (server.address()).port}`);
  });
});

describe('the embedded service behind connections that break', () => {
  const bench = new Bench();
  /** @type {import('./tcp-proxy.mjs').Proxy} */
  let proxy;
  /** @type {string} */
  let token;
  before(async () => {
    proxy = await startProxy(bench.appliance.private_intel);
    token = bench.mint({ user: 'user-net', org: 'org-net' });
  });
  after(() => proxy.stop());

  /** @param {string} path @param {unknown} body @param {any[]} plans */
  async function post(path, body, ...plans) {
    proxy.plan(...plans);
    const { status, text } = await send(`${proxy.address}/ctia/casebook${path}`, {
      method: 'POST', body: JSON.stringify(body),
      headers: { 'host': new URL(bench.appliance.private_intel).host, 'authorization': `Bearer ${token}`,
        'content-type': 'application/json' } });
    return { status, json: JSON.parse(text) };
  }
  /** @param {string} id */
  const byExternalId = async (id) => (await bench.casebook(`external_id/${id}`, { token })).json;

  test('a case whose reply was lost exists once, and is found by its external id', async () => {
    const body = { title: 'unheard', observables: [{ type: 'domain', value: 'bit.ly' }] };
    for (const bytes of [0, 200]) {
      const id = `net-reply-${bytes}`;
      const plan = { way: 'reset', part: 'reply', after: bytes };
      await assert.rejects(post('?wait_for=true', { ...body, external_ids: [id] }, plan), BROKEN);
      const found = await byExternalId(id);
      assert.equal(found.length, 1);
      assert.deepEqual([found[0].title, found[0].observables], [body.title, body.observables]);
    }
  });

  test('a case whose request did not arrive does not exist, and can be made', async () => {
    const body = { title: 'cut off', external_ids: ['net-2'] };
    for (const way of ['reset', 'cut'])
      for (const bytes of [0, 10, 300])
        await assert.rejects(post('?wait_for=true', body, { way, part: 'request', after: bytes }), BROKEN);
    assert.deepEqual(await byExternalId('net-2'), []);
    assert.equal((await post('?wait_for=true', body)).status, 201);
    assert.equal((await byExternalId('net-2')).length, 1);
  });

  test('no acknowledged write is missing and none is made twice, wherever connections break', async (t) => {
    const seed = Date.now() % 2_147_483_647;
    t.diagnostic(`seed ${seed}`);
    let state = seed;
    /** @param {number} below */
    const random = (below) => (state = state * 48_271 % 2_147_483_647) % below;
    // A request is longer than its token; so one that is broken within 500 bytes never arrives as a whole.
    const plan = () => [
      { way: 'pass' },
      { way: 'reset', part: 'request', after: random(500) },
      { way: 'reset', part: 'reply', after: random(600) },
      { way: 'cut', part: 'reply', after: random(600) }][random(4)];
    const before = proxy.broken();

    /**
     * Writes until it is done: after a broken connection `isDone` looks first.
     * @param {string} path @param {unknown} body @param {() => Promise<boolean>} isDone
     */
    async function persist(path, body, isDone) {
      for (;;) {
        try {
          const { status } = await post(path, body, plan());
          assert.ok(status === 201 || status === 200, String(status));
          return;
        } catch (error) {
          if (error instanceof assert.AssertionError) throw error;
          if (await isDone()) return;
        }
      }
    }

    /** @param {number} writer */
    async function write(writer) {
      for (let turn = 0; turn < 5; ++turn) {
        const name = `many-${writer}-${turn}`;
        await persist('?wait_for=true', { title: 'many', tlp: 'red', external_ids: [name] },
          async () => (await byExternalId(name)).length > 0);
        const id = (await byExternalId(name))[0].id.split('/').at(-1);
        const observables = [{ type: 'domain', value: `${name}.example` }];
        await persist(`/${id}/observables`, { operation: 'add', observables },
          async () => (await bench.casebook(id, { token })).json.observables !== undefined);
      }
    }

    await Promise.all(Array.from({ length: 6 }, (_, writer) => write(writer)));
    assert.ok(proxy.broken() > before, 'no connection broke');
    await bench.makeCase({ title: 'last' }, token);
    const { json } = await bench.casebook('search?query=title:many&tlp=red', { token });
    assert.equal(json.length, 30);
    assert.equal(new Set(json.map((/** @type {any} */ each) => each.external_ids[0])).size, 30);
    for (const { external_ids: [name], observables } of json)
      assert.deepEqual(observables, [{ type: 'domain', value: `${name}.example` }]);
  });
});
