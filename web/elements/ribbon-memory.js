// One record in localStorage: the ribbon is on the next page, after a reload and in other tabs as it was left here.
// Without storage it just does not outlive the page.
import { isNewer, readRecord, writeRecord } from './ribbon-record.js';

/** @typedef {import('./ribbon-record.js').RibbonRecord} RibbonRecord */

const key = 'threat-response-widgets:ribbon';

export class RibbonMemory {
  #record = readRecord(null);
  #changed;

  /** @param {(before: RibbonRecord) => void} changed the record is another now, by whomever */
  constructor(changed) {
    this.#changed = changed;
  }

  get record() {
    return this.#record;
  }

  /** Reads, and goes on reading what other tabs write. @param {AbortSignal} signal */
  start(signal) {
    this.#record = readRecord(stored());
    addEventListener('storage', (event) => {
      // Without a key everything was cleared.
      if (event.storageArea === storage() && (event.key === key || event.key === null)) this.#take(event.newValue);
    }, { signal });
    // A page that was frozen in the history heard nothing.
    addEventListener('pageshow', ({ persisted }) => { if (persisted) this.#take(stored()); }, { signal });
  }

  /** @param {Partial<RibbonRecord>} part */
  keep(part) {
    const before = this.#record;
    this.#record = { ...before, ...part };
    const text = writeRecord(this.#record);
    if (text === writeRecord(before)) return;
    try {
      if (!isNewer(stored())) storage()?.setItem(key, text);
    } catch {
      // Full, or not allowed.
    }
    this.#changed(before);
  }

  /** @param {string | null} text */
  #take(text) {
    const before = this.#record;
    this.#record = readRecord(text);
    if (writeRecord(before) !== writeRecord(this.#record)) this.#changed(before);
  }
}

/** Reading the property throws where the user blocks storage. */
function storage() {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

function stored() {
  try {
    return storage()?.getItem(key) ?? null;
  } catch {
    return null;
  }
}
