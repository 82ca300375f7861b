// API clients kept on this device under a passphrase (decision 2): one record in IndexedDB, sealed with AES-256-GCM
// under a key that PBKDF2-SHA256 makes of the passphrase. The key is in memory only, as long as the keyring is open.
//
// Nothing of a client is outside of the seal, and nothing is stored without a passphrase: a key that is only not
// extractable protects nothing on disk. Crypto is never awaited inside a transaction: a record is read, opened,
// changed and sealed, then written only if it is still the one that was read.
import { openDB } from 'idb';

const database = 'threat-response-widgets-keyring', version = 1, table = 'records', key = 'clients';
const bound = new TextEncoder().encode('threat-response-widgets keyring 1');
const tries = 5;

/** Rounds of PBKDF2-SHA256. A record with fewer was not written here, one with many more would never open. */
export const rounds = 600_000;
const mostRounds = 20 * rounds;
/** Characters: an attacker who has the record can guess as often as they like. */
export const shortestPassphrase = 12;

/**
 * @typedef {object} KeptClient
 * @property {string} client_id
 * @property {string} server
 * @property {string} password
 * @property {number} added seconds since 1970
 */
/** @typedef {{clients: KeptClient[], current: string}} Kept `current` is the client used last, as `nameOf` names it */
/** @typedef {'none' | 'locked' | 'open' | 'damaged' | 'unavailable'} KeyringState */
/**
 * @typedef {object} Sealed
 * @property {1} version
 * @property {number} rounds
 * @property {Uint8Array<ArrayBuffer>} salt
 * @property {Uint8Array<ArrayBuffer>} iv another with every write, so it also tells one record from the next
 * @property {Uint8Array<ArrayBuffer>} bytes
 */

/** Thrown with what is wrong, as the dialog names it (sign_in::Trouble). */
export class KeyringError extends Error {
  /** @param {'wrong-passphrase' | 'not-kept'} trouble */
  constructor(trouble) {
    super(trouble);
    this.trouble = trouble;
  }
}

/** @param {{client_id: string, server: string}} client */
export const nameOf = ({ client_id, server }) => `${client_id} ${server}`;

/** @param {unknown} found from storage, so from anybody @returns {found is Sealed} */
function isSealed(found) {
  const record = /** @type {Partial<Sealed> | null} */ (found);
  if (typeof record !== 'object' || record?.version !== 1) return false;
  const { rounds: count, salt, iv, bytes } = record;
  return Number.isInteger(count) && Number(count) >= rounds && Number(count) <= mostRounds &&
    salt instanceof Uint8Array && salt.length === 16 && iv instanceof Uint8Array && iv.length === 12 &&
    bytes instanceof Uint8Array && bytes.length > 16;
}

/** Of a later version of the widgets: left as it is. @param {unknown} found */
const isNewer = (found) => Number(/** @type {{version?: unknown} | null} */ (found)?.version) > 1;

/** @param {Uint8Array} one @param {Uint8Array | undefined} other */
const sameBytes = (one, other) => one.length === other?.length && one.every((byte, at) => byte === other[at]);

/** @param {string} passphrase @param {Uint8Array<ArrayBuffer>} salt @param {number} count */
async function keyOf(passphrase, salt, count) {
  // The same passphrase from another keyboard may be composed otherwise.
  const bytes = new TextEncoder().encode(passphrase.normalize('NFC'));
  const base = await crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveKey']);
  bytes.fill(0);
  return crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: count }, base,
    { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

export class Keyring {
  /** @type {CryptoKey | undefined} */
  #key;
  /** @type {{salt: Uint8Array<ArrayBuffer>, rounds: number} | undefined} what the key was made with */
  #made;
  /** What the key opens is on the device: until then it is nobody's keyring yet. */
  #stored = false;
  /** @type {Kept} */
  #kept = { clients: [], current: '' };

  get isOpen() { return this.#stored; }
  get kept() { return this.#kept; }

  /** @returns {Promise<KeyringState>} */
  async state() {
    if (this.isOpen) return 'open';
    try {
      const record = await this.#read();
      if (record === undefined) return 'none';
      if (isNewer(record)) return 'unavailable';
      return isSealed(record) ? 'locked' : 'damaged';
    } catch {
      return 'unavailable';
    }
  }

  /**
   * A new keyring, in the place of any there is; stored with the first `change`.
   * @param {string} passphrase
   */
  async create(passphrase) {
    const salt = crypto.getRandomValues(new Uint8Array(16));
    this.#key = await keyOf(passphrase, salt, rounds);
    this.#made = { salt, rounds };
    this.#stored = false;
    this.#kept = { clients: [], current: '' };
  }

  /** @param {string} passphrase @throws {KeyringError} */
  async open(passphrase) {
    const record = await this.#read().catch(() => undefined);
    if (!isSealed(record)) throw new KeyringError('not-kept');
    const unlocked = await keyOf(passphrase, record.salt, record.rounds);
    this.#kept = await unseal(unlocked, record);
    this.#key = unlocked;
    this.#made = record;
    this.#stored = true;
  }

  lock() {
    this.#stored = false;
    this.#key = undefined;
    this.#made = undefined;
    this.#kept = { clients: [], current: '' };
  }

  /** Looks at what another tab has stored. Closed, or under another passphrase by now: locks. */
  async refresh() {
    if (!this.#key || !this.#stored) return;
    try {
      const record = await this.#read();
      if (!isSealed(record)) throw new KeyringError('not-kept');
      this.#kept = await unseal(this.#key, record);
    } catch {
      this.lock();
    }
  }

  /**
   * REQUIRES: it is open, or has been created.
   * @param {(kept: Kept) => Kept} changed of what is stored by now, not of what this tab knows
   * @throws {KeyringError} nothing was stored
   */
  async change(changed) {
    const unlocked = this.#key, made = this.#made;
    if (!unlocked || !made) throw new KeyringError('not-kept');
    try {
      for (let left = tries; left > 0; left -= 1) {
        const record = await this.#read();
        // Another tab has forgotten it or made another one: that is not undone here.
        const isOurs = isSealed(record) ? sameBytes(record.salt, made.salt) : !this.#stored && !isNewer(record);
        if (!isOurs) break;
        const kept = changed(isSealed(record) ? await unseal(unlocked, record) : this.#kept);
        if (!await this.#write(record, await seal(unlocked, made, kept))) continue;
        if (this.#key !== unlocked) return; // locked meanwhile
        this.#kept = kept;
        this.#stored = true;
        return;
      }
    } catch {
      // told below: whatever it was, it is not stored
    }
    throw new KeyringError('not-kept');
  }

  /** Nothing of it is left on the device. */
  async forget() {
    this.lock();
    await this.#use((db) => db.clear(table));
  }

  /** @returns {Promise<unknown>} undefined for none; makes no database that is not there */
  async #read() {
    const all = await indexedDB.databases?.();
    if (all && !all.some(({ name }) => name === database)) return undefined;
    return this.#use((db) => db.get(table, key));
  }

  /**
   * @param {unknown} expected what was read before
   * @param {Sealed} record
   * @returns {Promise<boolean>} whether that was still there
   */
  #write(expected, record) {
    return this.#use(async (db) => {
      const transaction = db.transaction(table, 'readwrite', { durability: 'strict' });
      const store = transaction.objectStore(table);
      const found = await store.get(key);
      const same = isSealed(expected) ? isSealed(found) && sameBytes(expected.iv, found.iv) :
        !isSealed(found) && !isNewer(found);
      if (same) await store.put(record, key);
      await transaction.done;
      return same;
    });
  }

  /**
   * @template T
   * @param {(db: import('idb').IDBPDatabase) => Promise<T>} action
   */
  async #use(action) {
    const db = await openDB(database, version, { upgrade: (made) => { made.createObjectStore(table); } });
    try {
      return await action(db);
    } finally {
      db.close();
    }
  }
}

/**
 * @param {CryptoKey} unlocked
 * @param {{salt: Uint8Array<ArrayBuffer>, rounds: number}} made
 * @param {Kept} kept
 * @returns {Promise<Sealed>}
 */
async function seal(unlocked, { salt, rounds: count }, kept) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(kept));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bound }, unlocked, plain);
  plain.fill(0);
  return { version: 1, rounds: count, salt, iv, bytes: new Uint8Array(sealed) };
}

/**
 * @param {CryptoKey} unlocked
 * @param {Sealed} record
 * @returns {Promise<Kept>}
 */
async function unseal(unlocked, { iv, bytes }) {
  try {
    const algorithm = { name: 'AES-GCM', iv, additionalData: bound };
    const plain = new Uint8Array(await crypto.subtle.decrypt(algorithm, unlocked, bytes));
    const kept = JSON.parse(new TextDecoder().decode(plain));
    plain.fill(0);
    return kept;
  } catch {
    throw new KeyringError('wrong-passphrase');
  }
}
