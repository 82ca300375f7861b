import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { Store } from '../../shims/store.js';

// Web Locks of one process, as far as the store uses them: who asks for a held one waits.
const held = new Set();
/** @type {Map<string, Promise<void>>} */
const queues = new Map();
Object.defineProperty(globalThis, 'navigator', { configurable: true, value: { locks: {
  query: async () => ({ held: [...held].map((name) => ({ name })) }),
  request: async (/** @type {string} */ name, /** @type {() => Promise<void>} */ work) => {
    const turn = (queues.get(name) ?? Promise.resolve()).then(async () => {
      held.add(name);
      await work();
      held.delete(name);
    });
    queues.set(name, turn);
    await turn;
  },
} } });

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  held.clear();
  queues.clear();
});

/** @param {import('node:test').TestContext} context @param {string} owner */
function tab(context, owner) {
  let hints = 0;
  const store = new Store(owner, () => { hints += 1; });
  context.after(() => store.close());
  return { store, hints: () => hints };
}

/** @param {string} id @param {object} [more] */
const change = (id, more = {}) =>
  ({ id, case_id: 'casebook-1', external_id: '', claims: 0, kind: 'add-note', ...more });
const inAMinute = () => Date.now() / 1000 + 60;

test('changes come back in the order in which they were made', async (context) => {
  const { store } = tab(context, 'a');
  assert.equal(await Store.isEmpty(), true);
  await store.save([change('2'), change('1')]);
  await store.save([change('0')]);
  assert.deepEqual(await store.list(), [change('2'), change('1'), change('0')]);
  assert.equal(await Store.isEmpty(), false);
});

test('saving a change again replaces it in its place', async (context) => {
  const { store } = tab(context, 'a');
  await store.save([change('1'), change('2')]);
  await store.save([change('1', { note: 'new' })]);
  assert.deepEqual(await store.list(), [change('1', { note: 'new' }), change('2')]);
});

test('what has been dropped meanwhile does not come back by being changed', async (context) => {
  const { store } = tab(context, 'a');
  await store.save([change('1'), change('2')]);
  await store.drop(['1'], '', '');
  await store.update([change('1', { account: 'me' }), change('2', { account: 'me' })]);
  assert.deepEqual(await store.list(), [change('2', { account: 'me' })]);
});

test('one tab claims a change, another has to wait as long as the first lives', async (context) => {
  const a = tab(context, 'a'), b = tab(context, 'b');
  context.mock.timers.enable({ apis: ['Date'], now: Date.now() });
  await a.store.save([change('1'), change('2')]);
  const until = inAMinute();
  assert.deepEqual(await a.store.claim({ id: '1', until, linger: 5 }), { claims: 1 });
  assert.deepEqual(await b.store.claim({ id: '1', until: until + 9, linger: 5 }), { until });
  assert.deepEqual(await b.store.claim({ id: '2', until: until + 9, linger: 5 }), { until }, 'of the same case');
  assert.deepEqual(await a.store.claim({ id: '2', until, linger: 5 }), { claims: 1 });
  held.clear(); // the tab has died
  context.mock.timers.tick(1);
  assert.deepEqual(await b.store.claim({ id: '2', until, linger: 0 }), { claims: 2 });
});

test('a tab that claims while another one asks who lives is not taken for dead', async (context) => {
  const a = tab(context, 'a'), b = tab(context, 'b');
  await a.store.save([change('1'), change('2')]);
  const until = inAMinute();
  const { query } = navigator.locks;
  context.after(() => { navigator.locks.query = query; });
  navigator.locks.query = async () => {
    navigator.locks.query = query;
    const answer = await query();
    await b.store.claim({ id: '1', until, linger: 5 });
    return answer;
  };
  assert.deepEqual(await a.store.claim({ id: '2', until: until + 9, linger: 5 }), { until });
});

test('saving a change again leaves it to whoever has claimed it', async (context) => {
  const a = tab(context, 'a'), b = tab(context, 'b');
  await a.store.save([change('1')]);
  const until = inAMinute();
  await b.store.claim({ id: '1', until, linger: 5 });
  await a.store.save([change('1', { note: 'new' })]);
  assert.deepEqual(await a.store.claim({ id: '1', until: until + 9, linger: 0 }), { until });
  assert.deepEqual(await a.store.list(), [change('1', { note: 'new', claims: 1 })]);
});

test('a tab that claims changes of two cases at once does not wait for itself', async (context) => {
  const { store } = tab(context, 'a');
  await store.save([change('1'), change('2', { case_id: 'casebook-2' })]);
  const until = inAMinute();
  const claims = ['1', '2'].map((id) => store.claim({ id, until, linger: 5 }));
  assert.deepEqual(await Promise.all(claims), [{ claims: 1 }, { claims: 1 }]);
  await store.drop(['1'], '', '');
  assert.equal(held.size, 1, 'it still has one');
  await store.drop(['2'], '', '');
  await setImmediate();
  assert.equal(held.size, 0);
});

test('what a tab is sending when a newer version takes the store over is free for others at once', async (context) => {
  const { store } = tab(context, 'a');
  await store.save([change('1')]);
  await store.claim({ id: '1', until: inAMinute(), linger: 5 });
  assert.equal(held.size, 1);
  const newer = await openDB('threat-response-widgets', 2);
  await setImmediate();
  assert.equal(held.size, 0);
  newer.close();
});

test('a change that is claimed again while it is released keeps its lock', async (context) => {
  const { store } = tab(context, 'a');
  await store.save([change('1')]);
  await store.claim({ id: '1', until: inAMinute(), linger: 0 });
  const released = store.release('1', true);
  assert.deepEqual(await store.claim({ id: '1', until: inAMinute(), linger: 0 }), { claims: 1 });
  await released;
  assert.equal(held.size, 1);
});

test('the lock of a change that is dropped while it is claimed is let go', async (context) => {
  const { store } = tab(context, 'a');
  await store.save([change('1'), change('2')]);
  const claimed = store.claim({ id: '1', until: inAMinute(), linger: 5 });
  await store.drop(['1'], '', '');
  await claimed;
  await setImmediate();
  assert.equal(held.size, 0);
  assert.deepEqual(await store.claim({ id: '2', until: inAMinute(), linger: 5 }), { claims: 1 });
});

test('a claim tells no other tab to look again: they would ask each other for ever', async (context) => {
  const a = tab(context, 'a'), b = tab(context, 'b');
  await a.store.save([change('1')]);
  while (b.hints() === 0) await setImmediate();
  const before = b.hints();
  await a.store.claim({ id: '1', until: inAMinute(), linger: 5 });
  const again = b.store.save([change('2')]); // what is told comes in order
  await again;
  while (a.hints() === 0) await setImmediate();
  assert.equal(b.hints(), before);
});

test('what was perhaps sent just now is not claimed again at once', async (context) => {
  const a = tab(context, 'a'), b = tab(context, 'b');
  await a.store.save([change('1')]);
  await a.store.claim({ id: '1', until: inAMinute(), linger: 5 });
  await a.store.release('1', false);
  const before = Date.now() / 1000;
  const refusal = await b.store.claim({ id: '1', until: inAMinute(), linger: 5 });
  assert.ok(refusal && 'until' in refusal && refusal.until > before && refusal.until < before + 6);
  assert.deepEqual(await b.store.claim({ id: '1', until: inAMinute(), linger: 0 }), { claims: 2 });
});

test('a clock set back does not hold a claim, or what was perhaps sent, for as long', async (context) => {
  const a = tab(context, 'a'), b = tab(context, 'b');
  const day = 24 * 60 * 60, now = Date.now() / 1000;
  context.mock.timers.enable({ apis: ['Date'], now: (now + day) * 1000 });
  await a.store.save([change('1'), change('2', { case_id: 'casebook-2' })]);
  for (const id of ['1', '2']) await a.store.claim({ id, until: now + day + 60, linger: 5 });
  await a.store.release('2', false);
  context.mock.timers.setTime(now * 1000);
  const near = (/** @type {any} */ answer, /** @type {number} */ until) =>
    assert.ok(Math.abs(answer.until - until) < 0.01, `${answer.until - now}`);
  near(await b.store.claim({ id: '1', until: now + 60, linger: 5 }), now + 60);
  near(await b.store.claim({ id: '2', until: now + 60, linger: 5 }), now + 5);
  context.mock.timers.setTime((now + 6) * 1000);
  near(await b.store.claim({ id: '1', until: now + 66, linger: 5 }), now + 60);
  assert.deepEqual(await b.store.claim({ id: '2', until: now + 66, linger: 5 }), { claims: 2 });
  context.mock.timers.setTime((now + 61) * 1000);
  assert.deepEqual(await b.store.claim({ id: '1', until: now + 121, linger: 5 }), { claims: 2 });
});

test('what was surely not done is claimed as if for the first time', async (context) => {
  const { store } = tab(context, 'a');
  await store.save([change('1')]);
  await store.claim({ id: '1', until: inAMinute(), linger: 5 });
  await store.release('1', true);
  assert.deepEqual(await store.claim({ id: '1', until: inAMinute(), linger: 5 }), { claims: 1 });
});

test('only the tab that has claimed a change releases it', async (context) => {
  const a = tab(context, 'a'), b = tab(context, 'b');
  await a.store.save([change('1')]);
  const until = inAMinute();
  await a.store.claim({ id: '1', until, linger: 5 });
  await b.store.release('1', true);
  assert.deepEqual(await b.store.claim({ id: '1', until: until + 1, linger: 5 }), { until });
});

test('dropping a new case tells its other changes its id', async (context) => {
  const { store } = tab(context, 'a');
  const made = { case_id: '', external_id: 'e' };
  await store.save([change('1', made), change('2', made), change('3')]);
  await store.drop(['1'], 'e', 'casebook-7');
  assert.deepEqual(await store.list(), [change('2', { case_id: 'casebook-7', external_id: 'e' }), change('3')]);
  assert.equal(await store.claim({ id: '1', until: 7, linger: 0 }), undefined, 'it is gone');
});

test('every write asks for strict durability and is over at complete', async (context) => {
  const { store } = tab(context, 'a');
  await store.list();
  const asked = /** @type {unknown[]} */ ([]);
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (names, mode, options) {
    if (mode === 'readwrite') asked.push(options?.durability);
    return transaction.call(this, names, mode, options);
  };
  context.after(() => { IDBDatabase.prototype.transaction = transaction; });
  await store.save([change('1')]);
  await store.claim({ id: '1', until: inAMinute(), linger: 0 });
  await store.release('1', true);
  await store.drop(['1'], '', '');
  assert.deepEqual(asked, ['strict', 'strict', 'strict', 'strict']);
});

test('a full disk is an error, and nothing of the transaction is kept', async (context) => {
  const { store } = tab(context, 'a');
  await store.save([change('1')]);
  const { put } = IDBObjectStore.prototype;
  let puts = 0;
  IDBObjectStore.prototype.put = function (value) {
    puts += 1;
    if (puts === 2) throw new DOMException('full', 'QuotaExceededError');
    return put.call(this, value);
  };
  context.after(() => { IDBObjectStore.prototype.put = put; });
  await assert.rejects(store.save([change('2'), change('3')]), { name: 'QuotaExceededError' });
  assert.deepEqual(await store.list(), [change('1')]);
});

test('a full disk stays said when what it did not take is claimed', async (context) => {
  /** @type {string[]} */
  const said = [];
  const store = new Store('a', () => undefined, (trouble) => said.push(trouble));
  context.after(() => store.close());
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };
  context.after(() => { IDBObjectStore.prototype.put = put; });
  await assert.rejects(store.save([change('1')]), { name: 'QuotaExceededError' });
  assert.equal(await store.claim({ id: '1', until: inAMinute(), linger: 0 }), undefined);
  assert.deepEqual(said, ['full']);
  IDBObjectStore.prototype.put = put;
  await store.save([change('2')]);
  assert.deepEqual(said, ['full', '']);
});

test('a database that the browser has closed is opened again', async (context) => {
  const { store } = tab(context, 'a');
  await store.save([change('1')]);
  const { transaction } = IDBDatabase.prototype;
  let fails = 1;
  IDBDatabase.prototype.transaction = function (names, mode, options) {
    if (fails-- > 0) throw new DOMException('closing', 'InvalidStateError');
    return transaction.call(this, names, mode, options);
  };
  context.after(() => { IDBDatabase.prototype.transaction = transaction; });
  assert.deepEqual(await store.list(), [change('1')]);
});

test('tabs are told to look again', async (context) => {
  const a = tab(context, 'a'), b = tab(context, 'b');
  await a.store.save([change('1')]);
  while (b.hints() === 0) await setImmediate();
  assert.equal(a.hints(), 0);
});
