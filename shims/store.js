// What this browser keeps until the service has confirmed it (decision 11): the changes of widgets/outbox, in
// IndexedDB, for all tabs of this origin.
//
// A change counts as kept at its transaction's `complete`, with strict durability; nothing but the store is awaited
// inside of one. Of several tabs the one with the claim sends a change: a claim is a transaction of its own, so the
// store's order is the mutex. Whether the owner of a claim still lives is seen from a Web Lock it holds meanwhile;
// without Web Locks a claim ends by its time. Tabs tell each other to look again and nothing else.
import { openDB } from 'idb';

const database = 'threat-response-widgets', version = 1, table = 'changes';
const hintChannel = 'threat-response-widgets:changes';
const lockPrefix = 'threat-response-widgets:sender:';

/**
 * @typedef {object} Kept a record: a change as widgets/outbox/change.h writes it, and whose it is
 * @property {string} id
 * @property {string} case_id
 * @property {string} external_id
 * @property {number} claims how often it was perhaps sent
 * @property {number} [seq] the order in which changes were made
 * @property {string} [owner] the tab that has claimed it
 * @property {number} [until] the end of the claim, seconds since 1970
 * @property {number} [claimed_at]
 */

/** @typedef {import('idb').IDBPObjectStore<any, ['changes'], 'changes', 'readwrite'>} Changes */

/** The case of a change: all its changes have the id, or none. @param {Kept} change */
const caseOf = ({ case_id, external_id }) => case_id || external_id;

/** Its place, and whose it is: nothing that the maker of a change says again. @param {Kept} kept */
const claimOf = ({ seq, owner, until, claimed_at, claims }) => ({
  seq, claims, ...(owner === undefined ? {} : { owner, until, claimed_at }),
});

/** @returns {Promise<Set<string>>} the tabs that are sending; undefined where nobody can know */
async function liveSenders() {
  const held = (await navigator.locks.query()).held ?? [];
  return new Set(held.flatMap(({ name }) => (name?.startsWith(lockPrefix) ? [name.slice(lockPrefix.length)] : [])));
}

export class Store {
  #owner;
  #changed;
  /** @type {Promise<import('idb').IDBPDatabase> | undefined} */
  #open;
  /** @type {BroadcastChannel | undefined} */
  #hints;
  /**
   * This tab's lock, asked for or held. Asked for a second time this tab would wait for itself.
   * @type {Promise<void> | undefined}
   */
  #lock;
  /** Ends it. @type {(() => void) | undefined} */
  #letGo;
  /** @type {Set<string>} */
  #claimed = new Set();

  /**
   * @param {string} owner this tab, unlike any other
   * @param {() => void} changed another tab has changed the store
   */
  constructor(owner, changed) {
    this.#owner = owner;
    this.#changed = changed;
    this.listen();
  }

  /** Hears other tabs again. A channel that listens keeps a page out of the back/forward cache: see `close`. */
  listen() {
    if (this.#hints) return;
    this.#hints = new BroadcastChannel(hintChannel);
    this.#hints.addEventListener('message', () => this.#changed());
  }

  close() {
    this.#hints?.close();
    this.#hints = undefined;
  }

  /** All changes, in the order in which they were made. @returns {Promise<Kept[]>} */
  async list() {
    const kept = await this.#use((db) => db.getAll(table));
    const own = /** @type {const} */ (['owner', 'until', 'claimed_at', 'seq']);
    for (const one of kept) for (const name of own) delete one[name];
    return kept;
  }

  /** Whether anything waits, without making a database that is not there. */
  static async isEmpty() {
    const all = await indexedDB.databases?.();
    if (all && !all.some(({ name }) => name === database)) return true;
    const db = await openDB(database);
    try {
      return !db.objectStoreNames.contains(table) || await db.count(table) === 0;
    } finally {
      db.close();
    }
  }

  /** One transaction: all of them or none. @param {Kept[]} changes new ones, or in the place of those they were */
  async save(changes) {
    await this.#write(async (all) => {
      for (const change of changes) {
        const kept = /** @type {Kept | undefined} */ (await all.index('id').get(change.id));
        await all.put(kept ? { ...change, ...claimOf(kept) } : change);
      }
    });
    this.#tell();
  }

  /**
   * Claims a change for this tab, unless another one that lives has a change of the same case, or somebody has perhaps
   * sent it just now. Other tabs are not told: for them nothing has changed.
   * @param {{id: string, until: number, linger: number}} wanted
   * @returns {Promise<{claims: number} | {until: number} | undefined>} how often it was claimed, or when to ask again;
   *   nothing when it is gone
   */
  async claim({ id, until, linger }) {
    await this.#hold(id);
    const asked = Date.now() / 1000;
    const live = await liveSenders().catch(() => undefined);
    const now = Date.now() / 1000;
    // A tab that has claimed something since the question was not seen to live by it.
    const isHeld = (/** @type {Kept} */ { owner, until: end = 0, claimed_at = 0 }) =>
      owner && owner !== this.#owner && end > now && (!live || live.has(owner) || claimed_at >= asked);
    const decide = async (/** @type {Changes} */ all) => {
      const kept = /** @type {Kept | undefined} */ (await all.index('id').get(id));
      if (!kept) return undefined;
      const others = /** @type {Kept[]} */ (await all.getAll());
      const other = others.find((one) => isHeld(one) && caseOf(one) === caseOf(kept));
      const { claims = 0, claimed_at = 0 } = kept;
      if (other) return { until: other.until ?? until };
      if (claims > 0 && now < claimed_at + linger) return { until: claimed_at + linger };
      await all.put({ ...kept, owner: this.#owner, until, claims: claims + 1, claimed_at: now });
      return { claims: claims + 1 };
    };
    const answer = await this.#write(decide).catch((error) => {
      this.#release(id);
      throw error;
    });
    if (!answer?.claims) this.#release(id);
    return answer;
  }

  /**
   * Anybody may claim it again.
   * @param {string} id
   * @param {boolean} surelyNotDone
   */
  async release(id, surelyNotDone) {
    this.#release(id); // first: the next claim of it may be on its way already
    await this.#write(async (all) => {
      const kept = /** @type {Kept | undefined} */ (await all.index('id').get(id));
      if (kept?.owner !== this.#owner) return;
      await all.put({ ...kept, owner: '', claims: surelyNotDone ? 0 : kept.claims });
    });
    this.#tell();
  }

  /**
   * They are done or given up. The other changes of a case that has got its id are told it.
   * @param {string[]} ids
   * @param {string} externalId
   * @param {string} caseId
   */
  async drop(ids, externalId, caseId) {
    await this.#write(async (all) => {
      for (const id of ids) {
        const seq = await all.index('id').getKey(id);
        if (seq !== undefined) await all.delete(seq);
      }
      if (!externalId) return;
      for (const kept of /** @type {Kept[]} */ (await all.getAll())) {
        if (kept.external_id === externalId && !kept.case_id) await all.put({ ...kept, case_id: caseId });
      }
    });
    for (const id of ids) this.#release(id);
    this.#tell();
  }

  /** Holds this tab's lock as long as any change is claimed by it. @param {string} id */
  async #hold(id) {
    this.#claimed.add(id);
    if (!navigator.locks) return;
    this.#lock ??= new Promise((held) => {
      navigator.locks.request(lockPrefix + this.#owner, () => {
        held();
        if (this.#claimed.size > 0) return new Promise((letGo) => { this.#letGo = () => letGo(undefined); });
        this.#lock = undefined; // nobody needs it any more
        return undefined;
      }).catch(() => held());
    });
    await this.#lock;
  }

  /** @param {string} id */
  #release(id) {
    this.#claimed.delete(id);
    if (this.#claimed.size > 0 || !this.#letGo) return;
    this.#letGo();
    this.#letGo = undefined;
    this.#lock = undefined;
  }

  /** Other tabs look again. */
  #tell() {
    this.#hints?.postMessage('');
  }

  /**
   * @template T
   * @param {(all: Changes) => Promise<T>} change
   * @returns {Promise<T>} at the transaction's `complete`
   */
  #write(change) {
    return this.#use(async (db) => {
      const transaction = db.transaction(table, 'readwrite', { durability: 'strict' });
      const done = transaction.done;
      try {
        const result = await change(transaction.objectStore(table));
        await done;
        return result;
      } catch (error) {
        try { transaction.abort(); } catch { /* it has ended already */ }
        await done.catch(() => undefined);
        throw error;
      }
    });
  }

  /**
   * The browser closes a database when people clear its data, when its process dies, or for a newer version of the
   * widgets in another tab: then it is opened anew, once.
   * @template T
   * @param {(db: import('idb').IDBPDatabase) => Promise<T>} action
   */
  async #use(action) {
    try {
      return await action(await this.#database());
    } catch (error) {
      if (!(error instanceof DOMException) || !['InvalidStateError', 'UnknownError'].includes(error.name)) throw error;
      this.#open = undefined;
      return action(await this.#database());
    }
  }

  #database() {
    const forget = () => { this.#open = undefined; };
    this.#open ??= openDB(database, version, {
      upgrade: (db) => {
        const changes = db.createObjectStore(table, { keyPath: 'seq', autoIncrement: true });
        changes.createIndex('id', 'id', { unique: true });
      },
      blocking: (_old, _new, event) => {
        /** @type {IDBDatabase} */ (event.target).close();
        forget();
      },
      terminated: forget,
    });
    this.#open.catch(forget);
    return this.#open;
  }
}
