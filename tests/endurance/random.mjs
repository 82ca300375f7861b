// Chance that can be had again: a course of events is made from one number, which is printed.

/** @returns {number} from the environment variable TR_SEED, else a new one */
export function seedOfRun() {
  const wanted = Number(process.env.TR_SEED);
  return Number.isInteger(wanted) && wanted > 0 ? wanted : 1 + Math.floor(Math.random() * 1e9);
}

/** Mulberry32, a generator of 32 bits. */
export class Chance {
  #state;

  /** @param {number} seed */
  constructor(seed) {
    this.#state = seed >>> 0;
  }

  /** @returns {number} from 0 to below 1 */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** @param {number} count @returns {number} a whole one, 0 to below `count` */
  below(count) {
    return Math.floor(this.next() * count);
  }

  /** @template T @param {readonly T[]} list not empty @returns {T} */
  one(list) {
    return list[this.below(list.length)];
  }

  /**
   * @template {string} Name
   * @param {Record<Name, number>} weights
   * @returns {Name} as often as it weighs
   */
  weighed(weights) {
    const entries = /** @type {[Name, number][]} */ (Object.entries(weights));
    let at = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [name, weight] of entries) if ((at -= weight) < 0) return name;
    return entries[0][0];
  }
}
