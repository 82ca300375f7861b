// The pictures of a case, on the gallery's page: looked at, moved about in, walked through by keys, and read.
import { expect, settled, test } from './fixtures.js';

/** @typedef {import('@playwright/test').Page} Page */

/**
 * @param {Page} page
 * @param {{appliance: string}} appliance
 * @param {string} picture the name of its tab
 */
async function open(page, { appliance }, picture) {
  await page.goto(`${appliance}/gallery`);
  await page.getByRole('tab', { name: 'Pictures' }).click();
  await page.getByRole('tab', { name: picture, exact: true }).click();
  const plane = page.getByRole('listbox', { name: picture, exact: true });
  await expect(plane).toBeVisible();
  await settled(page);
  return plane;
}

/** The place of a mark in the page. @param {import('@playwright/test').Locator} mark */
const placeOf = async (mark) => {
  const box = await mark.boundingBox();
  if (!box) throw new Error('the mark is not there');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};

const said = (/** @type {Page} */ page) => page.getByRole('status').last();

test('the timeline is read, zoomed with Ctrl and the wheel, dragged, and shown whole', async ({ page, appliance }) => {
  const plane = await open(page, appliance, 'Timeline');
  const marks = plane.getByRole('option');
  const link = plane.getByRole('option', { name: /^bit\.ly: seen 88 times by Second Opinion, last / });
  await expect(link).toHaveCount(1);
  const before = await placeOf(link);
  await page.mouse.move(before.x, before.y);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -100);
  await page.keyboard.up('Control');
  await settled(page);
  const zoomed = await placeOf(link);
  expect(Math.abs(zoomed.x - before.x), 'what is under the pointer stays').toBeLessThan(3);
  await page.mouse.move(before.x, before.y + 30);
  await page.mouse.down();
  await page.mouse.move(before.x - 60, before.y + 30, { steps: 4 });
  await page.mouse.up();
  await settled(page);
  expect(Math.abs((await placeOf(link)).x - (zoomed.x - 60)), 'it follows the pointer').toBeLessThan(3);
  await expect(marks.and(page.locator('[aria-selected=true]'))).toHaveCount(0);
  await page.getByRole('button', { name: 'Show all', exact: true }).click();
  await settled(page);
  expect(Math.abs((await placeOf(link)).x - before.x)).toBeLessThan(3);
});

test('keys walk from mark to mark of the timeline, and a reader is told each', async ({ page, appliance }) => {
  const plane = await open(page, appliance, 'Timeline');
  await plane.focus();
  await plane.press('Home');
  const current = plane.getByRole('option', { selected: true });
  await expect(current).toHaveAccessibleName(/^pay-update\.example: seen once by Example Reputation/);
  await expect(plane).toHaveAttribute('aria-activedescendant', await current.getAttribute('id') ?? 'none');
  await plane.press('ArrowRight');
  await expect(current).toHaveAccessibleName(/^bit\.ly: seen 240 times by Second Opinion/);
  await plane.press('+');
  await plane.press('+');
  await plane.press('End');
  await expect(current).toHaveAccessibleName(/Example Reputation/);
  await expect(current).toBeInViewport();
  await expect(page.getByText('Attachment delivered')).toBeVisible();
});

test('keys walk the graph; Enter, the menu key and a right click ask for the menu', async ({ page, appliance }) => {
  const plane = await open(page, appliance, 'Relations');
  await plane.getByRole('option', { name: /^c2\.pay-update\.example, Malicious, / }).click();
  const current = plane.getByRole('option', { selected: true });
  const relations = page.getByRole('list', { name: 'Relations' });
  const relation = 'c2.pay-update.example – Resolved To – 203.0.113.66';
  await expect(relations.getByRole('button', { name: relation })).toBeVisible();
  const first = await current.getAttribute('aria-label');
  /** @type {string[]} */
  const reached = [];
  for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown']) {
    await plane.press(key);
    reached.push(await current.getAttribute('aria-label') ?? '');
  }
  expect(reached.some((name) => name !== first)).toBe(true);
  for (const [way, use] of /** @type {const} */ ([
    ['Enter', async () => { await plane.press('Enter'); }],
    ['menu key', async () => { await plane.press('ContextMenu'); }],
    ['right click', async () => { await current.click({ button: 'right' }); }],
  ])) {
    await page.getByRole('button', { name: /^Malicious: / }).click();
    await expect(said(page), way).toHaveText('Malicious chosen');
    await use();
    const value = (await current.getAttribute('aria-label') ?? '').split(',')[0];
    await expect(said(page), way).toHaveText(`Menu of ${value}`);
    await plane.focus();
  }
});

test('the graph is dragged, which presses nothing, and two fingers zoom it', async ({ page, appliance }) => {
  const plane = await open(page, appliance, 'Relations');
  const node = plane.getByRole('option', { name: /^pay-update\.example, / });
  const before = await placeOf(node);
  await page.mouse.move(before.x, before.y);
  await page.mouse.down();
  await page.mouse.move(before.x + 40, before.y + 24, { steps: 5 });
  await page.mouse.up();
  await settled(page);
  const dragged = await placeOf(node);
  expect(Math.abs(dragged.x - before.x - 40)).toBeLessThan(3);
  expect(Math.abs(dragged.y - before.y - 24)).toBeLessThan(3);
  await expect(plane.getByRole('option', { selected: true })).toHaveCount(0);
  const other = plane.getByRole('option', { name: /^c2\.pay-update\.example, / });
  const apart = async () => Math.abs((await placeOf(other)).x - (await placeOf(node)).x);
  const distance = await apart();
  await plane.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const at = (/** @type {string} */ type, /** @type {number} */ pointerId, /** @type {number} */ from) =>
      element.dispatchEvent(new PointerEvent(type, { bubbles: true, composed: true, pointerId, pointerType: 'touch',
        clientX: left + width / 2 + from, clientY: top + height / 2 }));
    element.setPointerCapture = () => undefined; // pointers of a script cannot be captured
    at('pointerdown', 51, -40);
    at('pointerdown', 52, 40);
    at('pointermove', 51, -60);
    at('pointermove', 52, 60);
    at('pointerup', 51, -60);
    at('pointerup', 52, 60);
  });
  await settled(page);
  expect(await apart() / distance).toBeCloseTo(1.5, 1);
});
