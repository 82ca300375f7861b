import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { IDBFactory } from 'fake-indexeddb';
import { Vault } from '../../shims/vault.js';

const page = 'https://appliance.example/reports';
const servers = [{ id: 'one', name: 'One', visibility: 'https://visibility.example', private_intel: 'https://i.example' }];

/** @typedef {{method: string, path: string, body: any}} Call */
/** What the page's own server has, and what it was asked. */
class OwnServer {
  /** @type {Call[]} */
  calls = [];
  /** @type {unknown} */
  listing = { clients: [], current: '' };
  status = 200;
  isThere = true;

  /** @param {string} url @param {RequestInit} init */
  async answer(url, init) {
    assert.equal(init.credentials, 'same-origin');
    assert.equal(init.redirect, 'error', 'a redirect would take the password elsewhere');
    const { origin, pathname, search } = new URL(url);
    assert.equal(origin, new URL(page).origin);
    const body = init.body && JSON.parse(String(init.body));
    this.calls.push({ method: String(init.method), path: pathname + search, body });
    if (!this.isThere) throw new TypeError('no connection');
    const text = typeof this.listing === 'string' ? this.listing : JSON.stringify(this.listing);
    return new Response(init.method === 'GET' ? text : null, { status: this.status });
  }

  /** @param {string} method */
  asked(method) { return this.calls.filter((call) => call.method === method); }
}

const client = { client_id: 'client-1', server: 'one', added: 5 };
const { fetch } = globalThis;
/** @type {OwnServer} */
let own;

beforeEach(() => {
  own = new OwnServer();
  globalThis.indexedDB = new IDBFactory();
  globalThis.location = /** @type {any} */ (new URL(page));
  globalThis.fetch = /** @type {typeof fetch} */ ((url, init = {}) => own.answer(String(url), init));
});
afterEach(() => {
  globalThis.fetch = fetch;
  Reflect.deleteProperty(globalThis, 'location');
});

async function served(base = '/threat-response/') {
  const vault = new Vault();
  vault.offer(servers);
  vault.serve(base, 'admin');
  await vault.refresh();
  return vault;
}

/** One that the appliance keeps, in use. */
async function inUse() {
  own.listing = { clients: [client], current: 'client-1 one' };
  const vault = await served();
  vault.choose('client-1', 'one');
  return vault;
}

test('the appliance\'s clients are listed without a password, and the one used last is gone on with', async () => {
  own.listing = { clients: [client, { ...client, client_id: 7 }, null, { ...client, client_id: 'b', added: 'soon',
    password: 'x' }], current: 'client-1 one' };
  const listing = await (await served()).listing();
  assert.equal(listing.appliance, 'there');
  assert.equal(listing.resume, 'client-1 one');
  assert.deepEqual(listing.clients, [{ client_id: 'b', server: 'one', added: 0, place: 'appliance' },
    { ...client, place: 'appliance' }]);
});

test('a listing that is none, of whatever kind, is no client', async () => {
  for (const [listing, state] of /** @type {const} */ ([
    [{}, 'there'], [{ clients: 7, current: 8 }, 'there'], [{ damaged: true }, 'damaged'], ['<html>', 'unavailable'],
    ['7', 'unavailable'], ['null', 'there'], ['"text"', 'unavailable'],
  ])) {
    own.listing = listing;
    const told = await (await served()).listing();
    assert.deepEqual([told.appliance, told.clients, told.resume], [state, [], ''], JSON.stringify(listing));
  }
  own.status = 500;
  assert.equal((await (await served()).listing()).appliance, 'unavailable');
});

test('a base that is none, or another origin\'s, is never asked', async () => {
  for (const base of ['', 'https://elsewhere.example/', 'http://[', '//elsewhere.example/x']) {
    const vault = await served(base);
    assert.equal((await vault.listing()).appliance, 'none', base);
    await vault.forgetCurrent();
  }
  const nobody = new Vault();
  nobody.serve('/threat-response/', '');
  await nobody.refresh();
  assert.equal((await nobody.listing()).appliance, 'none');
  assert.deepEqual(own.calls, []);
});

test('an answer for who was logged in before is not shown to who is now', async () => {
  own.listing = { clients: [client], current: 'client-1 one' };
  const vault = new Vault();
  vault.serve('/threat-response/', 'admin');
  const asked = vault.refresh();
  vault.serve('/threat-response/', 'guest');
  await asked;
  assert.deepEqual((await vault.listing()).clients, []);
});

test('the password goes to the appliance once, and pages ask it for tokens', async () => {
  const vault = await served();
  vault.type('password', 's3cret');
  vault.use('client-1', 'one');
  own.listing = { clients: [client], current: '' };
  assert.equal(await vault.keep('appliance'), '');
  assert.deepEqual(own.asked('PUT').map(({ path, body }) => [path, body]),
    [['/threat-response/clients', { client_id: 'client-1', server: 'one', password: 's3cret' }]]);

  const first = vault.prepare('visibility:/iroh/oauth2/token', 'vault:basic');
  assert.equal(first.url, 'https://appliance.example/threat-response/token');
  assert.deepEqual(JSON.parse(String(first.body)),
    { client_id: 'client-1', server: 'one', user: 'admin', unwanted: '' });
  const reply = new TextEncoder().encode(JSON.stringify({ access_token: 'T0KEN', expires_in: 600, scope: '' }));
  await vault.takeToken(reply, first.ticket);
  const again = JSON.parse(String(vault.prepare('visibility:/iroh/oauth2/token', 'vault:basic').body));
  assert.match(again.unwanted, /^[\w-]{43}$/, 'the token that is not wanted any more is named by its hash');
  assert.doesNotMatch(JSON.stringify([first, again]), /s3cret|T0KEN/);
});

test('what the appliance does not keep stays in the tab, and it is said', async () => {
  for (const refuse of [() => { own.status = 500; }, () => { own.isThere = false; }]) {
    own = new OwnServer();
    const vault = await served();
    vault.type('password', 's3cret');
    vault.use('client-1', 'one');
    refuse();
    assert.equal(await vault.keep('appliance'), 'not-kept-by-appliance');
    assert.deepEqual((await vault.listing()).clients.map(({ place }) => place), ['tab']);
  }
});

test('what the appliance does not forget is said, and what it forgets is gone', async () => {
  const vault = await inUse();
  own.status = 500;
  assert.equal(await vault.forget('client-1', 'one'), 'not-forgotten');
  own.isThere = false;
  assert.equal(await vault.forget('client-1', 'one'), 'not-forgotten');
  own.isThere = true;
  own.status = 200;
  own.listing = { clients: [], current: '' };
  assert.equal(await vault.forget('client-1', 'one'), '');
  assert.equal(own.calls.at(-2)?.path, '/threat-response/clients?client_id=client-1&server=one');
  assert.deepEqual((await vault.listing()).clients, []);
});

test('forgetting the current one tells the appliance, for every tab', async () => {
  const vault = await inUse();
  await vault.forgetCurrent();
  assert.equal(own.asked('DELETE')[0].path, '/threat-response/current');
  assert.equal((await vault.listing()).resume, '');
});

test('an appliance that does not answer has forgotten nothing; one that has, has', async () => {
  const vault = await inUse();
  own.isThere = false;
  assert.equal(await vault.refresh(), false);
  assert.equal(vault.prepare('private-intel:/ctia/casebook', 'vault:bearer').headers['Authorization'], 'Bearer ');
  own.isThere = true;
  assert.equal(await vault.refresh(), false, 'it is there as before');
  own.listing = { clients: [] };
  assert.equal(await vault.refresh(), true);
  assert.throws(() => vault.prepare('private-intel:/ctia/casebook', 'vault:bearer'));
});

test('one of the appliance goes on when the device is locked or forgotten', async () => {
  const vault = await inUse();
  assert.equal(vault.lock(), false);
  assert.equal(await vault.forgetDevice(), '');
  assert.equal(vault.prepare('private-intel:/ctia/casebook', 'vault:bearer').headers['Authorization'], 'Bearer ');
});

