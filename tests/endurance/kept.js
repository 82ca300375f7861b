// Hearing when IndexedDB says that a change is kept: what runs in the page of an endurance test.

/**
 * @typedef {object} Kept a change as the store keeps it
 * @property {string} id
 * @property {string} kind
 * @property {string} external_id
 * @property {string} case_id
 * @property {{text: string}} [note]
 * @property {{type: string, value: string}[]} [observables]
 * @property {string} [field]
 * @property {string} [after]
 * @property {number} [place] in the order of the store, when it was kept
 */
/** @typedef {ReturnType<typeof hearKept>} Memory */

/**
 * The page is given its text: it uses nothing from outside of it.
 * @param {number} patience milliseconds for which a change is waited for
 */
export function hearKept(patience) {
  /** @type {{trKept?: (change: Kept) => void}} */
  const page = /** @type {any} */ (globalThis);
  /** Of this page, by id: a change that is kept again has perhaps another text. @type {Map<string, string>} */
  const kept = new Map();
  /** @type {Set<(change: Kept) => void>} */
  const listeners = new Set();

  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (value, key) {
    const { seq, ...change } = value;
    for (const name of ['owner', 'until', 'claimed_at', 'claims']) delete change[name];
    const text = JSON.stringify(change);
    const request = key === undefined ? put.call(this, value) : put.call(this, value, key);
    if (kept.get(value.id) !== text) {
      this.transaction.addEventListener('complete', () => {
        kept.set(value.id, text);
        page.trKept?.({ ...change, place: request.result });
        if (seq === undefined) for (const listener of listeners) listener(change); // else it is claimed, or answered
      });
    }
    return request;
  };

  /**
   * @param {(change: Kept) => boolean} wanted
   * @param {() => Promise<unknown>} doIt
   * @returns {Promise<{kept: Promise<Kept>}>} when it is done; `kept`: the change that comes of it, when that is kept
   */
  const change = async (wanted, doIt) => {
    let stop = () => {};
    /** @type {Promise<Kept>} */
    const kept = new Promise((resolve, reject) => {
      const hear = (/** @type {Kept} */ one) => { if (wanted(one)) resolve(one); };
      const timer = setTimeout(() => reject(new Error('what was done is not kept')), patience);
      listeners.add(hear);
      stop = () => {
        listeners.delete(hear);
        clearTimeout(timer);
      };
    });
    kept.catch(() => undefined).finally(stop); // whoever waits for it hears of it
    try {
      await doIt();
    } catch (error) {
      stop();
      throw error;
    }
    return { kept };
  };

  /** @returns {Promise<number>} */
  const stored = () => new Promise((resolve, reject) => {
    const opening = indexedDB.open('threat-response-widgets');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const db = opening.result;
      if (!db.objectStoreNames.contains('changes')) return resolve(0);
      const count = db.transaction('changes').objectStore('changes').count();
      count.onsuccess = () => {
        db.close();
        resolve(count.result);
      };
      count.onerror = () => reject(count.error);
      return undefined;
    };
  });

  return { change, stored };
}
