// What begins every analyst's work in one of the three browsers, by keyboard.
import { startAppliance } from '../conformance/appliance.mjs';
import { startDisplay } from './display.mjs';
import { personAt } from './person.mjs';

/** @typedef {import('../conformance/appliance.mjs').Appliance} Appliance */
/** @typedef {import('./browsers.mjs').Browser} Browser */
/** @typedef {{appliance: Appliance, browser: Browser, person: import('./person.mjs').Person}} Desk */

/** Milliseconds, on a busy machine. */
const patience = 30_000;

/**
 * Somebody at a browser with a service of their own, both ended with what they do there.
 * @param {(display: import('./display.mjs').Display) => Promise<Browser>} start
 * @param {(desk: Desk) => Promise<unknown>} work
 * @param {{controls?: boolean}} [options] `controls`: of the service's faults
 */
export async function atDesk(start, work, { controls = false } = {}) {
  /** @type {(() => Promise<unknown>)[]} the last begun first */
  const ends = [];
  try {
    // One each: of the windows on a screen one alone is active, and in WebKit nothing has the focus in another.
    const display = await startDisplay();
    ends.unshift(display.close);
    const appliance = await startAppliance({ controls });
    ends.unshift(appliance.stop);
    const browser = await start(display);
    ends.unshift(browser.close);
    await work({ appliance, browser, person: personAt(browser) });
  } finally {
    for (const end of ends) await end();
  }
}

/** @param {() => Promise<unknown>} isSo @param {string} what */
export async function until(isSo, what) {
  for (const end = Date.now() + patience; !await isSo();) {
    if (Date.now() > end) throw new Error(`${what} has not come`);
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
}

/**
 * @param {import('./person.mjs').Person} person
 * @param {Appliance} appliance
 */
export async function logIn(person, { appliance, operators: [who] }) {
  await person.open(`${appliance}/reports/incoming-mail-domains`);
  await person.hasFocus('textbox', /^User name/);
  await person.type(String(who?.name));
  await person.press('Tab');
  await person.hasFocus('textbox', /^Password/);
  await person.type(String(who?.password));
  await person.press('Enter');
}

/**
 * From the pivot button to a new case.
 * @param {import('./person.mjs').Person} person
 * @param {Appliance} appliance
 */
export async function addToNewCase(person, { client_id, client_password }) {
  await person.use('button', /^Actions for bit\.ly$/);
  await person.hasFocus('textbox', /^Client ID/);
  await person.type(client_id);
  await person.press('Tab');
  await person.hasFocus('textbox', /^Client Password/);
  await person.type(client_password);
  await person.press('Enter');
  await person.hasFocus('menuitem', /^Add to New Case/);
  await person.press('Enter');
  await person.sees('status', /bit\.ly is now in Casebook/);
  await person.hasFocus('button', /^Actions for bit\.ly$/);
}

/** Into the open case. @param {import('./person.mjs').Person} person @param {string} text */
export async function addNote(person, text) {
  await person.use('tab', /^About$/);
  await person.goTo('textbox', /^New note/);
  await person.type(text);
  await person.use('button', /^Add note$/);
}
