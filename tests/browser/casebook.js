// The casebook as an analyst sees it.
import { widgetsOn } from '../../web/testing/playwright.js';

/**
 * @param {import('@playwright/test').Page} page
 * @param {import('./fixtures.js').Appliance} appliance
 */
export const casebookOf = (page, appliance) => widgetsOn(page, appliance).casebook;

/**
 * Milliseconds after which what could be taken back is sent, for `page.clock.fastForward`: nobody waits for it twice.
 */
export const undoTime = 10_000;

/** @typedef {ReturnType<typeof casebookOf>} Casebook */
