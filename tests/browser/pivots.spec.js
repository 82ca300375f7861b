// Where an observable can go from its menu: each module's links, and its actions, which ask first and run once.
import { expect, test } from './fixtures.js';

/** @param {import('@playwright/test').Page} page @param {string} value */
const menu = (page, value) => page.getByLabel(`Actions for ${value}`).filter({ has: page.getByRole('menu') });
const hash = '5146f54dbec0089c4cb5661e6506849dddf2ed32e71dd7e21efae4bde6421330';
const message = '/tracking/message-details?mid=315';

test('a link is a real link to its module and opens in a new tab', async ({ page, analyst, appliance }) => {
  await analyst.open();
  await analyst.signIn('bit.ly');
  const link = menu(page, 'bit.ly').getByRole('menuitem', { name: 'Search for this domain' });
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer');
  const opened = page.context().waitForEvent('page');
  await link.click();
  expect((await opened).url()).toBe(`${appliance.visibility}/investigate?q=domain%3Abit.ly`);
});

test('an action asks first, runs once, and says what became of it', async ({ page, analyst }) => {
  await analyst.open();
  await analyst.signIn('newsletter.example');
  let runs = 0;
  page.on('request', (request) => { runs += request.url().includes('/respond/trigger/') ? 1 : 0; });
  const open = menu(page, 'newsletter.example');
  const block = open.getByRole('menuitem', { name: 'Block this domain', exact: true });
  const run = open.getByRole('menuitem', { name: 'Run “Block this domain” now' });
  await block.dblclick();
  await expect(run).toBeVisible();
  expect(runs, 'a double click answers no question that came under the pointer').toBe(0);
  await open.getByRole('menuitem', { name: 'Cancel' }).click();
  await block.focus();
  await page.keyboard.press('Enter');
  await expect(run).toBeFocused();
  await page.keyboard.press('Enter');
  const outcome = open.getByRole('status').filter({ hasText: 'Block this domain: accepted by the module.' });
  await expect(outcome).toBeVisible();
  await expect(open.getByRole('menuitem', { name: 'Unblock this domain' })).toBeVisible();
  expect(runs).toBe(1);
});

test('the fast modules\' verdict shows while a slow module is still asked', async ({ page, analyst }) => {
  const other = '7265987ea36f0eaa0744164d642aa43db334c75f307981e7ef4ca929b9bc610d';
  await analyst.open(message);
  await page.evaluate((value) => {
    const button = document.createElement('tr-pivot-menu');
    button.setAttribute('type', 'sha256');
    button.setAttribute('value', value);
    document.querySelector('main')?.prepend(button);
  }, other);
  await analyst.signIn(hash);
  await expect(menu(page, hash)).toContainText('Slow Sandbox: no answer in time');
  await page.keyboard.press('Escape');
  await analyst.pressPivot(other);
  const early = menu(page, other).filter({ hasText: 'Asking the modules' }).filter({ hasText: 'Clean' });
  await expect(early).toBeVisible();
  await expect(menu(page, other)).toContainText('Slow Sandbox: no answer in time');
});

test('a module that was silent can be asked again by itself, by keyboard too', async ({ page, analyst }) => {
  await analyst.open(message);
  await analyst.signIn(hash);
  const open = menu(page, hash);
  const again = open.getByRole('button', { name: 'Ask Slow Sandbox again' });
  await expect(again).toBeVisible();
  await expect(open.getByRole('menuitem', { name: 'Add to New Case' })).toBeFocused();
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => {
    if (request.url().includes('/deliberate/')) asked.push(new URL(request.url()).search);
  });
  await page.keyboard.press('Shift+Tab');
  await expect(again).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(open).toContainText('Asking the modules');
  await expect(again).toBeVisible();
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatch(/^\?mids=[^&]+$/);
});
