// The pages of the appliance: every observable of part E of the requirements has exactly one pivot button, with its
// type and its whole value, and nothing else has one; before and after sorting, turning pages and rows that come in.
import { putControl, startAppliance } from '../conformance/appliance.mjs';
import { expectNoViolations } from './axe.js';
import { expect, test as base } from './fixtures.js';

/** @typedef {import('@playwright/test').Page} Page */

// Its own appliance: other tests must not see the traffic that comes in here.
const test = base.extend({
  appliance: [async (
    // eslint-disable-next-line no-empty-pattern -- the runner reads from the pattern what a fixture needs
    /** @type {object} */ {}, /** @type {(value: any) => Promise<void>} */ use) => {
    const appliance = await startAppliance({ controls: true });
    await use(appliance);
    await appliance.stop();
  }, { scope: 'worker' }],
});

const h1 = '5146f54dbec0089c4cb5661e6506849dddf2ed32e71dd7e21efae4bde6421330';
const h2 = '571f8eebf9a8f7e3a5e4e382f3a4594eb6a969fd6461dfdb9f266c82ecc851de';
const h3 = '31fa58aaa2d1d31df0c70b96e4543c60e18ec1aaa96899ea47d0f0c921ce96d2';
const h4 = 'a5fac6be94556f67cca25ffc55ecdb12ed62ee3b818d1890240382de9a3604c5';
const h5 = '7265987ea36f0eaa0744164d642aa43db334c75f307981e7ef4ca929b9bc610d';
const h6 = 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c';
const short = 'url https://bit.ly/3xAmpLe';
const login = 'url http://login.pay-update.example:8080/session?id=7&x=a,b';
const setup = 'url https://files.example.net/dl/%E2%9C%93/setup.exe';
const six = 'url http://[2001:db8:1::66]/a.php';
const pay = 'url https://invoice-portal.test/pay;step=1';

/**
 * Each page of part E: its buttons in page order, those that come with later traffic, and those that go with it.
 * @type {{path: string, sort?: string, buttons: string[], later: string[], gone?: string}[]}
 */
const pages = [
  { path: '/reports/incoming-mail-domains', sort: 'Spam', buttons: [
    'domain bit.ly', 'domain newsletter.example', 'domain pay-update.example', 'domain partner.example.org',
    'domain xn--bcher-kva.example',
  ], later: ['domain invoice-portal.test', 'domain hilfe.example'] },
  { path: '/reports/incoming-mail-ip-addresses', sort: 'Reputation', buttons: [
    'ip 192.0.2.17', 'domain mta1.pay-update.example', 'ip 192.0.2.44', 'domain out.newsletter.example',
    'ip 198.51.100.9', 'ip 203.0.113.200', 'domain relay.partner.example.org', 'ipv6 2001:db8:0:5::25',
    'domain mx6.partner.example.org',
  ], later: ['domain dyn9.drop.invalid', 'ip 192.0.2.90', 'domain mail.invoice-portal.test', 'ipv6 2001:db8:7::2'] },
  { path: '/reports/amp-incoming-files', sort: 'File Name',
    buttons: [h1, h2, h4, h5, h1].map((hash) => `sha256 ${hash}`), later: [`sha256 ${h6}`, `sha256 ${h1}`] },
  { path: '/reports/web-interaction-tracking', sort: 'Clicks', buttons: [
    short, 'domain bit.ly', login, 'domain login.pay-update.example', setup, 'domain files.example.net', six,
    'ipv6 2001:db8:1::66',
  ], later: [pay, 'domain invoice-portal.test', 'url http://203.0.113.66:8443/', 'ip 203.0.113.66'] },
  { path: '/reports/outgoing-destinations', sort: 'Delivered',
    buttons: ['domain example.net', 'domain partner.example.org', 'domain drop.invalid'],
    later: ['domain hilfe.example'] },
  { path: '/reports/internal-users', sort: 'Incoming Spam', buttons: [], later: [] },
  { path: '/tracking/message-tracking', sort: 'Subject', buttons: [
    'domain pay-update.example', 'ip 192.0.2.17', 'domain newsletter.example', 'ip 192.0.2.44',
    'domain partner.example.org', 'ip 203.0.113.200', 'domain example.com', short, 'ip 198.51.100.31',
  ], later: ['domain invoice-portal.test', 'url https://invoice-portal.test/pay', 'ip 192.0.2.90'] },
  { path: '/tracking/message-details?mid=315', buttons: [
    'ip 192.0.2.17', 'domain mta1.pay-update.example', `sha256 ${h1}`, `sha256 ${h1}`, login,
  ], later: ['ip 203.0.113.200'] },
  { path: '/reports/web-sites', sort: 'Bandwidth',
    buttons: ['domain bit.ly', 'domain files.example.net', 'domain video.example', 'ip 203.0.113.66'],
    later: ['domain invoice-portal.test', 'domain hilfe.example'] },
  { path: '/tracking/web-tracking', sort: 'Category', buttons: [
    'domain bit.ly', short, 'ip 198.51.100.31',
    'domain files.example.net', setup, `sha256 ${h3}`, 'ip 198.51.100.31',
    'domain login.pay-update.example', login, 'ip 198.51.100.52',
    'ipv6 2001:db8:1::66', six, 'ipv6 2001:db8:9::31',
  ], later: ['domain invoice-portal.test', pay, 'ip 198.51.100.77'] },
  { path: '/reports/client-malware-risk', sort: 'Total', buttons: [
    'ip 198.51.100.52', 'domain c2.pay-update.example', 'ip 198.51.100.31', 'ip 203.0.113.66',
    'ipv6 2001:db8:9::31', 'ipv6 2001:db8:1::66',
  ], later: ['ip 203.0.113.66', 'ip 198.51.100.77', 'domain invoice-portal.test'], gone: 'ipv6 2001:db8:1::66' },
];

/** Type and value of every button of the page, in its order. @param {Page} page */
const buttons = (page) => page.locator('main tr-pivot-menu').evaluateAll((all) =>
  all.map((one) => `${one.getAttribute('type')} ${one.getAttribute('value')}`));

/** @param {string[]} values */
const sorted = (values) => [...values].sort();

/** Buttons that do not stand behind their value, or in a cell that declares it. @param {Page} page */
const misplaced = (page) => page.locator('main tr-pivot-menu').evaluateAll((all) => all.filter((one) => {
  const value = one.getAttribute('value');
  const declares = one.closest('td, th')?.getAttribute('data-observable-value') === value;
  return !declares && !String(one.previousSibling?.textContent).endsWith(String(value));
}).map((one) => one.getAttribute('value')));

const settledTable = async (/** @type {Page} */ page) => {
  await expect(page.locator('main[aria-busy]')).toHaveCount(0);
  await expect(page.locator('main table')).toBeVisible();
};

/** @param {Page} page @param {any} appliance @param {string} path */
async function open(page, appliance, path) {
  await page.goto(appliance.appliance + path);
  await settledTable(page);
  await page.evaluate(async (widgets) => {
    const { annotate } = await import(widgets);
    await annotate(document.querySelector('main')).ready; // of the one that the page has made
  }, '/widgets/index.js');
}

test.beforeEach(async ({ page, appliance }) => {
  await putControl(appliance, 'traffic', { step: 0 });
  // What changes here changes when a test says so.
  await page.addInitScript(() => sessionStorage.setItem('live-refresh', 'off'));
});

test('every observable of the ten tables has one button, and nothing else has one', async ({ page, appliance }) => {
  test.setTimeout(180_000);
  expect(pages.flatMap((each) => each.buttons)).toHaveLength(67);
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => {
    const own = [appliance.appliance, 'data:', 'blob:'].some((start) => request.url().startsWith(start));
    if (!own) asked.push(request.url());
  });
  for (const { path, sort, buttons: expected, later, gone } of pages)
    await test.step(path, async () => {
      await open(page, appliance, path);
      await expect.poll(() => buttons(page)).toEqual(expected);
      expect(await misplaced(page)).toEqual([]);
      const inRows = await page.locator('main tbody tr').evaluateAll((rows) =>
        rows.map((row) => row.querySelectorAll('tr-pivot-menu').length));

      if (sort) {
        const heading = page.getByRole('columnheader', { name: sort, exact: true });
        await heading.getByRole('button').click();
        await expect(heading).toHaveAttribute('aria-sort', /ending$/);
        await settledTable(page);
        await expect.poll(async () => sorted(await buttons(page))).toEqual(sorted(expected));
      }

      await putControl(appliance, 'traffic', { step: 3 });
      await page.getByRole('button', { name: 'Refresh' }).click();
      const changed = [...expected.filter((one) => one !== gone), ...later];
      await expect.poll(async () => sorted(await buttons(page))).toEqual(sorted(changed));
      expect(await misplaced(page)).toEqual([]);
      await putControl(appliance, 'traffic', { step: 0 });
      await page.getByRole('button', { name: 'Refresh' }).click();
      await expect.poll(async () => sorted(await buttons(page))).toEqual(sorted(expected));

      if (!sort) return;
      await open(page, appliance, `${path}?limit=2`);
      const left = [...expected];
      for (let row = 0; row < inRows.length; row += 2) {
        if (row > 0) await page.getByRole('button', { name: 'Next' }).click();
        const last = Math.min(row + 2, inRows.length);
        await expect(page.getByRole('group', { name: 'Pages' })).toContainText(`${row + 1}–${last} of ${inRows.length}`);
        const count = inRows.slice(row, last).reduce((sum, each) => sum + each, 0);
        await expect.poll(() => buttons(page)).toEqual(left.splice(0, count));
      }
      await expect(page.getByRole('button', { name: 'Next' })).toHaveAttribute('aria-disabled', 'true');
    });
  expect(asked, 'pages that are only looked at ask nobody but their own server').toEqual([]);
});

test('rows change and move under the reader while the switch is on, not while it is off or the page is hidden', async (
  { page, appliance }) => {
  await page.clock.install();
  await open(page, appliance, '/reports/incoming-mail-domains?orderBy=total_accepted_connections&orderDir=desc');
  const live = page.getByRole('switch', { name: 'Live' });
  const rows = page.getByRole('rowheader');
  const pivot = page.getByRole('button', { name: 'Actions for bit.ly' });
  await expect(live).not.toBeChecked();
  await live.press('Space');
  await expect(live).toBeChecked();
  await expect(rows).toContainText(['newsletter.example', 'partner.example.org', 'bit.ly']);
  await pivot.focus();

  await putControl(appliance, 'traffic', { step: 1 });
  // A time that passes before the page has begun to wait for its end passes unnoticed.
  await expect(async () => {
    await page.clock.fastForward(6000);
    await expect(rows).toContainText(['newsletter.example', 'bit.ly', 'partner.example.org'], { timeout: 2000 });
  }).toPass({ timeout: 20_000 });
  await expect(page.getByRole('row', { name: /bit\.ly/ })).toContainText('351');
  await expect(pivot, 'moving a row leaves the focus where it is').toBeFocused();

  await page.route('**/sma/api/**', (route) => route.abort());
  await page.clock.fastForward(6000);
  await expect(page.getByText('Not updated: The appliance does not answer.')).toBeVisible();
  await expect(rows).toHaveCount(6);
  await page.unroute('**/sma/api/**');
  await page.clock.fastForward(6000);
  await expect(page.getByText(/^Updated \d\d:\d\d:\d\d$/)).toBeVisible();

  let asked = 0;
  page.on('request', (request) => { asked += request.url().includes('/sma/api/') ? 1 : 0; });
  const hide = (/** @type {boolean} */ hidden) => page.evaluate((is) => {
    Object.defineProperty(document, 'hidden', { configurable: true, value: is });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
  await hide(true);
  await page.clock.fastForward(60_000);
  await putControl(appliance, 'traffic', { step: 2 });
  expect(asked).toBe(0);
  await hide(false);
  await expect(rows).toContainText(['invoice-portal.test']);
  expect(asked).toBe(1);
  await live.press('Space');
  await page.clock.fastForward(60_000);
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect.poll(() => asked).toBe(2);
});

test('time range, order and page stand in the address and are kept by reloading', async ({ page, appliance }) => {
  await open(page, appliance, '/reports/incoming-mail-domains');
  const where = page.getByRole('group', { name: 'Pages' });
  await expect(where).toContainText('1–6 of 6');
  await page.getByRole('combobox', { name: 'Time range' }).selectOption('30 days');
  await expect(where).toContainText('1–25 of 63');
  await page.getByRole('button', { name: 'Spam', exact: true }).click();
  const heading = page.getByRole('columnheader', { name: 'Spam', exact: true });
  await expect(heading).toHaveAttribute('aria-sort', 'descending');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(where).toContainText('26–50 of 63');
  const first = page.getByRole('rowheader').first();
  const name = await first.innerText();
  await page.reload();
  await expect(where).toContainText('26–50 of 63');
  await expect(first).toHaveText(name, { useInnerText: true });
  const next = page.getByRole('button', { name: 'Next' });
  await next.press('Enter');
  await expect(where).toContainText('51–63 of 63');
  await expect(next).toHaveAttribute('aria-disabled', 'true');
  await expect(next, 'the keyboard stays where it is').toBeFocused();
  const filter = page.getByRole('searchbox', { name: 'Sender Domain begins with' });
  await filter.fill('list-1');
  await expect(where).toContainText('1–11 of 11');
  await expect(filter).toBeFocused();
  await filter.fill('colour');
  await expect(page.getByText('No row begins with “colour” in this time range.')).toBeVisible();
  await filter.fill('');
  await expect(where).toContainText('1–25 of 63');
  await page.getByRole('combobox', { name: 'Time range' }).selectOption('Custom…');
  await page.getByLabel('From').fill('2025-01-01');
  await page.getByLabel('To', { exact: true }).fill('2025-01-02');
  await expect(page.getByText('No mail came in during this time range.')).toBeVisible();
});

test('a report that is refused or not answered says so and can be asked again', async ({ page, appliance }) => {
  await page.goto(`${appliance.appliance}/reports/web-sites?startDate=yesterday`);
  await expect(page.getByText('startDate must be an ISO 8601 time.')).toBeVisible();
  await page.route('**/sma/api/**', (route) => route.abort());
  await page.goto(`${appliance.appliance}/reports/web-sites`);
  await expect(page.getByText('The appliance does not answer.')).toBeVisible();
  await page.unroute('**/sma/api/**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('button', { name: 'Actions for video.example' })).toBeVisible();
});

test('a report whose description is not answered says so and can be asked again', async ({ page, appliance }) => {
  await page.route('**/pages/reports/web-sites.js', (route) => route.abort());
  await page.goto(`${appliance.appliance}/reports/web-sites`);
  await expect(page.getByText('The appliance does not answer.')).toBeVisible();
  await page.unroute('**/pages/reports/web-sites.js');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('button', { name: 'Actions for video.example' })).toBeVisible();
});

test('the navigation marks the page, works by keyboard and folds where the window is narrow', async (
  { page, appliance }) => {
  await open(page, appliance, '/tracking/message-tracking');
  const navigation = page.getByRole('navigation', { name: 'Reports and tracking' });
  await expect(navigation.getByRole('link', { name: 'Message Tracking' })).toHaveAttribute('aria-current', 'page');
  await expect(page.getByRole('list', { name: 'Web Reporting' }).getByRole('link')).toHaveText(
    ['Web Sites', 'Client Malware Risk']);
  await expectNoViolations(page, 'body');
  await page.getByRole('link', { name: '315' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Message Details' })).toBeVisible();
  await expect(page.getByText('File SHA256[')).toBeVisible();

  await page.setViewportSize({ width: 420, height: 800 });
  await expect(navigation).toBeHidden();
  const menu = page.getByRole('button', { name: 'Menu' });
  await menu.focus();
  await page.keyboard.press('Enter');
  await expect(navigation.getByRole('link', { name: 'Message Tracking' })).toHaveAttribute('aria-current', 'true');
  await navigation.getByRole('link', { name: 'Web Sites' }).focus();
  await page.keyboard.press('Escape');
  await expect(navigation).toBeHidden();
  await expect(menu).toBeFocused();
  await page.keyboard.press('Enter');
  await navigation.getByRole('link', { name: 'Web Sites' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Web Sites' })).toBeVisible();
  await expectNoViolations(page, 'body');
});
