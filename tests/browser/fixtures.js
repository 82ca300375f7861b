// What every browser test starts from: the real appliance on free ports, contexts that report every breach of
// policy (policy-reports.js), and the steps of an analyst by role and name.
import { test as base, expect } from '@playwright/test';
import { logIn, signIn as tokenOf, startAppliance } from '../conformance/appliance.mjs';
import { Cases } from '../../web/testing/cases.js';
import { whenIdle, widgetsOn } from '../../web/testing/playwright.js';
import { forgetClients } from '../../web/testing/session.js';
import { policyReports } from './policy-reports.js';

export { expect, tokenOf, whenIdle as settled };

/** @typedef {Awaited<ReturnType<typeof startAppliance>>} Appliance */
/** @typedef {import('../../web/testing/pages/sign-in.js').Place} Place */

/**
 * @typedef {object} Analyst
 * @property {(path?: string) => Promise<void>} open a report page, its pivot buttons in place
 * @property {(value: string) => Promise<void>} pressPivot
 * @property {(password?: string, place?: Place) => Promise<void>} fillDialog
 * @property {(value: string, place?: Place) => Promise<void>} signIn through the pivot button of `value`
 */

export const domainsPage = '/reports/incoming-mail-domains';

/** Whoever tests a page with it hears of every breach of policy. */
export const watched = /** @type {import('@playwright/test').TestType<
  import('@playwright/test').PlaywrightTestArgs & import('@playwright/test').PlaywrightTestOptions &
    {policy: typeof import('./policy-reports.js').policyReports},
  import('@playwright/test').PlaywrightWorkerArgs & import('@playwright/test').PlaywrightWorkerOptions>} */ (
  /** @type {any} */ (base).extend({
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
  }));

export const test = /** @type {import('@playwright/test').TestType<
  import('@playwright/test').PlaywrightTestArgs & import('@playwright/test').PlaywrightTestOptions &
    {analyst: Analyst, policy: typeof import('./policy-reports.js').policyReports},
  import('@playwright/test').PlaywrightWorkerArgs & import('@playwright/test').PlaywrightWorkerOptions &
    {appliance: Appliance}>} */ (
  /** @type {any} */ (watched).extend({
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
      await forgetClients(appliance.appliance, appliance.cookie);
      await logInTo(appliance, context);
      await use(context);
    },

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
  await forgetClients(appliance.appliance, cookie);
  await logInTo(appliance, context, cookie);
  return context.newPage();
}

/**
 * An API client of the second person whom the service knows, made on the page for it.
 * @param {Appliance} service
 * @param {import('@playwright/test').BrowserContext} context
 */
export async function clientOfColleague(service, context) {
  const page = await context.newPage();
  const { email, password } = service.users[1];
  await page.goto(`${service.visibility}/settings/apiClients`);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log In' }).click();
  await page.getByText('Add API Credentials').click();
  await page.getByLabel('Client Name').fill('Colleague');
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await page.getByRole('button', { name: 'Add New Client' }).click();
  const shown = (/** @type {string} */ id) => page.locator(`#${id}`).innerText();
  const made = { client_id: await shown('client-id'), client_password: await shown('client-password') };
  await page.close();
  return made;
}

/**
 * @param {import('@playwright/test').Page} page
 * @param {Appliance} appliance
 * @returns {Analyst}
 */
export function makeAnalyst(page, appliance) {
  const { pivotMenu, signIn } = widgetsOn(page, appliance);
  const pressPivot = (/** @type {string} */ value) => pivotMenu.buttons(value).first().click();
  return {
    async open(path = domainsPage) {
      await page.goto(appliance.appliance + path);
      await expect(pivotMenu.allButtons.first()).toBeVisible();
    },
    pressPivot,
    fillDialog: (password = appliance.client_password, place = undefined) =>
      signIn.submit({ ...appliance, client_password: password }, place),
    signIn: (value, place) =>
      signIn.through(() => pressPivot(value), pivotMenu.entry('Add to New Case'), undefined, place),
  };
}

/**
 * The cases the embedded service holds.
 * @param {Appliance} appliance
 */
export const casesOf = (appliance) => new Cases(appliance).list();
