// The pictures of the README and of every state, light and dark, wide and narrow. Written to the docs when
// TR_SCREENSHOTS is set, else only to the results.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { casebookOf } from './casebook.js';
import { expect, settled, test } from './fixtures.js';

const place = process.env.TR_SCREENSHOTS ? '../../web/docs/images' : 'results/images';
const folder = fileURLToPath(new URL(place, import.meta.url));

// All of them when they are asked for; else the narrow dark ones, in which most can go wrong.
const all = Boolean(process.env.TR_SCREENSHOTS);
/**
 * The other views of the case that is open.
 * @param {import('@playwright/test').Page} page
 * @param {(name: string) => Promise<unknown>} shoot
 * @param {import('./fixtures.js').Appliance} appliance
 */
async function shootCase(page, shoot, appliance) {
  const casebook = casebookOf(page, appliance);
  const edge = page.getByRole('separator', { name: /^Casebook / });
  await edge.press('End'); // all the room that the page leaves
  await casebook.rename('Invoice mails of Monday');
  await casebook.button('Add observables…').click();
  await casebook.field('Any text').fill('From mta1.pay-update[.]example (192.0.2.17, before that 10.20.1.42), see ' +
    'hxxps://bit[.]ly/3xAmpLe and bit.ly');
  await settled(page);
  await shoot('add');
  await casebook.button('Add 3 observables').click();
  await expect(casebook.row('Malicious (3)')).toBeVisible();
  await casebook.add('198.51.100.9 203.0.113.66 2001:db8:1::66 files.example.net');
  await expect(casebook.row('Malicious (4)')).toBeVisible();
  await settled(page);
  await shoot('casebook');
  await casebook.tab('About').click();
  for (const [field, text] of [['Summary', 'Invoices that lead to a page for passwords'], ['Description',
    'Seen first on **Monday**:\n\n- three mails from `pay-update[.]example`\n- a link that redirects']]) {
    await casebook.button(`Edit ${field}`).click();
    await casebook.field(field).fill(text);
    await casebook.button('Save').click();
    await expect(casebook.said('is saved')).toBeVisible();
  }
  await casebook.field('New note').fill('Asked the mail team to hold what comes from there.');
  await casebook.button('Add note').click();
  await settled(page);
  await shoot('about');
  await casebook.tab('Pictures').click();
  await expect(casebook.region.getByRole('listbox', { name: 'Timeline' })).toBeVisible();
  await expect(casebook.region.getByRole('progressbar')).toHaveCount(0);
  await settled(page);
  await shoot('pictures');
  await casebook.region.getByRole('tab', { name: 'Relations' }).click();
  await settled(page);
  await shoot('relations');
  await casebook.tab('Observables').click();
  await casebook.share();
  await settled(page);
  await shoot('share');
  await page.keyboard.press('Escape');
  await casebook.remove('192.0.2.17');
  await casebook.tab(/Waiting changes/).click();
  await settled(page);
  await shoot('changes');
  await casebook.button('Undo').click();
  await casebook.tab('Observables').click();
  await edge.dblclick();
}

/** @type {('light' | 'dark')[]} */
const schemes = all ? ['light', 'dark'] : ['dark'];
for (const colorScheme of schemes) {
  for (const width of all ? [1280, 420] : [420]) {
    test(`the states of the main job, ${colorScheme}, ${width} pixels wide`, async ({ page, analyst, appliance }) => {
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
      if (width > 640) await shootCase(page, shoot, appliance);
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
