// The way from a test into its pages.
import { makeEyes } from './eyes.js';
import { makeHands } from './hands.js';
import { hearKept } from './kept.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('./hands.js').Hands} Hands */

/** Milliseconds for what a person waits to see, and for a change to be kept; the machine may be busy. */
const toBeSeen = 5000, toBeKept = 8000;

/** For `addInitScript`: gives a page its hands. */
export const handsScript = {
  content: `globalThis.trHands = (${makeHands})((${makeEyes})(${toBeSeen}), (${hearKept})(${toBeKept}), ${toBeSeen});`,
};

/**
 * What the hands in a page do.
 * @template {keyof Hands} Name
 * @param {Page} page
 * @param {Name} name
 * @param {Parameters<Hands[Name]>} words
 * @returns {Promise<Awaited<ReturnType<Hands[Name]>>>}
 */
export const hands = (page, name, ...words) => page.evaluate(
  ([what, list]) => /** @type {any} */ (globalThis).trHands[what](...list), /** @type {const} */ ([name, words]));
