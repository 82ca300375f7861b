// The ribbon around the widgets: its search, its settings, its edge, where it stands, what it remembers, and that it
// covers nothing of the page (C-01, C-02, C-21, C-24, D-19, D-20).
import { expectNoViolations } from './axe.js';
import { domainsPage, expect, settled, test } from './fixtures.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Locator} Locator */
/** @typedef {import('./fixtures.js').Analyst} Analyst */

const ribbon = (/** @type {Page} */ page) => page.getByRole('region', { name: 'Threat Response' });
const field = (/** @type {Page} */ page) => page.getByRole('combobox', { name: 'Look up an observable' });
const gear = (/** @type {Page} */ page) => page.getByRole('button', { name: 'Settings' });
const settings = (/** @type {Page} */ page) => page.getByRole('dialog', { name: 'Settings' });
const casebook = (/** @type {Page} */ page) => page.getByRole('button', { name: 'Casebook', exact: true });
const edge = (/** @type {Page} */ page) => page.getByRole('separator', { name: /^Casebook / });
const collapse = (/** @type {Page} */ page) => page.getByRole('button', { name: 'Collapse the ribbon' });
const expand = (/** @type {Page} */ page) => page.getByRole('button', { name: 'Expand the ribbon' });

/** @param {Locator} item */
async function boxOf(item) {
  const box = await item.boundingBox();
  if (!box) throw new Error('the item has no box');
  return box;
}

/** @param {Page} page @param {string[]} choices */
async function choose(page, ...choices) {
  await gear(page).click();
  for (const name of choices) await settings(page).getByRole('radio', { name, exact: true }).check();
  await page.keyboard.press('Escape');
}

/** A report page with the casebook open. @param {Page} page @param {Analyst} analyst */
async function openCasebook(page, analyst) {
  await analyst.open();
  await casebook(page).click();
  await analyst.fillDialog();
  await expect(page.getByRole('heading', { name: 'Casebook', exact: true })).toBeVisible();
}

test('contradiction 9: the Casebook button is a button of the ribbon, and there is one', async ({ page, analyst }) => {
  await analyst.open();
  await expect(page.locator('tr-ribbon').getByRole('button', { name: 'Casebook', exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Casebook', exact: true })).toHaveCount(1);
});

test('one observable, disguised or not, opens its menu at the box; Esc gives the box back, then empties it', async (
  { page, analyst }) => {
  await analyst.open();
  await field(page).fill('what of hxxps://pay-update[.]example/ ?');
  await page.keyboard.press('Enter');
  await analyst.fillDialog();
  const menu = page.getByRole('dialog', { name: 'Actions for https://pay-update.example/' });
  await expect(menu.getByRole('menuitem', { name: 'Add to New Case' })).toBeFocused();
  const [{ x, y, height }, at] = [await boxOf(menu), await boxOf(field(page))];
  expect(Math.abs(x - at.x) + Math.abs(y + height - (at.y - 4))).toBeLessThan(2); // whole pixels
  await page.keyboard.press('Escape');
  await expect(field(page)).toBeFocused();
  // Another one, by mouse.
  await field(page).fill('bit[.]ly');
  await page.getByRole('search').getByRole('button').click();
  await expect(page.getByRole('dialog', { name: 'Actions for bit.ly' }).getByText('Suspicious', { exact: true }))
    .toBeVisible();
  await page.keyboard.press('Escape');
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveValue('bit[.]ly');
  await page.keyboard.press('Escape');
  await expect(field(page)).toHaveValue('');
});

test('of several observables one is chosen from a list, by keyboard and by mouse', async ({ page, analyst }) => {
  await analyst.open();
  await field(page).fill('bit[.]ly, 192.0.2[.]7 and BIT.LY from 2001:db8::1');
  await page.keyboard.press('Enter');
  const options = page.getByRole('listbox', { name: 'Choose an observable' }).getByRole('option');
  await expect(options).toHaveText(['bit.ly Domain', '192.0.2.7 IP address', '2001:db8::1 IPv6 address']);
  await expect(field(page)).toHaveAttribute('aria-expanded', 'true');
  for (const [key, at] of /** @type {const} */ ([['ArrowDown', 1], ['ArrowUp', 0], ['ArrowUp', 2]])) {
    await page.keyboard.press(key);
    await expect(options.nth(at)).toHaveAttribute('aria-selected', 'true');
    await expect(field(page)).toHaveAttribute('aria-activedescendant', await options.nth(at).getAttribute('id') ?? '');
  }
  await expectNoViolations(page, 'tr-ribbon');
  await page.keyboard.press('Escape');
  await expect(options).toHaveCount(0);
  await expect(field(page)).toHaveValue(/^bit/);
  await page.keyboard.press('Enter');
  await options.filter({ hasText: '192.0.2.7' }).click();
  await analyst.fillDialog();
  await expect(page.getByRole('dialog', { name: 'Actions for 192.0.2.7' })).toBeVisible();
  await page.keyboard.press('Escape');
  await field(page).press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Actions for 2001:db8::1' })).toBeVisible();
});

test('what is no observable is told what would be one, lines stay apart, a new text has no old list', async (
  { page, analyst }) => {
  await analyst.open();
  await field(page).fill('good morning');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'Nothing to look up here' })).toBeVisible();
  await expect(field(page)).toHaveAccessibleDescription(/IP address, a domain, a URL or a SHA-256 hash/);
  await expectNoViolations(page, 'tr-ribbon');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alert').filter({ hasText: 'Nothing' })).toHaveCount(0);
  await expect(field(page)).toHaveValue('');
  await page.evaluate(() => {
    const transfer = document.createElement('textarea');
    document.body.append(transfer);
    transfer.value = '192.0.2.1\n198.51.100.2\r\nexample.com';
    transfer.select();
    document.execCommand('copy');
    transfer.remove();
  });
  await field(page).focus();
  await page.keyboard.press('ControlOrMeta+V');
  await expect(field(page)).toHaveValue('192.0.2.1 198.51.100.2 example.com');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(3);
  await field(page).fill('x');
  await expect(page.getByRole('listbox')).toHaveCount(0);
});

test('without the recogniser the search says so, and works once it is there', async ({ page, appliance }) => {
  await page.route('**/observables*.wasm', (route) => route.abort());
  await page.goto(`${appliance.appliance}/`);
  await field(page).fill('bit.ly');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'could not be loaded' })).toBeVisible();
  await page.unroute('**/observables*.wasm');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Client ID' })).toBeVisible();
});

test('settings by keyboard: theme, position, density; Esc gives the focus back', async ({ page, analyst }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await analyst.open();
  await gear(page).focus();
  await page.keyboard.press('Enter');
  await expect(settings(page).getByRole('radio', { name: 'System' })).toBeFocused();
  await expectNoViolations(page, 'tr-ribbon');
  await page.keyboard.press('ArrowLeft');
  await expect(ribbon(page)).toHaveCSS('background-color', 'rgb(26, 32, 40)');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await expect(settings(page).getByRole('radio', { name: 'Left' })).toBeFocused();
  const { height } = await boxOf(field(page));
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await expect(settings(page).getByRole('radio', { name: 'Compact' })).toBeChecked();
  expect((await boxOf(field(page))).height).toBeLessThan(height);
  await page.keyboard.press('Escape');
  await expect(gear(page)).toBeFocused();
  await expect(settings(page)).toHaveCount(0);
  const { x, y, height: all } = await boxOf(ribbon(page));
  expect([x, y, all]).toEqual([0, 0, 800]);
});

test('settings lead to the sign-in, and reset what they set after a question', async ({ page, analyst }) => {
  await analyst.open();
  await gear(page).click();
  await page.getByRole('button', { name: 'API client and server…' }).click();
  await expect(page.getByRole('textbox', { name: 'Client ID' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(gear(page)).toBeFocused();
  await choose(page, 'Dark', 'Right', 'Compact');
  const question = page.getByRole('alertdialog', { name: 'Reset the ribbon?' });
  await gear(page).click();
  await page.getByRole('button', { name: 'Reset…' }).click();
  await expect(question).toHaveAccessibleDescription(/Theme, position, density and the size .* Your cases/);
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expectNoViolations(page, 'tr-ribbon');
  await page.keyboard.press('Escape');
  await expect(question).toHaveCount(0);
  await expect(gear(page)).toBeFocused();
  await gear(page).press('Enter');
  await expect(settings(page).getByRole('radio', { name: 'Right' })).toBeChecked();
  await page.getByRole('button', { name: 'Reset…' }).click();
  await question.getByRole('button', { name: 'Reset', exact: true }).click();
  await expect(gear(page)).toBeFocused();
  await gear(page).press('Enter');
  for (const name of ['System', 'Bottom', 'Comfortable']) {
    await expect(settings(page).getByRole('radio', { name })).toBeChecked();
  }
  await page.getByRole('heading', { level: 1 }).click();
  await expect(settings(page)).toHaveCount(0);
});

test.describe('by touch too', () => {
  test.use({ hasTouch: true });

  test('the casebook is made larger and smaller at its edge, and after a reload is as high', async (
    { page, analyst }) => {
    await openCasebook(page, analyst);
    const high = (/** @type {number} */ value) => expect(edge(page)).toHaveAttribute('aria-valuenow', String(value));
    await high(360);
    const { x, y, width } = await boxOf(edge(page));
    await page.mouse.move(x + 30, y + 4); // anywhere along it
    await page.mouse.down();
    await page.mouse.move(x + 90, y - 56);
    await page.mouse.up();
    await high(420);
    expect((await boxOf(edge(page))).y).toBe(y - 60);
    const touches = await page.context().newCDPSession(page);
    const touch = (/** @type {'touchStart' | 'touchMove' | 'touchEnd'} */ type, /** @type {number[]} */ ...at) =>
      touches.send('Input.dispatchTouchEvent', { type, touchPoints: at.map((top) => ({ x: x + width / 2, y: top })) });
    await touch('touchStart', y - 50);
    await touch('touchMove', y + 2000);
    await touch('touchEnd');
    await high(140);
    await edge(page).focus();
    for (const [key, value] of /** @type {const} */ ([['End', 560], ['ArrowUp', 560], ['ArrowDown', 544], ['Home', 140],
      ['Enter', 360], ['ArrowUp', 376]])) {
      await page.keyboard.press(key);
      await high(value);
    }
    await expectNoViolations(page, 'tr-ribbon');
    await page.setViewportSize({ width: 1280, height: 400 });
    await high(280);
    await page.setViewportSize({ width: 1280, height: 800 });
    await high(376);
    await page.reload(); // the casebook opens by itself
    await high(376);
    await edge(page).dblclick({ position: { x: 200, y: 4 } });
    await high(360);
  });
});

test('at a side the edge is dragged sideways, its own way on each', async ({ page, analyst }) => {
  await openCasebook(page, analyst);
  for (const [side, sign, key] of /** @type {const} */ ([['Left', 1, 'ArrowRight'], ['Right', -1, 'ArrowLeft']])) {
    await choose(page, side);
    await edge(page).dblclick();
    await expect(edge(page)).toHaveAttribute('aria-valuenow', '440');
    await expect(edge(page)).toHaveAttribute('aria-orientation', 'vertical');
    const { x, y } = await boxOf(edge(page));
    const from = sign > 0 ? x + 20 : x + 4;
    await page.mouse.move(from, y + 100);
    await page.mouse.down();
    await page.mouse.move(from + sign * 40, y + 100);
    await page.mouse.up();
    await expect(edge(page)).toHaveAttribute('aria-valuenow', '480');
    await page.keyboard.press(key);
    await expect(edge(page)).toHaveAttribute('aria-valuenow', '496');
    await expectNoViolations(page, 'tr-ribbon');
  }
});

test('nothing of the page is covered, and it has its room back without the ribbon', async ({ page, analyst }) => {
  await openCasebook(page, analyst);
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`:root { padding-left: 7px; width: 100%; } header { position: fixed; top: 0;
      inset-inline: var(--tr-ribbon-left, 0px) var(--tr-ribbon-right, 0px); } main { min-height: 1500px; }`);
    document.adoptedStyleSheets = [sheet, ...document.adoptedStyleSheets];
    const pager = document.createElement('button');
    pager.textContent = 'Next page';
    document.querySelector('main')?.after(pager);
  });
  const pager = page.getByRole('button', { name: 'Next page' });
  const header = page.getByRole('banner');
  await edge(page).press('End');
  await pager.focus(); // the browser scrolls to it
  await expect.poll(async () => (await boxOf(pager)).y + (await boxOf(pager)).height)
    .toBeLessThanOrEqual((await boxOf(ribbon(page))).y);
  expect((await boxOf(header)).height).toBeLessThan((await boxOf(ribbon(page))).y);
  await pager.click({ trial: true });
  for (const side of ['Left', 'Right']) {
    await choose(page, side);
    const column = await boxOf(ribbon(page));
    for (const item of [header, page.getByRole('main'), pager]) {
      const { x, width } = await boxOf(item);
      if (side === 'Left') expect(x).toBeGreaterThanOrEqual(column.width);
      else expect(x + width).toBeLessThanOrEqual(column.x);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1280);
  }
  const sheets = () => page.evaluate(() => document.adoptedStyleSheets.length);
  const before = await sheets(); // the page's, the annotator's and the ribbon's
  await page.evaluate(() => document.querySelector('tr-ribbon')?.remove());
  await expect(page.locator(':root')).toHaveCSS('padding', '0px 0px 0px 7px');
  expect((await boxOf(header)).width).toBe(1280);
  expect(await page.evaluate(() => document.documentElement.getAttribute('style'))).toBe(null);
  expect(await sheets()).toBe(before - 1);
});

test('collapsed it is a small tab, which expands it and shows what there is to say', async ({ page, analyst }) => {
  await openCasebook(page, analyst);
  await collapse(page).click();
  await expect(expand(page)).toBeFocused();
  await expect(casebook(page)).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Casebook', exact: true })).toHaveCount(0);
  const { width, height } = await boxOf(ribbon(page));
  expect([width < 60, height < 40]).toEqual([true, true]);
  await expectNoViolations(page, 'tr-ribbon');
  await analyst.pressPivot('bit.ly');
  await page.getByRole('menuitem', { name: 'Add to New Case' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'bit.ly is now in' })).toBeVisible();
  await expand(page).press('Enter');
  await expect(collapse(page)).toBeFocused();
  await expect(page.getByRole('heading', { name: 'Casebook', exact: true })).toBeVisible();
});

test('it is as it was left, on other pages and in other tabs at once', async (
  { page, analyst, appliance, context }) => {
  await analyst.open();
  const other = await context.newPage();
  await other.goto(`${appliance.appliance}/tracking/message-details?mid=315`);
  await expect(gear(other)).toBeVisible();
  await choose(page, 'Dark', 'Right');
  await expect(ribbon(other)).toHaveCSS('background-color', 'rgb(26, 32, 40)');
  expect((await boxOf(ribbon(other))).x).toBe(1280 - 184);
  await collapse(page).click();
  await expect(expand(other)).toBeVisible();
  await other.goto(`${appliance.appliance}/`);
  await expand(other).click();
  await expect(collapse(page)).toBeVisible();
  await gear(other).click();
  await expect(settings(other).getByRole('radio', { name: 'Right' })).toBeChecked();
  await other.evaluate(() => localStorage.clear());
  await expect.poll(async () => (await boxOf(ribbon(page))).x).toBe(0);
});

test('a record that somebody else wrote does no harm, and without storage all works', async ({ page, appliance }) => {
  await page.goto(appliance.appliance + domainsPage);
  await page.evaluate(() => localStorage.setItem('threat-response-widgets:ribbon',
    '{"version":1,"position":"<img>","height":-5,"width":1e99,"theme":{},"collapsed":"yes","open":[]}'));
  await page.reload();
  await expect(gear(page)).toBeVisible();
  expect((await boxOf(ribbon(page))).y).toBe(800 - 40);
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });
  });
  await page.reload();
  await choose(page, 'Left');
  expect((await boxOf(ribbon(page))).width).toBe(184);
  await page.reload();
  await expect.poll(async () => (await boxOf(ribbon(page))).width).toBe(1280);
});

/** The visible controls of the ribbon's bar, with their boxes. @param {Page} page */
const controls = (page) => page.locator('tr-ribbon .bar :is(button, input)').filter({ visible: true })
  .evaluateAll((all) => all.map((one) => {
    const { left, top, right, bottom } = one.getBoundingClientRect();
    return { name: one.ariaLabel || one.textContent, left, top, right, bottom, cut: one.scrollWidth > one.clientWidth };
  }));

test('in a window 320 pixels wide, or at 400 % zoom, nothing is cut and nothing overlaps', async (
  { page, analyst }) => {
  await openCasebook(page, analyst);
  await choose(page, 'Left');
  await page.setViewportSize({ width: 320, height: 200 }); // 1280 x 800 at 400 %
  await gear(page).click();
  await expect(settings(page).getByText('This window is narrow')).toBeVisible();
  await page.keyboard.press('Escape');
  for (const [language, direction] of [['en', 'ltr'], ['de', 'ltr'], ['ja', 'ltr'], ['ar', 'rtl']]) {
    await page.evaluate(([lang, dir]) => Object.assign(document.documentElement, { lang, dir }), [language, direction]);
    await settled(page);
    const all = await controls(page);
    expect(all.length).toBe(6);
    for (const one of all) {
      expect([one.left >= 0, one.right <= 320, one.top >= 0, one.bottom <= 200]).toEqual([true, true, true, true]);
      expect(one.name === 'Casebook' && one.cut).toBe(false);
      const inside = (/** @type {typeof one} */ other) => other !== one && one.left < other.right &&
        other.left < one.right && one.top < other.bottom && other.top < one.bottom;
      // The search button stands in the end of the field, which leaves it room.
      expect(all.filter(inside).length).toBeLessThanOrEqual(1);
    }
    const { y } = await boxOf(page.locator('tr-ribbon .ribbon'));
    expect(y).toBeGreaterThanOrEqual(20);
  }
});

test('on a page from right to left all is mirrored, but left and right are where they are', async (
  { page, analyst }) => {
  await analyst.open();
  await choose(page, 'Right');
  await page.evaluate(() => Object.assign(document.documentElement, { lang: 'ar', dir: 'rtl' }));
  const column = await boxOf(page.locator('tr-ribbon .ribbon'));
  expect([column.x, column.width]).toEqual([1280 - 184, 184]);
  await page.getByRole('button', { name: 'الإعدادات' }).click();
  await page.getByRole('radio', { name: 'أسفل' }).check();
  await page.keyboard.press('Escape');
  const at = async (/** @type {string} */ name) => (await boxOf(page.getByRole('button', { name, exact: true }))).x;
  expect(await at('Casebook')).toBeGreaterThan(await at('الإعدادات'));
  expect(await at('الإعدادات')).toBeGreaterThan(await at('طيّ الشريط'));
});
