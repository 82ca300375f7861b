// What every browser test starts from: the real appliance on free ports, contexts that report every breach of
// policy (policy-reports.js), and the steps of an analyst by role and name.
import { test as base, expect } from '@playwright/test';
import { logIn, startAppliance } from '../conformance/appliance.mjs';
import { policyReports } from './policy-reports.js';

export { expect };

/** @typedef {Awaited<ReturnType<typeof startAppliance>>} Appliance */
/** @typedef {'appliance' | 'tab' | 'device'} Place where the password is kept; without one, where the dialog says */

/**
 * @typedef {object} Analyst
 * @property {(path?: string) => Promise<void>} open a report page, its pivot buttons in place
 * @property {(value: string) => Promise<void>} pressPivot
 * @property {(password?: string, place?: Place) => Promise<void>} fillDialog
 * @property {(value: string, place?: Place) => Promise<void>} signIn through the pivot button of `value`
 */

export const domainsPage = '/reports/incoming-mail-domains';

export const test = /** @type {import('@playwright/test').TestType<
  import('@playwright/test').PlaywrightTestArgs & import('@playwright/test').PlaywrightTestOptions &
    {analyst: Analyst, policy: typeof import('./policy-reports.js').policyReports},
  import('@playwright/test').PlaywrightWorkerArgs & import('@playwright/test').PlaywrightWorkerOptions &
    {appliance: Appliance}>} */ (
  /** @type {any} */ (base).extend({
    // One a worker: tests make cases of their own and look only for those.
    appliance: [async (
      // eslint-disable-next-line no-empty-pattern -- the runner reads from the pattern what a fixture needs
      /** @type {object} */ {}, /** @type {(value: Appliance) => Promise<void>} */ use) => {
      const appliance = await startAppliance();
      await use(appliance);
      await appliance.stop();
    }, { scope: 'worker' }],

    // Logged in, and no API client is kept from the test before.
    context: async (
      /** @type {{context: import('@playwright/test').BrowserContext, appliance: Appliance}} */ { context, appliance },
      /** @type {(value: import('@playwright/test').BrowserContext) => Promise<void>} */ use) => {
      await forgetClients(appliance);
      await logInTo(appliance, context);
      await use(context);
    },

    // Whoever makes a context, this runner or a test, makes a watched one.
    browser: [async (
      /** @type {{browser: import('@playwright/test').Browser}} */ { browser },
      /** @type {(value: import('@playwright/test').Browser) => Promise<void>} */ use) => {
      const make = browser.newContext.bind(browser);
      browser.newContext = async (options) => policyReports.watch(await make(options));
      await use(browser);
    }, { scope: 'worker' }],

    policy: [async (
      // eslint-disable-next-line no-empty-pattern -- the runner reads from the pattern what a fixture needs
      /** @type {object} */ {}, /** @type {(value: typeof policyReports) => Promise<void>} */ use) => {
      await use(policyReports);
      const breaches = await policyReports.take();
      policyReports.count(breaches);
      policyReports.save();
      expect(breaches, 'no policy is breached and no script fails').toEqual([]);
    }, { auto: true }],

    analyst: async (
      /** @type {{page: import('@playwright/test').Page, appliance: Appliance}} */ { page, appliance },
      /** @type {(value: Analyst) => Promise<void>} */ use) => {
      await use(makeAnalyst(page, appliance));
    },
  }));

/**
 * The pages of a context are those of somebody who is logged in.
 * @param {Appliance} appliance
 * @param {import('@playwright/test').BrowserContext} context
 * @param {string} [cookie] of their session
 */
export async function logInTo(appliance, context, cookie = appliance.cookie) {
  const [name, value] = cookie.split('=');
  await context.addCookies([{ name, value, url: appliance.appliance, httpOnly: true, sameSite: 'Strict' }]);
}

/**
 * A page of the other person who may log in, in a browser of their own.
 * @param {import('@playwright/test').Browser} browser
 * @param {Appliance} appliance
 */
export async function colleagueOf(browser, appliance) {
  const context = await browser.newContext();
  const cookie = await logIn(appliance.appliance, appliance.operators[1]);
  await forgetClients(appliance, cookie);
  await logInTo(appliance, context, cookie);
  return context.newPage();
}

/**
 * The appliance keeps no API client for whoever has the session.
 * @param {Appliance} appliance
 * @param {string} [cookie]
 */
async function forgetClients(appliance, cookie = appliance.cookie) {
  const reply = await fetch(`${appliance.appliance}/threat-response/clients`, {
    method: 'DELETE', headers: { cookie, origin: appliance.appliance } });
  expect(reply.status).toBe(204);
}

/**
 * @param {import('@playwright/test').Page} page
 * @param {Appliance} appliance
 * @returns {Analyst}
 */
export function makeAnalyst(page, appliance) {
  const pivot = (/** @type {string} */ value) =>
    page.getByRole('button', { name: `Actions for ${value}`, exact: true });
  const dialog = page.getByRole('dialog', { name: 'Login to use Casebook/Pivot Menu' });
  /** @type {Analyst} */
  const analyst = {
    async open(path = domainsPage) {
      await page.goto(appliance.appliance + path);
      await expect(page.getByRole('button', { name: /^Actions for / }).first()).toBeVisible();
    },
    async pressPivot(value) {
      await pivot(value).first().click();
    },
    async fillDialog(password = appliance.client_password, place) {
      await dialog.getByRole('textbox', { name: 'Client ID' }).fill(appliance.client_id);
      await dialog.getByLabel('Client Password').fill(password);
      if (place) await dialog.getByRole('combobox', { name: 'Keep the password in' }).selectOption(place);
      await dialog.getByRole('button', { name: 'Authenticate' }).click();
    },
    async signIn(value, place) {
      await analyst.pressPivot(value);
      await analyst.fillDialog(appliance.client_password, place);
      await expect(page.getByRole('menuitem', { name: 'Add to New Case' })).toBeVisible();
    },
  };
  return analyst;
}

/**
 * Until nothing in the widgets' shadow trees has changed for four frames: what was asked for has been drawn.
 * @param {import('@playwright/test').Page} page
 */
export async function settled(page) {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const roots = [...document.querySelectorAll('tr-ribbon, tr-gallery')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
    if (roots.length === 0) throw new Error('no widget is on the page');
    let quiet = 0;
    const observer = new MutationObserver(() => { quiet = 0; });
    for (const root of roots) {
      observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
    }
    while (quiet < 4) {
      quiet += 1;
      await new Promise((resolve) => { requestAnimationFrame(resolve); });
    }
    observer.disconnect();
  });
}

/**
 * A token of the demo client, as any other program would ask for it.
 * @param {Appliance} appliance
 * @returns {Promise<string>}
 */
export async function tokenOf(appliance) {
  const credentials = Buffer.from(`${appliance.client_id}:${appliance.client_password}`).toString('base64');
  const token = await fetch(`${appliance.visibility}/iroh/oauth2/token`, {
    method: 'POST',
    headers: { 'Authorization': `Basic ${credentials}`, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials',
  });
  return (await token.json()).access_token;
}

/**
 * The cases the embedded service holds; of one without observables it says nothing about them.
 * @param {Appliance} appliance
 * @returns {Promise<{id: string, title: string, observables: {type: string, value: string}[]}[]>}
 */
export async function casesOf(appliance) {
  const found = await fetch(`${appliance.private_intel}/ctia/casebook/search?sort_by=timestamp&sort_order=desc`,
    { headers: { Authorization: `Bearer ${await tokenOf(appliance)}` } });
  const cases = await found.json();
  return cases.map((/** @type {object} */ one) => ({ observables: [], ...one }));
}
