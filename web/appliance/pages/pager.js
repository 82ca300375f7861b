// Which rows of how many are shown, and the way to the others.
import { button, choice, element, labelled } from './dom.js';

const number = new Intl.NumberFormat('en-US');
export const SIZES = [10, 25, 50, 100];

export class Pager {
  element = element('div', '', 'pager');
  #where = element('span', '', 'note');
  #previous;
  #next;
  #step = 0;

  /**
   * @param {number} limit
   * @param {(change: {by: number} | {limit: number}) => void} turn
   */
  constructor(limit, turn) {
    this.element.setAttribute('role', 'group');
    this.element.setAttribute('aria-label', 'Pages');
    const way = (/** @type {string} */ text, /** @type {1 | -1} */ direction) => {
      const made = button(text, () => made.ariaDisabled !== 'true' && turn({ by: direction * this.#step }));
      return made;
    };
    this.#previous = way('Previous', -1);
    this.#next = way('Next', 1);
    this.#where.setAttribute('role', 'status');
    const sizes = [...new Set([...SIZES, limit])].sort((a, b) => a - b);
    const size = choice(sizes.map((rows) => [String(rows), String(rows)]), String(limit),
      (rows) => turn({ limit: Number(rows) }));
    this.element.append(labelled('Rows per page', size), this.#where, this.#previous, this.#next);
  }

  /** @param {number} offset @param {number} limit @param {number} total */
  show(offset, limit, total) {
    this.#step = limit;
    const last = Math.min(offset + limit, total);
    const where = `${number.format(Math.min(offset + 1, last))}–${number.format(last)} of ${number.format(total)}`;
    // A status is read out when it is set, even to what it says already.
    if (this.#where.textContent !== where) this.#where.textContent = where;
    // Disabled in a way that keeps the focus where it is.
    this.#previous.setAttribute('aria-disabled', String(offset === 0));
    this.#next.setAttribute('aria-disabled', String(last >= total));
  }
}
