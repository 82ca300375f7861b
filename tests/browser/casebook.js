// The casebook as an analyst sees it.
import { widgetsOn } from '../../web/testing/playwright.js';

/**
 * @param {import('@playwright/test').Page} page
 * @param {import('./fixtures.js').Appliance} appliance
 */
export const casebookOf = (page, appliance) => widgetsOn(page, appliance).casebook;

/** @typedef {ReturnType<typeof casebookOf>} Casebook */
