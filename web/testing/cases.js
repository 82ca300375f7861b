// The cases that the embedded service holds, as another program would make and read them.
import { tokenFrom } from './session.js';

/** @typedef {import('./program.js').Told} Told */
/** @typedef {{type: string, value: string}} Observable */
/**
 * @typedef {object} NewCase what CTIM calls a casebook; other members go to the service as they are
 * @property {string} title
 * @property {string} [short_description]
 * @property {string} [description]
 * @property {'white' | 'green' | 'amber' | 'red'} [tlp] who may see it; amber when it does not say
 * @property {Observable[]} [observables]
 * @property {{type: string, text: string}[]} [texts] notes
 */
/** @typedef {NewCase & {id: string, observables: Observable[]}} StoredCase */

const pageSize = 100;

export class Cases {
  #told;

  /** @param {Told} told */
  constructor(told) {
    this.#told = told;
  }

  /**
   * Makes cases of the first user, one after the other: the last is the newest. A search finds them at once.
   * @param {...NewCase} cases
   * @returns {Promise<StoredCase[]>}
   */
  async add(...cases) {
    const made = [];
    for (const one of cases) {
      const body = JSON.stringify({ type: 'casebook', tlp: 'amber', ...one });
      const reply = await this.#ask('POST', '?wait_for=true', body);
      if (reply.status !== 201) {
        throw new Error(`The case “${one.title}” was refused with ${reply.status}: ${await reply.text()}`);
      }
      made.push({ observables: [], ...await reply.json() });
    }
    return made;
  }

  /**
   * All that the first user may read, newest first. As in the service, what was written in the last second may be
   * missing: ask again, as `expect.poll` does.
   * @returns {Promise<StoredCase[]>}
   */
  async list() {
    const all = [];
    for (let total = 1; all.length < total;) {
      const reply = await this.#ask('GET',
        `/search?sort_by=timestamp&sort_order=desc&limit=${pageSize}&offset=${all.length}`);
      if (!reply.ok) throw new Error(`The list of cases answered ${reply.status}: ${await reply.text()}`);
      const page = await reply.json();
      total = page.length < pageSize ? 0 : Number(reply.headers.get('x-total-hits'));
      all.push(...page);
    }
    // Of one without observables the service says nothing about them.
    return all.map((/** @type {NewCase & {id: string}} */ one) => ({ observables: [], ...one }));
  }

  /** Those of exactly this title. @param {string} title */
  async named(title) {
    return (await this.list()).filter((one) => one.title === title);
  }

  /** Removes all of them. */
  async clear() {
    for (const { id } of await this.list()) {
      const reply = await this.#ask('DELETE', `/${id.slice(id.lastIndexOf('/') + 1)}?wait_for=true`);
      if (reply.status !== 204) throw new Error(`Removing a case answered ${reply.status}: ${await reply.text()}`);
    }
  }

  /** @param {string} method @param {string} path behind that of the cases @param {string} [body] */
  async #ask(method, path, body) {
    const token = await tokenFrom(this.#told.visibility, this.#told);
    const headers = { 'authorization': `Bearer ${token}`, 'content-type': 'application/json' };
    return fetch(`${this.#told.private_intel}/ctia/casebook${path}`, { method, headers, body });
  }
}
