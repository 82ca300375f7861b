// Somebody at a keyboard: goes to what has a role and a name, types, and waits for what must come.
import { makeFinder } from './finder.js';

/** Milliseconds, on a busy machine. */
const patience = 20_000;

/** @typedef {ReturnType<typeof personAt>} Person */

/** @param {import('./browsers.mjs').Browser} browser */
export function personAt(browser) {
  /** @param {string} what @param {string[]} words */
  const look = (what, ...words) =>
    browser.look(`(${makeFinder})().${what}(${words.map((one) => JSON.stringify(one)).join(', ')})`);

  /** @param {string} what @param {string} role @param {RegExp} name */
  const until = async (what, role, name) => {
    const end = Date.now() + patience;
    for (;;) {
      // A page that is just being left cannot be looked into.
      const seen = await look(what, role, name.source).catch((/** @type {Error} */ error) => {
        if (Date.now() > end) throw error;
        return false;
      });
      if (seen) return;
      if (Date.now() > end) {
        throw new Error(`${what} ${role} ${name} has not come true; there are: ${await look('names', role)}`);
      }
      await new Promise((resolve) => { setTimeout(resolve, 30); });
    }
  };

  return {
    open: browser.open,
    type: browser.type,
    press: browser.press,
    /** Now; a page that is just being left has nothing. @param {string} role @param {RegExp} name */
    isThere: (role, name) => look('sees', role, name.source).catch(() => false),
    /** @param {string} role @param {RegExp} name */
    sees: (role, name) => until('sees', role, name),
    /** @param {string} role @param {RegExp} name */
    hasFocus: (role, name) => until('hasFocus', role, name),
    /** @param {string} role @param {RegExp} name */
    goTo: (role, name) => until('focuses', role, name),
    /** Where it is there; it may go at any moment. @param {string} role @param {RegExp} name */
    async useIfThere(role, name) {
      if (await look('focuses', role, name.source).catch(() => false)) await browser.press('Enter');
    },
    /** @param {string} role @param {RegExp} name @param {import('./browsers.mjs').KeyName} [key] */
    async use(role, name, key = 'Enter') {
      await until('focuses', role, name);
      await browser.press(key);
    },
  };
}
