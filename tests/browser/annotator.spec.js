// Every observable of a page has exactly one pivot button, and nothing else has one (requirements E.1, E.7, E.11).
import { domainsPage, expect, test } from './fixtures.js';

/** @typedef {import('@playwright/test').Page} Page */

const hash = '5146f54dbec0089c4cb5661e6506849dddf2ed32e71dd7e21efae4bde6421330';

/**
 * Type and value of every button, in page order.
 * @param {Page} page
 */
async function pivots(page) {
  await expect(page.locator('main tr-pivot-menu').first()).toBeAttached();
  return page.locator('main tr-pivot-menu').evaluateAll((all) =>
    all.map((one) => `${one.getAttribute('type')} ${one.getAttribute('value')}`));
}

/** The words of the report, without what is ours. @param {Page} page */
const words = (page) => page.locator('main table').evaluate((table) => table.textContent);

test('Incoming Mail: Domains, before and after sorting', async ({ page, analyst }) => {
  await analyst.open();
  const expected = [
    'bit.ly', 'newsletter.example', 'pay-update.example', 'partner.example.org', 'xn--bcher-kva.example',
  ].map((value) => `domain ${value}`);
  expect(await pivots(page)).toEqual(expected);
  await page.getByRole('columnheader', { name: 'Spam' }).getByRole('button').click();
  await expect.poll(async () => (await pivots(page)).sort()).toEqual([...expected].sort());
  await expect(page.getByRole('row', { name: /unknown domain/ }).getByRole('button')).toHaveCount(0);
});

test('Message Details: observables inside sentences, versions not', async ({ page, analyst }) => {
  await analyst.open('/tracking/message-details?mid=315');
  expect(await pivots(page)).toEqual([
    'ip 192.0.2.17',
    'domain mta1.pay-update.example',
    `sha256 ${hash}`,
    `sha256 ${hash}`,
    'url http://login.pay-update.example:8080/session?id=7&x=a,b',
  ]);
});

test('annotating again adds nothing, and the text of the page is as it was', async ({ page, analyst, appliance }) => {
  await page.route('**/widgets/index.js', (route) => route.abort());
  await page.goto(appliance.appliance + domainsPage);
  await expect(page.getByText('bit.ly', { exact: true })).toBeVisible();
  const before = await words(page);
  await page.unroute('**/widgets/index.js');
  await analyst.open();
  expect(await words(page)).toBe(before);
  const all = await pivots(page);
  await page.evaluate(async (address) => {
    const { annotate } = await import(address);
    await annotate(document.querySelector('main'));
  }, '/widgets/index.js');
  expect(await pivots(page)).toEqual(all);
});
