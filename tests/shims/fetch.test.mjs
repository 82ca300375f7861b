import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { makeFetch } from '../../shims/fetch.js';
import { Vault } from '../../shims/vault.js';

const tokenPath = '/iroh/oauth2/token';
let origin = '';
/** @type {string[]} */
const reached = [];
const server = createServer((request, response) => {
  reached.push(request.url ?? '');
  switch (request.url) {
    case '/iroh/redirect': response.writeHead(302, { Location: '/iroh/elsewhere' }).end(); break;
    case '/iroh/silent': break;
    case '/iroh/endless': {
      const part = Buffer.alloc(1 << 20);
      const more = () => { while (response.write(part)); };
      response.on('drain', more);
      more();
      break;
    }
    case '/iroh/missing': response.writeHead(404, { 'X-Why': 'gone' }).end('{"error":"x"}'); break;
    default: response.end(JSON.stringify({ authorization: request.headers.authorization, method: request.method }));
  }
});

before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
after(() => { server.closeAllConnections(); server.close(); });

/** @param {string} path @param {{timeout?: number, closed?: AbortSignal, patience?: number}} [options] */
function call(path, { timeout = 0, closed = new AbortController().signal, patience } = {}) {
  const vault = new Vault();
  vault.offer([{ id: 'one', name: 'One', visibility: origin, private_intel: origin }]);
  vault.use('client', 'one');
  const credential = path === tokenPath ? 'vault:basic' : 'vault:bearer';
  const request = { url: `visibility:${path}`, method: 'GET', headers: { Authorization: credential }, timeout };
  return makeFetch(vault, { patience })(request, closed);
}

test('an answer comes with status, headers and bytes, also when it is an error', async () => {
  const reply = await call('/iroh/missing');
  assert.equal(reply.status, 404);
  assert.match(reply.headers, /x-why: gone/);
  assert.equal(new TextDecoder().decode(reply.bytes), '{"error":"x"}');
});

test('a time-out is told apart from a network error', async () => {
  assert.deepEqual([(await call('/iroh/silent', { timeout: 30 })).text], ['timeout']);
  const alive = origin;
  origin = 'http://127.0.0.1:9';
  assert.equal((await call('/iroh/x')).text, 'network');
  origin = alive;
});

test('a redirect is not followed', async () => {
  assert.equal((await call('/iroh/redirect')).text, 'network');
  assert.ok(!reached.includes('/iroh/elsewhere'));
});

test('a body past the limit is given up', async () => {
  assert.equal((await call('/iroh/endless')).text, 'too large');
});

test('a call outside the service is refused and reaches nobody', async () => {
  assert.equal((await call('/other')).text, 'refused');
  assert.ok(!reached.includes('/other'));
});

test('closing ends a call under way', async () => {
  const close = new AbortController();
  const reply = call('/iroh/silent', { closed: close.signal });
  close.abort();
  assert.equal((await reply).status, 0);
});

test('tabs ask for tokens one after the other; a frozen one holds nobody up for ever', async (context) => {
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();
  let under = 0, most = 0;
  /** Web Locks of one process, as far as they are used. */
  const locks = { request: (/** @type {string} */ _, /** @type {{signal: AbortSignal}} */ { signal },
    /** @type {() => Promise<Response>} */ work) => {
    const turn = last.then(async () => {
      signal.throwIfAborted();
      under += 1;
      most = Math.max(most, under);
      try { return await work(); } finally { under -= 1; }
    });
    last = turn.catch(() => undefined);
    return Promise.race([turn, new Promise((_, give) => signal.addEventListener('abort', () => give(signal.reason)))]);
  } };
  const before = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
  Object.defineProperty(globalThis, 'navigator', { configurable: true, value: { locks } });
  context.after(() => before && Object.defineProperty(globalThis, 'navigator', before));

  const replies = await Promise.all(Array.from({ length: 10 }, () => call(tokenPath)));
  assert.deepEqual(replies.map(({ status }) => status), Array(10).fill(200));
  assert.equal(most, 1);

  last = new Promise(() => undefined); // somebody has the lock and is frozen
  assert.equal((await call(tokenPath, { patience: 20, timeout: 5000 })).status, 200);
  const close = new AbortController();
  const waiting = call(tokenPath, { closed: close.signal });
  close.abort();
  assert.equal((await waiting).status, 0);
});
