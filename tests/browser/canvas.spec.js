// The canvas is real: what C++ draws stands where its twin stands, and says what its twin says.
import { expect, settled, test } from './fixtures.js';
import { around, leaves, misplaced, misshown, unlabelled } from './drawn.js';
import { difference, picture } from './pixels.js';

/** @typedef {import('@playwright/test').Page} Page */

/**
 * @param {Page} page
 * @param {{appliance: string}} appliance
 * @param {string} section the name of its tab
 */
async function openGallery(page, { appliance }, section) {
  await page.goto(`${appliance}/gallery`);
  await page.getByRole('tab', { name: section }).click();
  await expect(page.getByRole('tab', { name: section })).toHaveAttribute('aria-selected', 'true');
}

/**
 * What is drawn is where the twins are, and every label has ink.
 * @param {Page} page
 * @param {number} least how many items there are to look at
 * @param {Parameters<typeof misplaced>[1]} [wanted] only those, to spare time
 */
async function expectDrawn(page, least, wanted) {
  expect(await unlabelled(page)).toEqual([]);
  const { faults, count } = await misplaced(page, wanted);
  expect(faults).toEqual([]);
  expect(count).toBeGreaterThanOrEqual(least);
}

test('@dpr dialog: every item is drawn where its twin is, and its label has ink', async ({ page, analyst }) => {
  await analyst.open();
  await analyst.pressPivot('bit.ly');
  await expect(page.getByRole('button', { name: 'Authenticate' })).toBeVisible();
  await expectDrawn(page, 9);
});

test('@dpr menu: every item is drawn where its twin is, and its label has ink', async ({ page, analyst }) => {
  await page.setViewportSize({ width: 1280, height: 960 }); // room for all of it: what scrolls away is not seen
  await analyst.open();
  await analyst.signIn('bit.ly');
  await expect(page.getByText('Suspicious', { exact: true }).first()).toBeVisible();
  await expectDrawn(page, 10);
});

test('@dpr casebook: every item is drawn where its twin is, and its label has ink', async ({
  page, analyst, deviceScaleFactor }) => {
  await analyst.open();
  await analyst.signIn('bit.ly');
  await page.getByRole('menuitem', { name: 'Add to New Case' }).click();
  await page.getByRole('button', { name: 'Casebook', exact: true }).click();
  await expect(page.getByRole('option', { name: 'bit.ly' })).toContainText('Suspicious');
  await expectDrawn(page, 10);
  if (deviceScaleFactor !== 1) return;
  // And what is seen only at the end of what scrolls.
  await page.locator('.twin [data-scrolls]').evaluateAll((all) => { for (const one of all) one.scrollTop = 1e6; });
  await expectDrawn(page, 10);
});

const sections = { Items: 23, Fields: 16, Menu: 12, Rows: 60, States: 15 };

for (const [section, least] of Object.entries(sections)) {
  const title = `@dpr gallery, ${section}: every item is drawn where its twin is, and its label has ink`;
  test(title, async ({ page, appliance, deviceScaleFactor }) => {
    await openGallery(page, appliance, section);
    // Every row at ratio 1; at the others, where each picture takes long, some of them.
    if (deviceScaleFactor === 1) return expectDrawn(page, least);
    return expectDrawn(page, Math.min(least, 20), ({ name }) => !/host-(?:\d{2,}|[3-9])|^gridcell \d/.test(name));
  });
}

test('with the canvas blanked the check of labels fails for each, and that of places', async ({ page, appliance }) => {
  for (const section of Object.keys(sections)) {
    await openGallery(page, appliance, section);
    await page.locator('canvas').evaluateAll((all) => { for (const one of all) one.style.visibility = 'hidden'; });
    const labels = (await leaves(page)).map(({ text }) => text).filter(Boolean);
    expect(await unlabelled(page)).toEqual(labels);
    expect(await misshown(page)).toHaveLength(1);
  }
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

test('a state that changes only in C++ changes twin and pixels', async ({ page, appliance }) => {
  /**
   * Presses an item without pointer or focus, which would change its pixels as well.
   * @param {import('@playwright/test').Locator} item
   * @param {() => Promise<void>} isOther says that the twin has the new state
   */
  const expectChange = async (item, isOther) => {
    const box = await item.boundingBox();
    if (!box) throw new Error('the item has no box');
    await settled(page);
    const before = await picture(page);
    await item.evaluate((/** @type {HTMLElement} */ one) => one.click());
    await isOther();
    await settled(page);
    // Not at the edge, where a focus would be drawn.
    expect(difference(before, await picture(page), around(box, -3)), await item.ariaSnapshot()).toBeDefined();
  };
  await openGallery(page, appliance, 'Items');
  const check = page.getByRole('checkbox', { name: 'Show internal hosts' });
  const untouched = await picture(page, { x: 0, y: 0, width: 1280, height: 400 });
  await expectChange(check, () => expect(check).not.toBeChecked());
  await expectChange(check, () => expect(check).toBeChecked());
  const again = await picture(page, { x: 0, y: 0, width: 1280, height: 400 });
  expect(difference(untouched, again, { x: 0, y: 0, width: 1280, height: 400 })).toBeUndefined();
  await openGallery(page, appliance, 'Rows');
  const row = page.getByRole('row', { name: 'host-3.example' });
  await expectChange(row, () => expect(row).toHaveAttribute('aria-selected', 'true'));
  const head = page.getByRole('button', { name: 'Host' });
  const column = page.getByRole('columnheader').first();
  await expectChange(head, () => expect(column).toHaveAttribute('aria-sort', 'descending'));
  await openGallery(page, appliance, 'States');
  const progress = page.getByRole('progressbar', { name: 'Verdicts' });
  const box = await progress.boundingBox();
  if (!box) throw new Error('the progress bar has no box');
  const before = await picture(page);
  await page.getByRole('button', { name: 'Cancel' }).evaluate((/** @type {HTMLElement} */ one) => one.click());
  await expect(progress).toHaveAttribute('aria-valuenow', '0');
  await settled(page);
  expect(difference(before, await picture(page), box)).toBeDefined();
});

test('nothing is drawn while nothing happens', async ({ page, analyst }) => {
  await analyst.open();
  await analyst.signIn('bit.ly');
  // The last module has answered: an answer is something that happens.
  await expect(page.getByRole('menuitem', { name: 'Block this domain', exact: true })).toBeVisible();
  await expect(page.getByText('Suspicious', { exact: true }).first()).toBeVisible();
  await page.waitForLoadState('networkidle');
  await settled(page);
  // What waits for a late answer may still draw once; a widget that draws by itself is never quiet for so long.
  await expect(async () => {
    const frames = await page.evaluate(async () => {
      let asked = 0;
      const original = window.requestAnimationFrame;
      window.requestAnimationFrame = (callback) => { asked += 1; return original(callback); };
      for (let i = 0; i < 30; ++i) await new Promise((done) => original(() => done(0)));
      window.requestAnimationFrame = original;
      return asked;
    });
    expect(frames).toBe(0);
  }).toPass({ timeout: 15_000 });
});
