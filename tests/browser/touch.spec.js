// What a right click does, by the context-menu key, Shift+F10 and a long press too; lists under a finger; targets that
// a finger meets (WCAG 2.2, 2.5.8).
import { expect, test } from './fixtures.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Locator} Locator */

test.use({ hasTouch: true });

/** @param {Page} page */
async function finger(page) {
  const session = await page.context().newCDPSession(page);
  const send = (
    /** @type {'touchStart' | 'touchMove' | 'touchEnd'} */ type, /** @type {{x: number, y: number}[]} */ ...at) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: at });
  return {
    down: (/** @type {number} */ x, /** @type {number} */ y) => send('touchStart', { x, y }),
    move: (/** @type {number} */ x, /** @type {number} */ y) => send('touchMove', { x, y }),
    up: () => send('touchEnd'),
  };
}

/** @param {Locator} item */
async function middle(item) {
  const box = await item.boundingBox();
  if (!box) throw new Error('there is nothing to touch');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Touches and holds until `done`, then lifts the finger. @param {Locator} item @param {() => Promise<void>} done */
async function hold(item, done) {
  const { down, up } = await finger(item.page());
  const { x, y } = await middle(item);
  await down(x, y);
  await done();
  await up();
}

/** From now on counts what comes to the page's own handlers. @param {Page} page */
async function counted(page) {
  await page.evaluate(() => {
    /** @type {any} */ (window).heard = [];
    for (const type of ['contextmenu', 'click']) {
      document.addEventListener(type, (event) =>
        /** @type {any} */ (window).heard.push(event.defaultPrevented ? `${type} kept` : type));
    }
  });
  return () => page.evaluate(() => /** @type {any} */ (window).heard);
}

/** @type {Record<string, (item: Locator, done: () => Promise<void>) => Promise<void>>} */
const ways = {
  'a right click': async (item, done) => { await item.click({ button: 'right' }); await done(); },
  'the context-menu key': async (item, done) => {
    await item.focus();
    await item.press('ContextMenu');
    await done();
  },
  'Shift+F10': async (item, done) => { await item.focus(); await item.press('Shift+F10'); await done(); },
  'a long press': hold,
};

for (const [way, ask] of Object.entries(ways)) {
  const long = way === 'the context-menu key' ? ' @long' : ''; // Shift+F10 is the same to a page
  test(`${way} on a pivot button opens its menu${long}`, async ({ page, analyst }) => {
    await analyst.open();
    await analyst.signIn('bit.ly');
    await page.keyboard.press('Escape');
    const button = page.getByRole('button', { name: 'Actions for newsletter.example', exact: true });
    const heard = await counted(page);
    await ask(button, () => expect(page.getByRole('menuitem', { name: 'Add to New Case' })).toBeFocused());
    await expect(button).toHaveAttribute('aria-expanded', 'true');
    expect(await heard()).toEqual(['contextmenu kept']);
  });

  test(`${way} on the Casebook button opens the sign-in dialog${long}`, async ({ page, analyst }) => {
    await analyst.open();
    await analyst.signIn('bit.ly');
    await page.keyboard.press('Escape');
    const heard = await counted(page);
    await ask(page.getByRole('button', { name: 'Casebook', exact: true }), () =>
      expect(page.getByRole('textbox', { name: 'Client ID' })).toBeFocused());
    await expect(page.getByRole('textbox', { name: 'Client ID' })).toBeVisible();
    expect(await heard()).toEqual(['contextmenu kept']);
  });

  test(`${way} on a row asks for its menu, and does not choose it${long}`, async ({ page, appliance }) => {
    await page.goto(`${appliance.appliance}/gallery`);
    await page.getByRole('tab', { name: 'Rows' }).click();
    const said = page.getByRole('status').last();
    const heard = await counted(page);
    const option = page.getByRole('listbox').getByRole('option', { name: 'host-3.example', exact: true });
    await expect(option).toHaveAttribute('aria-haspopup', 'menu');
    await ask(option, () => expect(said).toHaveText('Menu of host-3.example'));
    await expect(option).toHaveAttribute('aria-selected', 'false');
    await expect(option).toBeFocused();
    const row = page.getByRole('grid').getByRole('row', { name: 'host-5.example', exact: true });
    await ask(row, () => expect(said).toHaveText('Menu of host-5.example'));
    await expect(row).toHaveAttribute('aria-selected', 'false');
    expect(await heard()).toEqual(['contextmenu kept', 'contextmenu kept']);
  });
}

test('a right click where nothing has a menu is the browser\'s', async ({ page, appliance }) => {
  await page.goto(`${appliance.appliance}/gallery`);
  await page.getByRole('tab', { name: 'Menu' }).click();
  const heard = await counted(page);
  await page.getByRole('menuitem', { name: 'Block', exact: true }).click({ button: 'right' });
  expect(await heard()).toEqual(['contextmenu']);
});

test('a finger scrolls a list and a table, and chooses no row', async ({ page, appliance }) => {
  await page.goto(`${appliance.appliance}/gallery`);
  await page.getByRole('tab', { name: 'Rows' }).click();
  const { down, move, up } = await finger(page);
  for (const list of [page.getByRole('listbox'), page.getByRole('grid').getByRole('rowgroup')]) {
    const { x, y } = await middle(list);
    const heard = await counted(page);
    // All at once: a finger that a busy machine holds back for half a second would be a long press.
    const sent = [down(x, y)];
    for (let step = 1; step <= 10; ++step) sent.push(move(x, y - 16 * step));
    await Promise.all([...sent, up()]);
    await expect.poll(() => list.evaluate((one) => one.scrollTop)).toBeGreaterThan(100);
    await expect(list.getByText('host-1.example', { exact: true })).toHaveCount(0);
    expect(await heard()).toEqual([]);
  }
  await expect(page.getByRole('status').last()).toHaveText('');
  await expect(page.locator('[aria-selected=true]:not([role=tab])')).toHaveCount(0);
});

/**
 * What can have the focus and is smaller than 24 x 24 pixels.
 * @param {Page} page
 */
async function small(page) {
  const all = await page.locator('tr-pivot-menu, tr-ribbon :is(button, a, input, select, textarea, [tabindex])')
    .filter({ visible: true }).evaluateAll((found) => found.map((one) => {
      const { width, height } = one.getBoundingClientRect();
      return { name: one.ariaLabel || one.textContent, width, height };
    }));
  expect(all.length).toBeGreaterThan(2);
  return all.filter(({ width, height }) => width < 24 || height < 24);
}

test('every target of ribbon, dialog, menu and casebook is at least 24 pixels wide and high', async (
  { page, analyst }) => {
  await analyst.open();
  expect(await small(page)).toEqual([]);
  await analyst.pressPivot('bit.ly');
  await expect(page.getByRole('button', { name: 'Authenticate' })).toBeVisible();
  expect(await small(page)).toEqual([]);
  await analyst.fillDialog();
  await expect(page.getByRole('menuitem', { name: 'Block this domain', exact: true })).toBeVisible();
  await expect(page.getByText('Suspicious', { exact: true }).first()).toBeVisible();
  expect(await small(page)).toEqual([]);
  await page.getByRole('menuitem', { name: 'Add to New Case' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'is now in' })).toBeVisible();
  await page.getByRole('button', { name: 'Casebook', exact: true }).click();
  await expect(page.getByRole('option', { name: 'bit.ly' })).toContainText('Suspicious');
  expect(await small(page)).toEqual([]);
});
