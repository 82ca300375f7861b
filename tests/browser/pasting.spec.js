// A long report, pasted as a person does: by the keyboard, in one event.
import { observablesOf } from '../bench/large-case.mjs';
import { casebookOf } from './casebook.js';
import { domainsPage, expect, settled, test } from './fixtures.js';

const report = observablesOf(1000, 'typed').map(({ value }) => `${value} ${'-'.repeat(150)}\n`).join('');

/**
 * @param {import('@playwright/test').Page} page
 * @param {import('@playwright/test').Locator} field
 * @returns {Promise<number>} seconds of processor time that the browser needs to lay out what is pasted
 */
async function paste(page, field) {
  await page.evaluate((text) => navigator.clipboard.writeText(text), report);
  await field.focus();
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent = async () => (await session.send('Performance.getMetrics')).metrics
    .find(({ name }) => name === 'LayoutDuration')?.value ?? 0;
  const before = await spent();
  await page.keyboard.press('ControlOrMeta+V');
  await expect(field).toHaveValue(report);
  const seconds = await spent() - before;
  await session.detach();
  return seconds;
}

test('a report with long rows of dashes costs what it costs in a bare field, and nothing is lost', async ({
  page, appliance, context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(appliance.appliance + domainsPage);
  const casebook = casebookOf(page, appliance);
  await casebook.open();
  await casebook.make('Report');

  await page.evaluate(() => {
    const bare = document.createElement('textarea');
    bare.id = 'bare';
    bare.style.cssText = 'width: 600px; height: 76px; font: 14px serif';
    document.body.prepend(bare);
  });
  const bare = await paste(page, page.locator('#bare'));
  await page.evaluate(() => document.getElementById('bare')?.remove());

  /** @type {number[]} */
  const inspects = [];
  page.on('request', (request) => {
    if (request.url().includes('inspect/inspect')) inspects.push(request.postData()?.length ?? 0);
  });
  await casebook.button('Add observables…').click();
  await settled(page);
  const field = casebook.field('Any text');
  const own = await paste(page, field);
  // Fonts that make arrows of "->" took ten times as long.
  expect(own / bare, `${own} s beside ${bare} s`).toBeLessThan(4);
  await expect(casebook.button('Add 1,000 observables')).toBeVisible();
  await expect.poll(() => inspects.length, { timeout: 20_000 }).toBe(Math.ceil(report.length / 100_000));

  await page.keyboard.press('ControlOrMeta+Z');
  await expect(field).toHaveValue('');
  await expect(casebook.button('Add 0 observables')).toBeDisabled();
  await page.keyboard.press('ControlOrMeta+Shift+Z');
  await expect(casebook.button('Add 1,000 observables')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(casebook.button('Add observables…')).toBeFocused();
});
