// For tests with Playwright: the embedded service as a fixture, the widgets as page objects, and what makes a run the
// same each time.
//
//   import { expect, test } from 'threat-response-widgets/testing/playwright';
//   test('an observable of the page goes into a case', async ({ widgets: { open, casebook } }) => {
//     await open();
//     await casebook.addFromPage('bit.ly');
//     await casebook.open();
//     await expect(casebook.verdict('bit.ly')).toHaveText('Suspicious');
//   });
import { test as base, expect } from '@playwright/test';
import { whenIdle } from './idle.js';
import { Casebook } from './pages/casebook.js';
import { PivotMenu } from './pages/pivot-menu.js';
import { Ribbon } from './pages/ribbon.js';
import { SignIn } from './pages/sign-in.js';
import { startService } from './service.js';

export { expect, whenIdle };
export { frozenAt } from './clock.js';
export { visual } from './visual.js';
export { Casebook, PivotMenu, Ribbon, SignIn };

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('./service.js').Service} Service */
/** @typedef {import('./service.js').Options} ServiceOptions */
/**
 * @typedef {object} Widgets those of one page
 * @property {Ribbon} ribbon
 * @property {Casebook} casebook
 * @property {PivotMenu} pivotMenu
 * @property {SignIn} signIn
 * @property {() => Promise<void>} whenIdle
 */
/**
 * @typedef {Widgets & {open: (path?: string) => Promise<void>}} OwnWidgets `open` logs in to the service's report
 *   pages and opens one, with its pivot buttons in place
 */

/**
 * The widgets of any page of yours.
 * @param {Page} page
 * @param {import('./session.js').Client} client that signs in; a service is one
 * @returns {Widgets}
 */
export function widgetsOn(page, client) {
  const ribbon = new Ribbon(page), signIn = new SignIn(page, client);
  const pivotMenu = new PivotMenu(page, signIn);
  return {
    ribbon, signIn, pivotMenu,
    casebook: new Casebook(page, { ribbon, signIn, pivotMenu }),
    whenIdle: () => whenIdle(page),
  };
}

/**
 * The widgets of the service's own report pages.
 * @param {Page} page
 * @param {Service} service
 * @returns {OwnWidgets}
 */
export function widgetsOfService(page, service) {
  const widgets = widgetsOn(page, service);
  return {
    ...widgets,
    async open(path = '/reports/incoming-mail-domains') {
      // A session of its own: by the service's clock, which a test may set, the one of the start may be over.
      const [name, value] = (await service.logIn()).split('=');
      await page.context().addCookies(
        [{ name, value, url: service.appliance, httpOnly: true, sameSite: 'Strict' }]);
      await page.goto(service.appliance + path);
      await widgets.pivotMenu.allButtons.first().waitFor();
    },
  };
}

/**
 * `service` is one a worker, started with `serviceOptions`; after each test nothing of its faults is left, and before
 * each test nobody is signed in. Its cases stay: tests make cases of their own, or call `service.cases.clear()`.
 */
export const test = /** @type {import('@playwright/test').TestType<
  import('@playwright/test').PlaywrightTestArgs & import('@playwright/test').PlaywrightTestOptions &
    {widgets: OwnWidgets},
  import('@playwright/test').PlaywrightWorkerArgs & import('@playwright/test').PlaywrightWorkerOptions &
    {service: Service, serviceOptions: ServiceOptions}>} */ (
  /** @type {any} */ (base).extend({
    serviceOptions: [{}, { option: true, scope: 'worker' }],

    service: [async (
      /** @type {{serviceOptions: ServiceOptions}} */ { serviceOptions },
      /** @type {(value: Service) => Promise<void>} */ use) => {
      const service = await startService(serviceOptions);
      await use(service);
      await service.stop();
    }, { scope: 'worker' }],

    widgets: async (
      /** @type {{page: Page, service: Service}} */ { page, service },
      /** @type {(value: OwnWidgets) => Promise<void>} */ use) => {
      await service.forgetClients();
      await use(widgetsOfService(page, service));
      if (service.faults.available) await service.faults.reset();
    },
  }));
