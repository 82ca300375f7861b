// The contrast of every text with what it stands on, computed from the pixels that are drawn: WCAG 2.2, 1.4.3. axe
// cannot tell it, because the twin's text is transparent.
import { leaves } from './drawn.js';
import { expect, settled, test } from './fixtures.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('./drawn.js').Leaf} Leaf */
/** @typedef {{name: string, contrast: number, colours: string, isDisabled: boolean}} Measured */

// Strokes are wider than a pixel then: the middle of one has the text's own colour, whatever its edges are.
test.use({ deviceScaleFactor: 2 });

/**
 * The ground of each text is the most frequent colour where it stands; the text's own colour the one that occurs there
 * with the largest contrast to it. Of a field the browser draws the text, in the colour its style says.
 * @param {Page} page
 * @param {Leaf[]} found
 * @param {boolean} hover each is looked at with the pointer over it
 * @returns {Promise<Measured[]>}
 */
function measure(page, found, hover) {
  const wanted = found.map(({ index, name, words, isDisabled }) => ({ index, name, words, isDisabled }));
  return page.locator('.twin :is(h2, h3, h4, p, span, li, div, button, a, input, textarea, select)')
    .evaluateAll(async (all, [texts, hovers]) => {
      const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
      if (!context) throw new Error('there is no 2D canvas');
      const light = (/** @type {number} */ value) =>
        (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
      const luminance = (/** @type {number} */ colour) => [[16, 0.2126], [8, 0.7152], [0, 0.0722]]
        .reduce((sum, [shift, weight]) => sum + weight * light((colour >> shift & 255) / 255), 0);
      const contrastOf = (/** @type {number} */ one, /** @type {number} */ other) => {
        const [dark, bright] = [luminance(one), luminance(other)].sort((a, b) => a - b);
        return (bright + 0.05) / (dark + 0.05);
      };
      const hex = (/** @type {number} */ colour) => `#${colour.toString(16).padStart(6, '0')}`;
      const measured = [];
      for (const { index, name, words, isDisabled } of texts) {
        const one = all[index];
        const canvas = one.closest('.surface')?.querySelector('canvas');
        if (!canvas) throw new Error('the twin is over no canvas');
        if (hovers) {
          // Only what can be pressed looks different under the pointer.
          if (!one.closest('button, a, select, label, [role=row], [role=option], [role=menuitem], [role=tab]'))
            continue;
          const root = /** @type {ShadowRoot} */ (one.getRootNode());
          const under = root.elementFromPoint(words.x + words.width / 2, words.y + words.height / 2) ?? one;
          under.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
          await new Promise((done) => { requestAnimationFrame(done); });
        }
        const place = canvas.getBoundingClientRect(), ratio = canvas.width / place.width;
        const [width, height] = [words.width, words.height].map((side) => Math.max(1, Math.round(side * ratio)));
        context.canvas.width = width;
        context.canvas.height = height;
        const [left, top] = [(words.x - place.x) * ratio, (words.y - place.y) * ratio].map(Math.round);
        context.drawImage(canvas, left, top, width, height, 0, 0, width, height);
        const { data } = context.getImageData(0, 0, width, height);
        /** @type {Map<number, number>} */
        const counts = new Map();
        for (let at = 0; at < data.length; at += 4) {
          const colour = data[at] << 16 | data[at + 1] << 8 | data[at + 2];
          counts.set(colour, (counts.get(colour) ?? 0) + 1);
        }
        const [ground] = [...counts].reduce((most, pair) => (pair[1] > most[1] ? pair : most));
        let text = ground;
        if (one.matches('input:not([type=checkbox]), textarea')) {
          const [red, green, blue] = (getComputedStyle(one).color.match(/\d+/g) ?? []).map(Number);
          text = red << 16 | green << 8 | blue;
        } else {
          for (const colour of counts.keys()) if (contrastOf(colour, ground) > contrastOf(text, ground)) text = colour;
        }
        const contrast = Math.round(contrastOf(text, ground) * 100) / 100;
        measured.push({ name, contrast, colours: `${hex(text)} on ${hex(ground)}`, isDisabled });
      }
      return measured;
    }, /** @type {const} */ ([wanted, hover]));
}

/**
 * What is off is exempt (1.4.3, "incidental"); it is readable all the same.
 * @param {Page} page
 * @param {number} least texts that must be there
 */
async function expectContrast(page, least) {
  await settled(page);
  const all = (await leaves(page)).filter(({ text, role, words }) =>
    (text.trim() || role === 'input' || role === 'textarea') && words.height >= 8);
  expect(all.length).toBeGreaterThanOrEqual(least);
  // Of rows each looks as the first ones.
  const different = all.filter(({ text }) => !/^host-\d{2,}|messages$/.test(text));
  for (const hover of [false, true]) {
    const measured = await measure(page, hover ? different : all, hover);
    if (measured.length === 0) continue; // nothing here can be pressed
    expect(measured.filter(({ contrast }) => contrast < 4.5)).toEqual([]);
    const [lowest] = measured.sort((one, other) => one.contrast - other.contrast);
    const where = `${lowest.name}, ${lowest.colours}${hover ? ', hovered' : ''}`;
    test.info().annotations.push({ type: 'lowest contrast', description: `${lowest.contrast} ${where}` });
  }
}

for (const theme of /** @type {const} */ (['light', 'dark'])) {
  // The light theme's colours are also held against each other by tests/boundary/theme.test.mjs.
  const whole = theme === 'light' ? ' @all' : '';
  for (const [section, least] of Object.entries({ Items: 20, Fields: 15, Text: 20, Menu: 12, Rows: 50, States: 14 })) {
    const title = `every text of the gallery has a contrast of 4.5, ${section}, ${theme}${whole} @long`;
    test(title, async ({ page, appliance }) => {
      await page.goto(`${appliance.appliance}/gallery?theme=${theme}`);
      await page.getByRole('tab', { name: section }).click();
      await expect(page.getByRole('tab', { name: section })).toHaveAttribute('aria-selected', 'true');
      if (section === 'Menu') {
        await page.getByRole('menuitem', { name: 'Block', exact: true }).click();
        await expect(page.getByRole('menuitem', { name: 'For a day' })).toBeVisible();
      }
      if (section === 'Rows') {
        await page.getByRole('row', { name: 'host-3.example' }).click();
        await expect(page.getByRole('row', { name: 'host-3.example' })).toHaveAttribute('aria-selected', 'true');
      }
      await expectContrast(page, least);
    });
  }

  test(`every text of the dialog, the menu and the casebook has a contrast of 4.5, ${theme}${whole}`, async ({
    page, analyst }) => {
    await page.emulateMedia({ colorScheme: theme });
    await analyst.open();
    await analyst.pressPivot('bit.ly');
    await page.getByRole('button', { name: 'Authenticate' }).click();
    await expect(page.getByText('Enter the client ID.', { exact: true }).first()).toBeVisible();
    await expectContrast(page, 10);
    await analyst.fillDialog('wrong');
    await expect(page.getByRole('dialog').getByRole('alert')).not.toBeEmpty();
    await expectContrast(page, 10);
    await analyst.fillDialog();
    await expect(page.getByText('Suspicious', { exact: true }).first()).toBeVisible();
    await expectContrast(page, 10);
    await page.getByRole('menuitem', { name: 'Add to New Case' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'is now in' })).toBeVisible();
    await page.getByRole('button', { name: 'Casebook', exact: true }).click();
    await expect(page.getByRole('option', { name: 'bit.ly' })).toContainText('Suspicious');
    await expectContrast(page, 10);
  });
}

test('the check of contrast finds a text that is hard to read', async ({ page, appliance }) => {
  await page.goto(`${appliance.appliance}/gallery?theme=light`);
  await expect(page.getByRole('button', { name: 'Plain', exact: true })).toBeVisible();
  const [plain] = (await leaves(page)).filter(({ text }) => text === 'Plain');
  const [before] = await measure(page, [plain], false);
  expect(before.colours).toBe('#1b2430 on #ffffff');
  // What is drawn loses nine tenths of its opacity.
  await page.locator('canvas').evaluateAll(([canvas]) => {
    const one = /** @type {HTMLCanvasElement} */ (canvas);
    const copy = new OffscreenCanvas(one.width, one.height);
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (copy.getContext('2d'));
    context.fillStyle = '#fff';
    context.fillRect(0, 0, one.width, one.height);
    context.globalAlpha = 0.4;
    context.drawImage(one, 0, 0);
    one.getContext('bitmaprenderer')?.transferFromImageBitmap(copy.transferToImageBitmap());
  });
  const [after] = await measure(page, [plain], false);
  expect(after.contrast).toBeLessThan(4.5);
});
