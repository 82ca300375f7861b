// What this browser keeps until the service has confirmed it (decision 11): the changes of widgets/outbox, in
// IndexedDB, for all tabs of this origin.
//
// A change counts as kept at its transaction's `complete`, with strict durability; nothing but the store is awaited
// inside of one. Of several tabs the one with the claim sends a change: a claim is a transaction of its own, so the
// store's order is the mutex. Whether the owner of a claim still lives is seen from a Web Lock it holds meanwhile;
// without Web Locks a claim ends by its time. Tabs tell each other to look again and nothing else.
//
// A browser may close the database under a page, or throw everything away. It is then opened again, and what this tab
// knows to wait is put back; only who deletes the database by name wants it gone. Two versions of the widgets may be
// in two tabs: the newer one changes the schema (store-schema.js), the older one then writes nothing any more.
import { openDB } from 'idb';
import { database, schema, table, upgrade } from './store-schema.js';

const hintChannel = 'threat-response-widgets:changes';
const lockPrefix = 'threat-response-widgets:sender:';
/** What says that a database was closed. */
const closing = ['InvalidStateError', 'UnknownError'];
/** Milliseconds before each further try with a database that the browser has closed: within a second in all. */
const pauses = [0, 50, 100, 200, 400];
/** Milliseconds that an older version in another tab has to let go of the database. */
const patience = 2000;
/** Milliseconds between two openings only because the browser has closed it. */
const leastBetween = 1000;

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

/**
 * Why nothing is kept on this device at present; '' when it is. `newer`: by a version of the widgets newer than this
 * one; `older`: an older one in another tab does not let go of it; `full`; `refused`: by the browser
 * @typedef {'' | 'newer' | 'older' | 'full' | 'refused'} Trouble
 */

/** @typedef {import('idb').IDBPObjectStore<any, ['changes'], 'changes', 'readwrite'>} Changes */

/** The case of a change: all its changes have the id, or none. @param {Kept} change */
const caseOf = ({ case_id, external_id }) => case_id || external_id;

/** Its place, and whose it is: nothing that the maker of a change says again. @param {Kept} kept */
const claimOf = ({ seq, owner, until, claimed_at, claims }) => ({
  seq, claims, ...(owner === undefined ? {} : { owner, until, claimed_at }),
});

/** Seconds that a claim may be younger than a question, which waits for its turn. Tabs have one clock. */
const apart = 1;

/**
 * A claim of later than now was made before the clock was set back: it counts from now.
 * @param {Kept} kept
 * @param {number} now
 * @returns {Kept} the same when its times stand
 */
function countedFrom(kept, now) {
  const { claimed_at = 0, until = 0 } = kept;
  const ahead = claimed_at - now;
  return ahead > apart ? { ...kept, claimed_at: now, until: until - ahead } : kept;
}

/** @param {unknown} error of the database @returns {Trouble} */
function troubleOf(error) {
  const { name = '' } = /** @type {Partial<Error>} */ (error ?? {});
  return name === 'VersionError' ? 'newer' : name === 'BlockedError' ? 'older' :
    name === 'QuotaExceededError' ? 'full' : 'refused';
}

/** @returns {Promise<Set<string>>} the tabs that are sending; undefined where nobody can know */
async function liveSenders() {
  const held = (await navigator.locks.query()).held ?? [];
  return new Set(held.flatMap(({ name }) => (name?.startsWith(lockPrefix) ? [name.slice(lockPrefix.length)] : [])));
}

/**
 * What waits in the database of a newer version, as far as this one knows it: so that what is shown to wait here is
 * what waits. It is only read, and closed at once.
 * @returns {Promise<Kept[]>}
 */
async function readNewer() {
  const db = await openDB(database);
  try {
    const all = db.objectStoreNames.contains(table) ? await db.getAll(table) : [];
    return all.filter((one) => typeof one?.id === 'string');
  } finally {
    db.close();
  }
}

/**
 * @template T
 * @param {import('idb').IDBPDatabase} db
 * @param {(all: Changes) => Promise<T>} change
 * @returns {Promise<T>} at the transaction's `complete`
 */
async function written(db, change) {
  const transaction = db.transaction(table, 'readwrite', { durability: 'strict' });
  const done = transaction.done;
  try {
    const result = await change(transaction.objectStore(table));
    await done;
    return result;
  } catch (error) {
    try { transaction.abort(); } catch { /* it has ended already */ }
    await done.catch(() => undefined);
    throw transaction.error ?? error; // of a full disk the request says less
  }
}

export class Store {
  #owner;
  #changed;
  #troubled;
  /** @type {Trouble} */
  #trouble = '';
  /** What this tab knows to wait, by id and in order. @type {Map<string, Kept>} */
  #known = new Map();
  /** @type {Promise<import('idb').IDBPDatabase> | undefined} */
  #open;
  #wasOpen = false;
  /** When it was last looked at again because the browser had closed it, of the page's clock. */
  #closedAt = -Infinity;
  /** Looks at it again. @type {ReturnType<typeof setTimeout> | undefined} */
  #again;
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
   * @param {() => void} changed another tab has changed the store, or it is there again
   * @param {(trouble: Trouble) => void} [troubled] it is another than before
   */
  constructor(owner, changed, troubled = () => {}) {
    this.#owner = owner;
    this.#changed = changed;
    this.#troubled = troubled;
    this.listen();
  }

  /** Hears other tabs again. A channel that listens keeps a page out of the back/forward cache: see `close`. */
  listen() {
    if (this.#hints) return;
    this.#hints = new BroadcastChannel(hintChannel);
    this.#hints.addEventListener('message', () => this.#changed());
  }

  close() {
    clearTimeout(this.#again);
    this.#again = undefined;
    this.#hints?.close();
    this.#hints = undefined;
  }

  /** All changes, in the order in which they were made. @returns {Promise<Kept[]>} */
  async list() {
    const kept = await this.#use((db) => db.getAll(table)).catch((error) => {
      if (troubleOf(error) !== 'newer') throw error;
      return readNewer();
    });
    const own = /** @type {const} */ (['owner', 'until', 'claimed_at', 'seq']);
    for (const one of kept) for (const name of own) delete one[name];
    this.#known = new Map(kept.map((one) => [one.id, one]));
    return kept;
  }

  /** Whether anything waits, without making a database that is not there. */
  static async isEmpty() {
    const all = await indexedDB.databases?.();
    if (all && !all.some(({ name }) => name === database)) return true;
    let isThere = true;
    // Where databases cannot be listed the browser would make an empty one, without a table.
    const opening = openDB(database, undefined, { upgrade: (_db, _old, _new, transaction) => {
      isThere = false;
      transaction.done.catch(() => undefined);
      transaction.abort();
    } });
    const db = await opening.catch((error) => {
      if (isThere) throw error;
    });
    if (!db) return true;
    try {
      return !db.objectStoreNames.contains(table) || await db.count(table) === 0;
    } finally {
      db.close();
    }
  }

  /** One transaction: all of them or none. @param {Kept[]} changes new ones, or in the place of those they were */
  async save(changes) {
    await this.#put(changes, true);
    this.#say(''); // a full disk too has room again
  }

  /** Those of them that are there: what has been dropped meanwhile stays so. @param {Kept[]} changes */
  async update(changes) {
    await this.#put(changes, false);
  }

  /** @param {Kept[]} changes @param {boolean} adds those that are not there */
  async #put(changes, adds) {
    const put = await this.#write(async (all) => {
      const those = [];
      for (const change of changes) {
        const kept = /** @type {Kept | undefined} */ (await all.index('id').get(change.id));
        if (!kept && !adds) continue;
        await all.put(kept ? { ...change, ...claimOf(kept) } : change);
        those.push(change);
      }
      return those;
    });
    for (const change of put) this.#known.set(change.id, change);
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
      const found = /** @type {Kept | undefined} */ (await all.index('id').get(id));
      if (!found) return undefined;
      const ofCase = /** @type {Kept[]} */ (await all.getAll()).filter((one) => caseOf(one) === caseOf(found));
      const counted = ofCase.map((one) => countedFrom(one, now));
      // Kept, or each question would begin it anew.
      for (const one of counted) if (!ofCase.includes(one)) await all.put(one);
      const other = counted.find((one) => isHeld(one));
      const kept = counted.find((one) => one.id === id) ?? found;
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
    for (const id of ids) this.#known.delete(id);
    for (const one of this.#known.values())
      if (externalId && one.external_id === externalId && !one.case_id) one.case_id = caseId;
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
  async #write(change) {
    try {
      const result = await this.#use((db) => written(db, change));
      if (this.#trouble !== 'full') this.#say(''); // a claim of what was not kept writes nothing
      return result;
    } catch (error) {
      this.#say(troubleOf(error));
      throw error;
    }
  }

  /** @param {Trouble} trouble */
  #say(trouble) {
    if (trouble === this.#trouble) return;
    this.#trouble = trouble;
    this.#troubled(trouble);
  }

  /**
   * The browser closes a database when people clear its data, when its process dies, or for a newer version of the
   * widgets in another tab: then it is opened anew.
   * @template T
   * @param {(db: import('idb').IDBPDatabase) => Promise<T>} action
   */
  async #use(action) {
    for (const pause of pauses) {
      try {
        return await action(await this.#database());
      } catch (error) {
        if (!(error instanceof DOMException) || !closing.includes(error.name)) throw error;
        this.#open = undefined;
        if (!this.#wasOpen) break; // where there is no storage nobody waits for it
        await new Promise((resolve) => { setTimeout(resolve, pause); });
      }
    }
    return action(await this.#database());
  }

  #database() {
    this.#open ??= this.#opened();
    return this.#open;
  }

  async #opened() {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    let isBlocked = () => {};
    /** @type {Promise<never>} */
    const blocked = new Promise((_, reject) => {
      isBlocked = () => {
        timer ??= setTimeout(() => reject(new DOMException('An older version holds it.', 'BlockedError')), patience);
      };
    });
    const opening = openDB(database, schema, {
      upgrade: (db, from, _to, transaction) => {
        upgrade(db, from);
        if (from === 0) for (const one of this.#known.values()) transaction.objectStore(table).put(one);
      },
      blocked: () => isBlocked(),
      blocking: (_from, to, event) => this.#asked(/** @type {IDBDatabase} */ (event.target), to),
      terminated: () => this.#closed(),
    });
    try {
      const db = await Promise.race([opening, blocked]);
      this.#wasOpen = true;
      if (this.#trouble !== 'full') this.#say('');
      return db;
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble === 'newer' || trouble === 'older') this.#say(trouble);
      // As long as it is held nobody asks for it again: it comes by itself.
      if (trouble === 'older') opening.then((db) => this.#freed(db), () => { this.#open = undefined; });
      else this.#open = undefined;
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** The older version has let go of it. @param {import('idb').IDBPDatabase} db */
  #freed(db) {
    this.#wasOpen = true;
    this.#open = Promise.resolve(db);
    this.#say('');
    this.#changed();
  }

  /**
   * Another tab waits for this one to let go of it.
   * @param {IDBDatabase} db
   * @param {number | null} schemaWanted null: it is deleted
   */
  #asked(db, schemaWanted) {
    db.close();
    this.#open = undefined;
    if (schemaWanted === null) {
      this.#known.clear(); // who deletes it by name means it
      return;
    }
    for (const id of [...this.#claimed]) this.#release(id); // what it is sending it cannot bring to its end any more
    this.#say('newer');
  }

  /** The browser has closed it, and perhaps thrown it away. */
  #closed() {
    this.#open = undefined;
    if (this.#again) return;
    // A browser that throws it away may close it a second time, opened anew in between: so nobody stops here. One that
    // is closed as often as it is opened is opened once a second.
    const wait = Math.max(0, this.#closedAt + leastBetween - performance.now());
    const look = () => {
      this.#again = undefined;
      this.#closedAt = performance.now();
      this.#changed();
    };
    if (wait === 0) look();
    else this.#again = setTimeout(look, wait);
  }
}
