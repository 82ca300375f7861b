import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { Refusal, Vault } from '../../shims/vault.js';

const servers = [
  { id: 'one', name: 'One', visibility: 'https://visibility.example', private_intel: 'https://intel.example' },
  { id: 'off', name: 'Off', visibility: 'https://off.example', private_intel: 'https://off.example', unavailable: 'No.' },
];

function vaultInUse() {
  const vault = new Vault();
  vault.offer(servers);
  vault.type('password', 's3cret-ü');
  vault.use('client-1', 'one');
  return vault;
}

/** @param {object} reply */
const bytes = (reply) => new TextEncoder().encode(JSON.stringify(reply));
const readable = (/** @type {Uint8Array} */ reply) => new TextDecoder().decode(reply);

test('the address is the chosen server\'s, and the token call carries id and password', () => {
  const { url, headers, isToken } = vaultInUse().prepare('visibility:/iroh/oauth2/token', 'vault:basic');

  assert.equal(url, 'https://visibility.example/iroh/oauth2/token');
  assert.equal(Buffer.from(headers['Authorization'].slice('Basic '.length), 'base64').toString(), 'client-1:s3cret-ü');
  assert.equal(isToken, true);
});

test('the token stays here: the reply that goes on has only its life and scopes', async () => {
  const vault = vaultInUse();
  const { ticket } = vault.prepare('visibility:/iroh/oauth2/token', 'vault:basic');

  const reply = bytes({ access_token: 'T0KEN', expires_in: 600, scope: 'casebook' });
  const left = readable(await vault.takeToken(reply, ticket));

  assert.deepEqual(JSON.parse(left), { expires_in: 600, scope: 'casebook' });
  assert.equal(vault.prepare('private-intel:/ctia/casebook', 'vault:bearer').headers['Authorization'], 'Bearer T0KEN');
});

test('a token that an earlier client asked for is dropped', async () => {
  const vault = vaultInUse();
  const { ticket } = vault.prepare('visibility:/iroh/oauth2/token', 'vault:basic');
  vault.use('client-2', 'one');

  await vault.takeToken(bytes({ access_token: 'OLD', expires_in: 600, scope: '' }), ticket);

  assert.equal(vault.prepare('private-intel:/ctia/casebook', 'vault:bearer').headers['Authorization'], 'Bearer ');
});

test('a token reply that is no token is passed on as nothing', async () => {
  const vault = vaultInUse();
  for (const reply of [{}, { access_token: 7 }, { access_token: 'a\r\nb' }, null, []]) {
    assert.equal((await vault.takeToken(bytes(/** @type {object} */ (reply)), {})).length, 0);
  }
  assert.equal((await vault.takeToken(new TextEncoder().encode('<html>'), {})).length, 0);
});

test('what is outside the service is refused before anything is sent', () => {
  const vault = vaultInUse();
  for (const named of [
    'visibility:/iroh/../ctia/casebook', 'visibility:/ctia/casebook', 'visibility:@evil.example/iroh/x',
    'visibility:.evil.example/iroh/x', 'visibility:/iroh/%2e%2e/%2e%2e/x', 'visibility:/iroh/x#y',
    'private-intel:/iroh/x', 'constructor:/iroh/x', 'elsewhere:/iroh/x', '/iroh/x', 'visibility:/iroh/oauth2/token',
  ]) {
    assert.throws(() => vault.prepare(named, 'vault:bearer'), (error) => error instanceof Refusal, named);
  }
  assert.throws(() => vault.prepare('visibility:/iroh/iroh-inspect/inspect', 'vault:basic'), Refusal);
});

test('without a server, or with one that cannot be chosen, nothing is sent', () => {
  const vault = new Vault();
  vault.offer(servers);
  assert.throws(() => vault.prepare('visibility:/iroh/x', 'vault:bearer'), Refusal);
  vault.use('client-1', 'off');
  assert.throws(() => vault.prepare('visibility:/iroh/x', 'vault:bearer'), Refusal);
});

test('a server may be a base address with a path: a proxy of the page\'s own origin, a self-hosted store', () => {
  const vault = new Vault();
  vault.offer([{ id: 'proxy', name: 'Proxy', visibility: 'https://sma.example/threat-response/visibility/',
    private_intel: 'https://sma.example:9443/intel' }]);
  vault.type('password', 'p');
  vault.use('client-1', 'proxy');

  assert.deepEqual(vault.prepare('visibility:/iroh/oauth2/token', 'vault:basic').isToken, true);
  assert.equal(vault.prepare('visibility:/iroh/x', 'vault:bearer').url,
    'https://sma.example/threat-response/visibility/iroh/x');
  assert.equal(vault.prepare('private-intel:/ctia/casebook?a=1', 'vault:bearer').url,
    'https://sma.example:9443/intel/ctia/casebook?a=1');
  for (const path of ['/iroh/../../other', '/iroh/%2e%2e/%2e%2e/iroh/x', '//evil.example/iroh/', '@evil.example/iroh/'])
    assert.throws(() => vault.prepare(`visibility:${path}`, 'vault:bearer'), Refusal, path);
});

/** A token that says whose it is. @param {string} payload */
const tokenOf = (payload) => `h.${Buffer.from(payload).toString('base64url')}.s`;

test('whose token it is, is told; a token that does not say so is nobody\'s', async () => {
  const vault = vaultInUse();
  for (const [token, user] of [
    [tokenOf('{"sub":"user-1"}'), 'user-1'], [tokenOf('{"sub":"ÿ>?"}'), 'ÿ>?'], [tokenOf('{"sub":7}'), undefined],
    [tokenOf('no JSON'), undefined], ['a.!.b', undefined], ['one-word', undefined],
  ]) {
    const { ticket } = vault.prepare('visibility:/iroh/oauth2/token', 'vault:basic');
    const left = readable(await vault.takeToken(bytes({ access_token: token, expires_in: 600, scope: '' }), ticket));
    assert.equal(JSON.parse(left).user, user);
  }
});

test('where the page has no cryptography the token is taken all the same', async () => {
  const { crypto } = globalThis;
  Object.defineProperty(globalThis, 'crypto', { value: {}, configurable: true });
  try {
    const vault = vaultInUse();
    const { ticket } = vault.prepare('visibility:/iroh/oauth2/token', 'vault:basic');
    await vault.takeToken(bytes({ access_token: 'T0KEN', expires_in: 600, scope: '' }), ticket);
    assert.equal(bearerOf(vault), 'Bearer T0KEN');
  } finally {
    Object.defineProperty(globalThis, 'crypto', { value: crypto, configurable: true });
  }
});

test('without a client nothing is kept, and nothing is gone', async () => {
  const vault = new Vault();
  vault.offer(servers);
  assert.equal(await vault.keep('tab'), 'not-kept');
  assert.equal(await vault.refresh(), false);
  assert.equal(vault.isOpen, false);
  assert.equal(await vault.forgetDevice(), '');
});

const passphrase = 'correct horse battery';
const basicOf = (/** @type {Vault} */ vault) => {
  const { headers } = vault.prepare('visibility:/iroh/oauth2/token', 'vault:basic');
  return Buffer.from(headers['Authorization'].slice('Basic '.length), 'base64').toString();
};
const bearerOf = (/** @type {Vault} */ vault) =>
  vault.prepare('private-intel:/ctia/casebook', 'vault:bearer').headers['Authorization'];

/** @param {{again?: string}} [options] */
async function vaultOfDevice({ again = passphrase } = {}) {
  const vault = vaultInUse();
  vault.type('passphrase', passphrase);
  vault.type('passphrase-again', again);
  return { vault, prepared: await vault.prepareDevice() };
}

/** Another tab, or the same one after a reload. @param {string} [word] */
async function opened(word = passphrase) {
  const vault = new Vault();
  vault.offer(servers);
  vault.type('passphrase', word);
  const trouble = await vault.unlock();
  return { vault, trouble };
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

test('a client of the tab is used again without being typed, and signing out leaves nothing', async () => {
  const vault = vaultInUse();
  assert.equal(await vault.keep('tab'), '');
  vault.dropTyped();
  vault.use('client-2', 'one');
  assert.equal(basicOf(vault), 'client-2:');
  vault.choose('client-1', 'one');
  assert.equal(basicOf(vault), 'client-1:s3cret-ü');
  vault.signOut();
  assert.throws(() => bearerOf(vault), Refusal);
  vault.choose('client-1', 'one');
  assert.throws(() => basicOf(vault), Refusal);
  assert.deepEqual(await indexedDB.databases(), [], 'nothing was ever stored');
});

test('what C++ is told of clients holds no secret', async () => {
  const { vault } = await vaultOfDevice();
  await vault.keep('device');
  const listing = await vault.listing();
  assert.equal(listing.keyring, 'open');
  assert.deepEqual(listing.clients.map(({ client_id: id, server, place }) => [id, server, place]),
    [['client-1', 'one', 'device']]);
  assert.ok(Math.abs(listing.clients[0].added - Date.now() / 1000) < 5);
  assert.doesNotMatch(JSON.stringify(listing), /s3cret|battery/);
});

test('a client of the device comes back with the passphrase alone', async () => {
  const { vault } = await vaultOfDevice();
  assert.equal(await vault.keep('device'), '');
  const { vault: next, trouble } = await opened();
  assert.equal(trouble, '');
  assert.equal((await next.listing()).current, 'client-1 one');
  next.choose('client-1', 'one');
  assert.equal(basicOf(next), 'client-1:s3cret-ü');
});

test('nothing is stored before the client has been tested and kept', async () => {
  const { vault, prepared } = await vaultOfDevice();
  assert.equal(prepared, '');
  assert.equal((await vault.listing()).keyring, 'none');
  vault.dropTyped();
  assert.equal(await vault.keep('device'), 'not-kept', 'the dialog was closed');
});

test('a passphrase is long enough, typed twice the same, and the one typed last', async () => {
  assert.equal((await vaultOfDevice({ again: 'something else' })).prepared, 'passphrases-differ');
  const { vault } = await vaultOfDevice();
  vault.type('passphrase', 'too short');
  vault.type('passphrase-again', 'too short');
  assert.equal(await vault.prepareDevice(), 'passphrase-short');
  vault.type('passphrase', 'another one entirely');
  vault.type('passphrase-again', 'another one entirely');
  assert.equal(await vault.prepareDevice(), '');
  await vault.keep('device');
  assert.equal((await opened()).trouble, 'wrong-passphrase');
  assert.equal((await opened('another one entirely')).trouble, '');
});

test('the record on the device is a salt, an iv and sealed bytes, and says how slow its key is made', async () => {
  const { vault } = await vaultOfDevice();
  await vault.keep('device');
  const record = await recordOf();
  assert.deepEqual(Object.keys(record).sort(), ['bytes', 'iv', 'rounds', 'salt', 'version']);
  assert.ok(record.rounds >= 600_000);
  const all = Buffer.from(record.bytes).toString('latin1') + JSON.stringify(record);
  for (const secret of ['s3cret', 'client-1', 'battery']) assert.ok(!all.includes(secret), secret);
});

test('a copied record opens with the passphrase and with no other', async () => {
  const { vault } = await vaultOfDevice();
  await vault.keep('device');
  const copy = await recordOf();
  globalThis.indexedDB = new IDBFactory(); // another machine
  await putRecord(copy);
  assert.equal((await opened('correct horse batterx')).trouble, 'wrong-passphrase');
  assert.equal((await opened('')).trouble, 'wrong-passphrase');
  assert.equal((await opened()).trouble, '');
});

test('a damaged record is told from a locked one, and a new one takes its place', async () => {
  const { vault } = await vaultOfDevice();
  await vault.keep('device');
  const whole = await recordOf();
  for (const broken of [
    null, {}, 'text', { ...whole, version: 0 }, { ...whole, rounds: 1000 }, { ...whole, rounds: 1e15 },
    { ...whole, salt: new Uint8Array(3) }, { ...whole, iv: 'x' }, { ...whole, bytes: new Uint8Array(0) },
  ]) {
    await putRecord(broken);
    const fresh = new Vault();
    assert.equal((await fresh.listing()).keyring, 'damaged', JSON.stringify(broken));
    assert.equal((await opened()).trouble, 'not-kept');
  }
  const { vault: again } = await vaultOfDevice();
  assert.equal(await again.keep('device'), '');
  assert.equal((await opened()).trouble, '');
  const bytes = whole.bytes.slice();
  bytes[9] ^= 1;
  await putRecord({ ...whole, bytes });
  assert.equal((await opened()).trouble, 'wrong-passphrase', 'a changed byte opens nothing');
});

test('what a newer version has kept on the device is not taken for damaged, and stays as it is', async () => {
  const { vault } = await vaultOfDevice();
  await vault.keep('device');
  const newer = { ...await recordOf(), version: 2, more: ['x'] };
  await putRecord(newer);
  const { vault: another, prepared } = await vaultOfDevice();
  assert.equal(prepared, 'not-kept');
  assert.equal((await another.listing()).keyring, 'unavailable');
  assert.equal(await another.keep('device'), 'not-kept');
  assert.deepEqual(await recordOf(), newer);
  const db = await openDB(database, 2); // a newer schema altogether
  db.close();
  assert.equal((await new Vault().listing()).keyring, 'unavailable');
  assert.deepEqual(await recordOf(), newer);
});

test('locking drops the client of the device and its token; one of the tab goes on', async () => {
  const { vault } = await vaultOfDevice();
  await vault.keep('device');
  const { ticket } = vault.prepare('visibility:/iroh/oauth2/token', 'vault:basic');
  await vault.takeToken(bytes({ access_token: 'T0KEN', expires_in: 600, scope: '' }), ticket);
  assert.equal(vault.lock(), true);
  assert.throws(() => bearerOf(vault), Refusal);
  assert.equal((await vault.listing()).keyring, 'locked');
  assert.deepEqual((await vault.listing()).clients, []);

  const tab = vaultInUse();
  await tab.keep('tab');
  assert.equal(tab.lock(), false);
  assert.equal(basicOf(tab), 'client-1:s3cret-ü');
});

test('two clients stand side by side, and each is forgotten alone', async () => {
  const { vault } = await vaultOfDevice();
  await vault.keep('device');
  vault.type('password', 'second');
  vault.use('client-2', 'one');
  assert.equal(await vault.prepareDevice(), '', 'it is open: no passphrase again');
  await vault.keep('device');
  assert.equal((await vault.listing()).current, 'client-2 one');
  assert.equal(await vault.forget('client-2', 'one'), '');
  assert.throws(() => bearerOf(vault), Refusal, 'the one in use is gone');
  const { vault: next } = await opened();
  assert.deepEqual((await next.listing()).clients.map((one) => one.client_id), ['client-1']);
  await next.forget('client-1', 'one');
  assert.equal((await next.listing()).keyring, 'none', 'with the last one the record is gone');
  assert.equal(await recordOf(), undefined);
});

test('forgetting the device takes the client in use with it', async () => {
  const { vault } = await vaultOfDevice();
  await vault.keep('device');
  assert.equal(await vault.forgetDevice(), '');
  assert.throws(() => bearerOf(vault), Refusal);
  assert.equal(await recordOf(), undefined);
});

test('two tabs that keep a client at once keep both', async () => {
  const { vault } = await vaultOfDevice();
  await vault.keep('device');
  const { vault: other } = await opened();
  for (const [one, id] of /** @type {const} */ ([[vault, 'a'], [other, 'b']])) {
    one.type('password', `of ${id}`);
    one.use(id, 'one');
  }
  assert.deepEqual(await Promise.all([vault.keep('device'), other.keep('device')]), ['', '']);
  const { vault: next } = await opened();
  assert.deepEqual((await next.listing()).clients.map((one) => one.client_id).sort(), ['a', 'b', 'client-1']);
});

test('a client of the tab, one not kept yet, and one that is still there, are not gone after a look', async () => {
  const { vault } = await vaultOfDevice();
  assert.equal(await vault.refresh(), false, 'not kept yet');
  await vault.keep('device');
  assert.equal(await vault.refresh(), false, 'still there');
  assert.equal(vault.isOpen, true);
  const tab = vaultInUse();
  await tab.keep('tab');
  assert.equal(await tab.refresh(), false);
});

test('the client that is chosen is the one to begin with on the next page', async () => {
  const { vault } = await vaultOfDevice();
  await vault.keep('device');
  vault.type('password', 'second');
  vault.use('client-2', 'one');
  await vault.keep('device');
  const { vault: next } = await opened();
  next.choose('client-1', 'one');
  assert.equal(basicOf(next), 'client-1:s3cret-ü');
  for (let left = 200; left > 0 && (await next.listing()).current !== 'client-1 one'; left -= 1)
    await new Promise((resolve) => setTimeout(resolve, 1));
  assert.equal((await (await opened()).vault.listing()).current, 'client-1 one');
});

test('a client that is kept again, with its password, is as old as it was', async () => {
  const vault = vaultInUse();
  await vault.keep('tab');
  const [{ added }] = (await vault.listing()).clients;
  const { now } = Date;
  Date.now = () => now() + 100_000;
  try {
    await vault.keep('tab');
    assert.equal((await vault.listing()).clients[0].added, added);
    vault.type('password', 'another');
    vault.use('client-1', 'one');
    await vault.keep('tab');
    assert.ok((await vault.listing()).clients[0].added >= added + 100);
  } finally {
    Date.now = now;
  }
});

test('a client that moves from the device to the tab is on the device no more', async () => {
  const { vault } = await vaultOfDevice();
  await vault.keep('device');
  assert.equal(await vault.keep('tab'), '');
  assert.deepEqual((await vault.listing()).clients.map(({ place }) => place), ['tab']);
  assert.equal(await recordOf(), undefined);
});

test('forgetting one of several leaves the one used last as it is', async () => {
  const { vault } = await vaultOfDevice();
  await vault.keep('device');
  vault.type('password', 'second');
  vault.use('client-2', 'one');
  await vault.keep('device');
  assert.equal(await vault.forget('client-1', 'one'), '');
  assert.equal((await vault.listing()).current, 'client-2 one');
  assert.equal(basicOf(vault), 'client-2:second', 'another one is in use');
});

test('with a keyring that is locked the passphrase is asked for, and not twice', async () => {
  const { vault } = await vaultOfDevice();
  await vault.keep('device');
  const { prepared } = await vaultOfDevice({ again: '' });
  assert.equal(prepared, '');
});

test('another client that is used while one is being kept stays in use', async () => {
  const { vault } = await vaultOfDevice();
  const kept = vault.keep('device');
  vault.use('client-2', 'one');
  assert.equal(await kept, '');
  vault.dropTyped();
  assert.equal(vault.lock(), false, 'the one in use is not of the device');
});

test('a client that is locked away while it is being stored is stored, and not open', async () => {
  const { vault } = await vaultOfDevice();
  const kept = vault.keep('device');
  vault.lock();
  assert.equal(await kept, '');
  assert.equal((await vault.listing()).keyring, 'locked');
  assert.equal((await opened()).trouble, '');
});

test('a record that always changes meanwhile is given up after a few times', async () => {
  const { vault } = await vaultOfDevice();
  await vault.keep('device');
  const { vault: other } = await opened();
  other.choose('client-1', 'one');
  const { encrypt } = SubtleCrypto.prototype;
  let times = 0, isOthers = false;
  SubtleCrypto.prototype.encrypt = async function (...words) {
    if (!isOthers) {
      isOthers = true;
      times += 1;
      await other.keep('device');
      isOthers = false;
    }
    return encrypt.apply(this, words);
  };
  try {
    assert.equal(await vault.keep('device'), 'not-kept');
    assert.equal(times, 5);
  } finally {
    SubtleCrypto.prototype.encrypt = encrypt;
  }
});

test('a record that does not open any more is not written over', async () => {
  const { vault } = await vaultOfDevice();
  await vault.keep('device');
  const record = await recordOf();
  const torn = { ...record, bytes: record.bytes.map((/** @type {number} */ byte) => byte ^ 1) };
  await putRecord(torn);
  assert.equal(await vault.keep('device'), 'not-kept');
  assert.deepEqual((await recordOf()).bytes, torn.bytes);
});

test('a keyring that another tab has made meanwhile is not cleared with what this tab knew', async () => {
  const { vault } = await vaultOfDevice();
  await vault.keep('device');
  await (await opened()).vault.forgetDevice();
  const other = vaultInUse();
  other.type('passphrase', 'another one entirely');
  other.type('passphrase-again', 'another one entirely');
  await other.prepareDevice();
  await other.keep('device');
  const theirs = await recordOf();
  assert.equal(await vault.keep('device'), 'not-kept', 'it stays in this tab');
  assert.deepEqual(await recordOf(), theirs);
  assert.equal(await vault.forget('client-1', 'one'), '');
  assert.deepEqual(await recordOf(), theirs);
});

test('what is on the device under another passphrase by now locks this tab', async () => {
  const { vault } = await vaultOfDevice();
  await vault.keep('device');
  await (await opened()).vault.forgetDevice();
  const other = vaultInUse();
  other.type('passphrase', 'another one entirely');
  other.type('passphrase-again', 'another one entirely');
  await other.prepareDevice();
  await other.keep('device');
  assert.equal(await vault.refresh(), true);
  assert.equal((await vault.listing()).keyring, 'locked');
});

test('what another tab has forgotten is not stored again, and is not used any more', async () => {
  const { vault } = await vaultOfDevice();
  await vault.keep('device');
  const { vault: other } = await opened();
  assert.equal(await other.forgetDevice(), '');
  assert.equal(await vault.keep('device'), 'not-kept');
  assert.equal(await recordOf(), undefined);

  const { vault: third } = await vaultOfDevice();
  await third.keep('device');
  await (await opened()).vault.forgetDevice();
  assert.equal(await third.refresh(), true);
  assert.throws(() => bearerOf(third), Refusal);
  assert.equal((await third.listing()).keyring, 'none');
});

test('without storage the client stays in the tab, and it is said', async () => {
  globalThis.indexedDB = /** @type {any} */ ({ open: () => { throw new DOMException('no', 'SecurityError'); } });
  const { vault, prepared } = await vaultOfDevice();
  assert.equal(prepared, 'not-kept');
  assert.equal((await vault.listing()).keyring, 'unavailable');
  assert.equal(await vault.keep('device'), 'not-kept');
  vault.choose('client-1', 'one');
  assert.equal(basicOf(vault), 'client-1:s3cret-ü');
});

const database = 'threat-response-widgets-keyring';

/** @returns {Promise<any>} */
async function recordOf() {
  const db = await openDB(database);
  try {
    return db.objectStoreNames.contains('records') ? await db.get('records', 'clients') : undefined;
  } finally {
    db.close();
  }
}

/** @param {unknown} record */
async function putRecord(record) {
  const db = await openDB(database, 1, { upgrade: (made) => { made.createObjectStore('records'); } });
  await db.put('records', record, 'clients');
  db.close();
}
