// The canvas is real: what C++ draws stands where its twin stands, and says what its twin says.
import { expect, test } from './fixtures.js';
import { difference, ink, picture } from './pixels.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('./pixels.js').Box} Box */

/** Grows a box, so that what is drawn outside of it is seen as well. */
const around = (/** @type {Box} */ { x, y, width, height }, by = 8) =>
  ({ x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by });

/** Whole pixels inside the page, as a screenshot takes them. */
const whole = (/** @type {Box} */ { x, y, width, height }) => ({
  x: Math.max(0, Math.floor(x)), y: Math.max(0, Math.floor(y)), width: Math.ceil(width), height: Math.ceil(height),
});

/**
 * Every twin with a visible label in the open surfaces, with its label.
 * @param {Page} page
 */
async function labelled(page) {
  const found = [];
  for (const twin of await page.locator('.twin :is(button, a, h2, h3, p, [role=status], [role=alert])').all()) {
    const text = await twin.textContent();
    const box = await twin.boundingBox();
    if (text && box && box.height > 0) found.push({ text, box });
  }
  return found;
}

/**
 * The labels of the open surfaces that leave no ink.
 * @param {Page} page
 */
async function unlabelled(page) {
  const shot = await picture(page);
  const all = await labelled(page);
  expect(all.length).toBeGreaterThan(3);
  // The ring of the focus is no label: only the inside counts.
  return all.filter(({ box }) => ink(shot, around(box, -3)) < 0.004).map(({ text }) => text);
}

/**
 * The focus is drawn by C++ just inside an item's box: what changes with it is that box.
 * @param {Page} page
 * @param {import('@playwright/test').Locator} item
 */
async function expectDrawnWhereItsTwinIs(page, item) {
  const box = await item.boundingBox();
  if (!box) throw new Error('the twin has no box');
  const clip = whole(around(box));
  await item.evaluate((one) => {
    const focused = /** @type {ShadowRoot} */ (one.getRootNode()).activeElement;
    if (focused instanceof HTMLElement) focused.blur();
  });
  await settled(page);
  const before = await picture(page, clip);
  await item.evaluate((/** @type {HTMLElement} */ one) => one.focus({ focusVisible: true }));
  await settled(page);
  const drawn = difference(before, await picture(page, clip), clip);
  const name = await item.evaluate((one) => one.textContent || one.ariaLabel);
  expect(drawn, `${name} shows its focus`).toBeDefined();
  for (const side of /** @type {const} */ (['x', 'y', 'width', 'height'])) {
    expect(Math.abs((drawn?.[side] ?? NaN) - box[side]), `${side} of ${name}`).toBeLessThanOrEqual(1);
  }
}

/** The frame that a change asked for has been drawn. @param {Page} page */
async function settled(page) {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0)))));
}

/** Every focusable item of the open surfaces. @param {Page} page */
const focusable = (page) => page.locator('.twin :is(button, a, input, select):visible').all();

test('@dpr dialog: every item is drawn where its twin is, and its label has ink', async ({ page, analyst }) => {
  await analyst.open();
  await analyst.pressPivot('bit.ly');
  await expect(page.getByRole('button', { name: 'Authenticate' })).toBeVisible();
  expect(await unlabelled(page)).toEqual([]);
  for (const item of await focusable(page)) await expectDrawnWhereItsTwinIs(page, item);
});

test('@dpr menu: every item is drawn where its twin is, and its label has ink', async ({ page, analyst }) => {
  await analyst.open();
  await analyst.signIn('bit.ly');
  await expect(page.getByText('Suspicious', { exact: true }).first()).toBeVisible();
  expect(await unlabelled(page)).toEqual([]);
  for (const item of await focusable(page)) await expectDrawnWhereItsTwinIs(page, item);
});

test('@dpr casebook: every item is drawn where its twin is, and its label has ink', async ({ page, analyst }) => {
  await analyst.open();
  await analyst.signIn('bit.ly');
  await page.getByRole('menuitem', { name: 'Add to New Case' }).click();
  await page.getByRole('button', { name: 'Casebook', exact: true }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Suspicious' })).toHaveCount(1);
  expect(await unlabelled(page)).toEqual([]);
  for (const item of await focusable(page)) {
    await item.scrollIntoViewIfNeeded();
    await expectDrawnWhereItsTwinIs(page, item);
  }
});

test('with the canvas blanked the check for labels fails', async ({ page, analyst }) => {
  await analyst.open();
  await analyst.pressPivot('bit.ly');
  await expect(page.getByRole('button', { name: 'Authenticate' })).toBeVisible();
  await page.locator('canvas').evaluateAll((all) => { for (const one of all) one.style.visibility = 'hidden'; });
  expect(await unlabelled(page)).toContain('Authenticate');
});

test('a label that changes only in C++ changes twin and pixels', async ({ page, analyst }) => {
  await analyst.open();
  await analyst.pressPivot('bit.ly');
  const english = page.getByRole('button', { name: 'Authenticate', exact: true });
  const box = await english.boundingBox();
  if (!box) throw new Error('the button has no box');
  const before = await picture(page);
  await page.evaluate(() => { document.documentElement.lang = 'de'; });
  await expect(page.getByRole('button', { name: 'Authentifizieren', exact: true })).toBeVisible();
  await settled(page);
  expect(difference(before, await picture(page), box)).toBeDefined();
  expect(await unlabelled(page)).toEqual([]);
});

test('nothing is drawn while nothing happens', async ({ page, analyst }) => {
  await analyst.open();
  await analyst.signIn('bit.ly');
  // The last module has answered: an answer is something that happens.
  await expect(page.getByRole('menuitem', { name: 'Block this domain', exact: true })).toBeVisible();
  await expect(page.getByText('Suspicious', { exact: true }).first()).toBeVisible();
  await page.waitForLoadState('networkidle');
  await settled(page);
  const frames = await page.evaluate(async () => {
    let asked = 0;
    const original = window.requestAnimationFrame;
    window.requestAnimationFrame = (callback) => { asked += 1; return original(callback); };
    for (let i = 0; i < 30; ++i) await new Promise((done) => original(() => done(0)));
    window.requestAnimationFrame = original;
    return asked;
  });
  expect(frames).toBe(0);
});
