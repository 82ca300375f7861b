// The page's colours and density are what is drawn with, and the user's forced colours before them.
import { expect, settled, test } from './fixtures.js';
import { picture } from './pixels.js';

/** @typedef {import('@playwright/test').Page} Page */

const tall = 36, low = 28;

/**
 * The colour of the page at a place of an item, as [red, green, blue].
 * @param {Page} page
 * @param {import('@playwright/test').Locator} item
 * @param {number} [inset] CSS pixels from its left edge
 */
async function colourOf(page, item, inset = 6) {
  await settled(page);
  const box = await item.boundingBox();
  if (!box) throw new Error('the item has no box');
  const { png } = await picture(page, { x: box.x + inset, y: box.y + box.height / 2, width: 1, height: 1 });
  return [...png.data.subarray(0, 3)];
}

/** @param {Page} page @param {string} rules */
const style = (page, rules) => page.evaluate((text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [sheet];
}, rules);

test('a colour of the page is drawn, in any notation, set on the element or on an ancestor', async (
  { page, appliance }) => {
  const primary = page.getByRole('button', { name: 'Primary' });
  for (const rule of ['tr-gallery { --tr-accent: rebeccapurple; }', ':root { --tr-accent: hsl(270 50% 40%); }']) {
    await page.goto(`${appliance.appliance}/gallery?theme=light`);
    expect(await colourOf(page, primary)).toEqual([0x0b, 0x63, 0xbd]);
    await style(page, rule);
    await page.evaluate(() => document.body.classList.add('branded')); // as a page changes its theme
    expect(await colourOf(page, primary)).toEqual([0x66, 0x33, 0x99]);
  }
});

test('what is no colour is as if it were not set', async ({ page, appliance }) => {
  await page.goto(`${appliance.appliance}/gallery?theme=light`);
  await style(page, ':root { --tr-accent: url(javascript:alert(1)); --tr-text: banana; }');
  await page.evaluate(() => document.body.classList.add('branded'));
  expect(await colourOf(page, page.getByRole('button', { name: 'Primary' }))).toEqual([0x0b, 0x63, 0xbd]);
});

test('with forced colours the user\'s are drawn, not the page\'s, and the twin stays transparent', async (
  { page, appliance }) => {
  await page.goto(`${appliance.appliance}/gallery?theme=light`);
  await style(page, ':root { --tr-accent: rebeccapurple; --tr-surface: #123456; }');
  await expect(page.getByRole('button', { name: 'Primary' })).toBeVisible();
  await page.emulateMedia({ forcedColors: 'active' });
  const system = await page.evaluate(() => ['LinkText', 'Canvas'].map((name) => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.color = name;
    probe.style.setProperty('forced-color-adjust', 'none');
    const found = getComputedStyle(probe).color.match(/\d+/g)?.map(Number);
    probe.remove();
    return found;
  }));
  expect(await colourOf(page, page.getByRole('button', { name: 'Primary' }))).toEqual(system[0]);
  expect(await colourOf(page, page.getByRole('heading', { name: 'A heading' }), 400)).toEqual(system[1]);
  await expect(page.getByRole('heading', { name: 'A heading' })).toHaveCSS('color', 'rgba(0, 0, 0, 0)');
});

test('a compact page has lower rows, for the twin as for the picture', async ({ page, appliance }) => {
  await page.goto(`${appliance.appliance}/gallery`);
  await page.getByRole('tab', { name: 'Menu' }).click();
  const item = page.getByRole('menuitem', { name: 'Add to New Case' });
  await settled(page);
  expect((await item.boundingBox())?.height).toBe(tall);
  await style(page, 'tr-gallery { --tr-density: compact; }');
  await page.evaluate(() => document.body.classList.add('dense'));
  await expect.poll(async () => (await item.boundingBox())?.height).toBe(low);
});
