// The pictures of the README and of every state, light and dark, wide and narrow. Written to the docs when
// TR_SCREENSHOTS is set, else only to the results.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from './fixtures.js';

const place = process.env.TR_SCREENSHOTS ? '../../web/docs/images' : 'results/images';
const folder = fileURLToPath(new URL(place, import.meta.url));

// All of them when they are asked for; else the narrow dark ones, in which most can go wrong.
const all = Boolean(process.env.TR_SCREENSHOTS);
/** @type {('light' | 'dark')[]} */
const schemes = all ? ['light', 'dark'] : ['dark'];
for (const colorScheme of schemes) {
  for (const width of all ? [1280, 420] : [420]) {
    test(`the states of the main job, ${colorScheme}, ${width} pixels wide`, async ({ page, analyst }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      const shoot = (/** @type {string} */ name) =>
        page.screenshot({ path: path.join(folder, `${name}-${colorScheme}-${width}.png`), animations: 'disabled' });
      await analyst.open();
      await analyst.pressPivot('bit.ly');
      await expect(page.getByRole('button', { name: 'Authenticate' })).toBeVisible();
      await shoot('sign-in');
      await page.getByRole('button', { name: 'Authenticate' }).click();
      await analyst.fillDialog('wrong');
      await expect(page.getByRole('dialog').getByRole('alert')).not.toBeEmpty();
      await shoot('sign-in-failed');
      await analyst.fillDialog();
      await expect(page.getByText('Suspicious', { exact: true }).first()).toBeVisible();
      await shoot('pivot-menu');
      await page.getByRole('menuitem', { name: 'Block this domain', exact: true }).click();
      await expect(page.getByRole('menuitem', { name: 'Run “Block this domain” now' })).toBeVisible();
      await shoot('pivot-menu-asks');
      await page.getByRole('menuitem', { name: 'Run “Block this domain” now' }).click();
      await expect(page.getByText('Block this domain: done.')).toBeVisible();
      await shoot('pivot-menu-done');
      // The appliance is shared by the tests of a worker.
      await page.getByRole('menuitem', { name: 'Unblock this domain' }).click();
      await page.getByRole('menuitem', { name: 'Run “Unblock this domain” now' }).click();
      await expect(page.getByRole('menuitem', { name: 'Block this domain', exact: true })).toBeVisible();
      await page.getByRole('menuitem', { name: 'Add to New Case' }).click();
      for (const value of ['pay-update.example', 'partner.example.org']) {
        await expect(page.getByRole('status').filter({ hasText: 'is now in' })).toBeVisible();
        await analyst.pressPivot(value);
        await page.getByRole('menuitem', { name: 'Add to Current Case' }).click();
        await expect(page.getByRole('status').filter({ hasText: `${value} is now in` })).toBeVisible();
      }
      await page.getByRole('button', { name: 'Casebook', exact: true }).click();
      await expect(page.getByRole('option', { name: 'Malicious (1)' })).toBeVisible();
      await shoot('casebook');
      await page.getByRole('button', { name: 'Find on page', exact: true }).click();
      const finder = page.getByRole('region', { name: 'Find on page' });
      await finder.getByRole('button', { name: /^Ask about/ }).click();
      await expect(finder.getByRole('button', { name: /^Ask about/ })).toHaveCount(0);
      await finder.getByRole('button', { name: 'Select all that are not clean' }).click();
      await finder.getByRole('button', { name: 'Next' }).click();
      await shoot('find-on-page');
      await analyst.open('/tracking/message-details?mid=315');
      await analyst.pressPivot('5146f54dbec0089c4cb5661e6506849dddf2ed32e71dd7e21efae4bde6421330');
      await expect(page.getByText('no answer in time')).toBeVisible();
      await shoot('pivot-menu-partial');
    });
  }
}
