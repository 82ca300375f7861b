// Databases of other versions of the widgets, and a browser that closes the database or throws it away.
//
// tests/fixtures/store has a database of every released schema, with each kind of change as the widgets of that time
// have written it: tests/outbox/stored_test.cc reads the same records.
import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { beforeEach, test } from 'node:test';
import { setTimeout as pass } from 'node:timers/promises';
import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { Store } from '../../shims/store.js';
import { database, schema } from '../../shims/store-schema.js';

/**
 * @typedef {object} Fixture
 * @property {number} schema
 * @property {{name: string, keyPath: string, autoIncrement: boolean,
 *   indexes: {name: string, keyPath: string, unique: boolean}[]}} table
 * @property {any[]} records
 */

const folder = new URL('../fixtures/store/', import.meta.url);
const names = (await readdir(folder)).filter((name) => /^schema-\d+\.json$/.test(name));
const texts = await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')));
const fixtures = /** @type {Fixture[]} */ (texts.map((text) => JSON.parse(text)));
fixtures.sort((one, other) => one.schema - other.schema);

// Without Web Locks a claim ends by its time.
Object.defineProperty(globalThis, 'navigator', { configurable: true, value: {} });
beforeEach(() => { globalThis.indexedDB = new IDBFactory(); });

/** @param {import('node:test').TestContext} context */
function tab(context) {
  /** @type {string[]} */
  const troubles = [];
  let changes = 0;
  const store = new Store('a', () => { changes += 1; }, (trouble) => troubles.push(trouble));
  context.after(() => store.close());
  return { store, troubles, changes: () => changes };
}

/** @param {Fixture} fixture @param {number} [version] */
async function plant({ schema: number, table, records }, version = number) {
  const db = await openDB(database, version, { upgrade: (made) => {
    const { name, indexes, ...options } = table;
    const store = made.createObjectStore(name, options);
    for (const { name: index, keyPath, unique } of indexes) store.createIndex(index, keyPath, { unique });
    for (const record of records) store.put(record);
  } });
  db.close();
}

/** What a database is made of, beside its records. @returns {Promise<Omit<Fixture, 'records'>[]>} */
async function shapes() {
  const db = await openDB(database);
  const tables = [...db.objectStoreNames].map((name) => {
    const { keyPath, autoIncrement, indexNames } = db.transaction(name).objectStore(name);
    const indexes = [...indexNames].map((index) => {
      const { keyPath: path, unique } = db.transaction(name).objectStore(name).index(index);
      return { name: index, keyPath: String(path), unique };
    });
    return { schema: db.version, table: { name, keyPath: String(keyPath), autoIncrement, indexes } };
  });
  db.close();
  return tables;
}

/** @returns {Promise<any[]>} */
async function recordsIn() {
  const db = await openDB(database);
  const all = await db.getAll('changes');
  db.close();
  return all;
}

/** @param {any} record as the store gives it */
function given(record) {
  const change = { ...record };
  for (const own of ['seq', 'owner', 'until', 'claimed_at']) delete change[own];
  return change;
}
const change = (/** @type {string} */ id) =>
  ({ id, case_id: 'casebook-1', external_id: '', claims: 0, kind: 'add-note', note: { type: 'note', text: id } });
const inAMinute = () => Date.now() / 1000 + 60;
const newest = /** @type {Fixture} */ (fixtures.at(-1));

test('every schema up to today’s has a fixture, and a new database is as the newest one says', async (context) => {
  assert.deepEqual(fixtures.map((one) => one.schema), Array.from({ length: schema }, (_, at) => at + 1));
  await tab(context).store.list();
  assert.deepEqual(await shapes(), [{ schema: newest.schema, table: newest.table }]);
});

for (const fixture of fixtures) {
  test(`a database of schema ${fixture.schema} is opened as it is: nothing is lost, all can be sent`, async (context) => {
    await plant(fixture);
    const { store, troubles } = tab(context);
    assert.equal(await Store.isEmpty(), false);
    assert.deepEqual(await store.list(), fixture.records.map(given));
    assert.deepEqual(await shapes(), [{ schema: newest.schema, table: newest.table }]);
    for (const { id, claims } of fixture.records) {
      assert.deepEqual(await store.claim({ id, until: inAMinute(), linger: 0 }), { claims: claims + 1 });
      await store.drop([id], '', '');
    }
    assert.deepEqual(await store.list(), []);
    await store.save([change('1')]);
    assert.deepEqual(await store.list(), [change('1')]);
    assert.deepEqual(troubles, []);
  });
}

test('a database of a newer version is read, never written, and it is said', async (context) => {
  await plant(newest, schema + 1);
  const { store, troubles } = tab(context);
  const before = await recordsIn();
  assert.deepEqual(await store.list(), newest.records.map(given));
  const [{ id }] = newest.records;
  await assert.rejects(store.save([change('1')]), { name: 'VersionError' });
  await assert.rejects(store.claim({ id, until: inAMinute(), linger: 0 }), { name: 'VersionError' });
  await assert.rejects(store.release(id, true), { name: 'VersionError' });
  await assert.rejects(store.drop([id], '', ''), { name: 'VersionError' });
  assert.deepEqual(troubles, ['newer']);
  assert.deepEqual(await recordsIn(), before);
  assert.equal((await shapes())[0]?.schema, schema + 1);
});

test('a database of a newer version with another table, or other records in it, breaks nothing', async (context) => {
  const db = await openDB(database, schema + 1, { upgrade: (made) => { made.createObjectStore('other'); } });
  db.close();
  assert.equal(await Store.isEmpty(), true);
  assert.deepEqual(await tab(context).store.list(), []);
  const later = await openDB(database, schema + 2, { upgrade: (made) => { made.createObjectStore('changes'); } });
  for (const [key, record] of [7, 'text', null, { big: 7n }, { id: 7 }, change('1')].entries())
    await later.put('changes', record, key);
  later.close();
  assert.deepEqual(await tab(context).store.list(), [change('1')]);
});

test('a newer version in another tab gets the database at once; this one says so and reads on', async (context) => {
  const { store, troubles } = tab(context);
  await store.save([change('1')]);
  let blocked = 0;
  const newer = await openDB(database, schema + 1, { blocked: () => { blocked += 1; } });
  assert.equal(blocked, 0);
  assert.deepEqual(troubles, ['newer']);
  assert.deepEqual(await newer.getAll('changes'), [{ ...change('1'), seq: 1 }]);
  await assert.rejects(store.save([change('2')]), { name: 'VersionError' });
  await newer.delete('changes', 1); // sent there
  assert.deepEqual(await store.list(), []);
  newer.close();
});

test('an older version that does not let go is said, nobody waits, and it goes on by itself', async (context) => {
  await plant({ ...newest, records: [] });
  const old = await openDB(database);
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (name, version) { // this one is newer
    return open.call(this, name, version === undefined ? undefined : version + 1);
  };
  context.after(() => { IDBFactory.prototype.open = open; });
  const { store, troubles, changes } = tab(context);
  const started = performance.now();
  await assert.rejects(store.list(), { name: 'BlockedError' });
  assert.ok(performance.now() - started < 4000);
  await assert.rejects(store.save([change('1')]), { name: 'BlockedError' });
  assert.deepEqual(troubles, ['older']);
  old.close();
  while (troubles.length < 2) await pass(10);
  assert.deepEqual(troubles, ['older', '']);
  assert.equal(changes(), 1, 'what waits is asked for again');
  await store.save([change('2')]);
  assert.deepEqual((await store.list()).map(({ id }) => id), ['2']);
});

/** Databases as they are opened. @param {import('node:test').TestContext} context */
function watchOpened(context) {
  /** @type {any[]} */
  const opened = [];
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (...words) {
    const request = open.apply(this, words);
    request.addEventListener('success', () => opened.push(request.result));
    return request;
  };
  context.after(() => { IDBFactory.prototype.open = open; });
  return opened;
}

test('a database that the browser throws away gets back what this tab knows to wait, in order', async (context) => {
  const opened = watchOpened(context);
  const { store, troubles, changes } = tab(context);
  await store.save([change('1'), change('2')]);
  await store.claim({ id: '2', until: inAMinute(), linger: 0 });
  await store.save([change('3')]);
  await store.list();
  await store.drop(['1'], '', '');
  /** @type {any} */ (globalThis.indexedDB)._databases.clear();
  forceCloseDatabase(opened[0]);
  assert.equal(changes(), 1, 'looked at again at once');
  assert.deepEqual(await store.list(), [{ ...change('2'), claims: 1 }, change('3')]);
  assert.deepEqual((await recordsIn()).map(({ id }) => id), ['2', '3']);
  assert.deepEqual(troubles, []);
});

test('a database closed again while it is thrown away is put back too', { timeout: 20_000 }, async (context) => {
  const opened = watchOpened(context);
  const { store, changes } = tab(context);
  await store.save([change('1')]);
  const databases = /** @type {any} */ (globalThis.indexedDB)._databases;
  forceCloseDatabase(opened[0]); // the browser is about to throw it away
  await store.list(); // and is asked for it before it has
  databases.clear();
  forceCloseDatabase(opened.at(-1));
  while (changes() < 2) await new Promise((resolve) => { setImmediate(resolve); });
  assert.deepEqual(await store.list(), [change('1')]);
  assert.deepEqual((await recordsIn()).map(({ id }) => id), ['1']);
});

test('who deletes the database by name gets it deleted: nothing is put back', async (context) => {
  const { store } = tab(context);
  await store.save([change('1')]);
  await new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(database);
    request.onsuccess = resolve;
    request.onerror = reject;
  });
  assert.deepEqual(await store.list(), []);
  await store.save([change('2')]);
  assert.deepEqual(await store.list(), [change('2')]);
});

test('a browser that closes the database each time is not asked in a loop', async (context) => {
  await plant(newest);
  const opened = watchOpened(context);
  let asked = 0;
  /** @type {Store} */
  const loop = new Store('b', () => {
    asked += 1;
    loop.list().then(() => forceCloseDatabase(opened.at(-1)), () => undefined);
  });
  context.after(() => loop.close());
  await loop.list();
  forceCloseDatabase(opened.at(-1));
  for (let turn = 0; turn < 50; ++turn) await new Promise((resolve) => { setImmediate(resolve); });
  assert.equal(asked, 1);
});

test('a lost connection is tried six times within a second, and then it is an error', async (context) => {
  const { store, troubles } = tab(context);
  await store.save([change('1')]);
  const { transaction } = IDBDatabase.prototype;
  context.after(() => { IDBDatabase.prototype.transaction = transaction; });
  let left = 5, tries = 0;
  IDBDatabase.prototype.transaction = function (names, mode, options) {
    tries += 1;
    if (left-- > 0) throw new DOMException('Connection to Indexed Database server lost.', 'UnknownError');
    return transaction.call(this, names, mode, options);
  };
  const started = performance.now();
  await store.save([change('2')]);
  assert.ok(performance.now() - started < 1500);
  assert.equal(tries, 6);
  left = Infinity;
  tries = 0;
  await assert.rejects(store.save([change('3')]), { name: 'UnknownError' });
  assert.equal(tries, 6);
  assert.deepEqual(troubles, ['refused']);
  left = 0;
  await store.save([change('3')]);
  assert.deepEqual(troubles, ['refused', ''], 'it is over when something is kept again');
});

test('where there is no storage nobody waits for it', async (context) => {
  globalThis.indexedDB = /** @type {any} */ ({ open: () => { throw new DOMException('no', 'InvalidStateError'); } });
  const { store, troubles } = tab(context);
  const started = performance.now();
  await assert.rejects(store.list(), { name: 'InvalidStateError' });
  assert.deepEqual(troubles, [], 'a page in which nothing is changed says nothing');
  await assert.rejects(store.save([change('1')]), { name: 'InvalidStateError' });
  assert.ok(performance.now() - started < 400);
  assert.deepEqual(troubles, ['refused']);
});

test('a browser that does not list its databases is not left with an empty one that keeps nothing', async (context) => {
  /** @type {any} */ (globalThis.indexedDB).databases = undefined;
  assert.equal(await Store.isEmpty(), true);
  const { store } = tab(context);
  await store.save([change('1')]);
  assert.equal(await Store.isEmpty(), false);
  assert.deepEqual(await store.list(), [change('1')]);
});
