// Numbers that look random and are the same for the same seed: a failing test can be run again.

/**
 * Mulberry32.
 * @param {number} seed
 * @returns {() => number} each call gives the next one, from 0 to below 1
 */
export function random(seed) {
  let state = (seed * 0x9E3779B9) >>> 0;
  return () => {
    state = (state + 0x6D2B79F5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
