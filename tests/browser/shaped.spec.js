// Runs of text that need shaping, on a widget's own canvas: the titles of cases have the ink that the browser gives
// the same string in the same font and colours. (glyphs.spec.js looks at the bitmaps alone.)
import { startAppliance } from '../conformance/appliance.mjs';
import { leaves } from './drawn.js';
import { expect, logInTo, makeAnalyst, test, tokenOf } from './fixtures.js';
import { runs } from './runs.js';

for (const deviceScaleFactor of [1, 2]) {
  test.describe(`ratio ${deviceScaleFactor}${deviceScaleFactor === 2 ? ' @all' : ''}`, () => {
    test.use({ deviceScaleFactor, colorScheme: 'light', viewport: { width: 1280, height: 1600 } });

    test('a title that needs shaping has the ink that fillText gives it', async ({ page }) => {
      const appliance = await startAppliance();
      await logInTo(appliance, page.context());
      try {
        const authorization = `Bearer ${await tokenOf(appliance)}`;
        for (const [, title] of runs) {
          const made = await fetch(`${appliance.private_intel}/ctia/casebook`, {
            method: 'POST',
            headers: { authorization, 'content-type': 'application/json' },
            body: JSON.stringify({ title, type: 'casebook', tlp: 'amber', observables: [] }),
          });
          expect(made.status).toBe(201);
        }
        // All of the list in view.
        await page.setViewportSize({ width: 1280, height: 2000 });
        await page.addInitScript(() => localStorage.setItem(
          'threat-response-widgets:ribbon', JSON.stringify({ version: 1, height: 1300 })));
        const analyst = makeAnalyst(page, appliance);
        await analyst.open();
        await analyst.signIn('bit.ly');
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: 'Casebook', exact: true }).click();
        await expect(page.getByRole('listbox', { name: 'Cases' }).getByRole('option')).toHaveCount(runs.length);
        const found = [];
        for (const [name, title] of runs) {
          await expect(page.getByRole('option', { name: title }).first()).toBeInViewport({ ratio: 1 });
          const [leaf] = (await leaves(page)).filter(({ text }) => text === title);
          found.push({ name, ...await inkOf(page, leaf, ['#1b2430', '#ffffff']) });
        }
        for (const { name, all, pixels } of found) {
          expect.soft(all, `${name}: ink in all`).toBeLessThanOrEqual(0.02);
          expect.soft(pixels, `${name}: pixels that differ`).toBeLessThanOrEqual(0.02);
        }
      } finally {
        await appliance.stop();
      }
    });
  });
}

/**
 * How the ink of a drawn title differs from what `fillText` gives, as parts of that: in all, and pixel by pixel.
 * @param {import('@playwright/test').Page} page
 * @param {import('./drawn.js').Leaf} leaf
 * @param {string[]} colours text and ground
 */
function inkOf(page, leaf, colours) {
  return page.locator('.twin :is(h2, h3, h4, p, span, li, div, button, a, input, textarea, select)').nth(leaf.index)
    .evaluate((one, [text, [colour, ground]]) => {
      const canvas = one.closest('.surface')?.querySelector('canvas');
      if (!canvas) throw new Error('the twin is over no canvas');
      const place = canvas.getBoundingClientRect(), ratio = canvas.width / place.width;
      // The line of the title, from the start edge of the item to its end.
      const box = one.getBoundingClientRect();
      const left = Math.round((box.left - 4 - place.left) * ratio), top = Math.round((box.top - 4 - place.top) * ratio);
      const width = Math.round(box.width * ratio), height = Math.round(27 * ratio);
      const make = () => {
        const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
        if (!context) throw new Error('there is no 2D canvas');
        return context;
      };
      const drawn = make(), expected = make();
      drawn.drawImage(canvas, left, top, width, height, 0, 0, width, height);
      const actual = drawn.getImageData(0, 0, width, height).data;
      const { fontFamily } = getComputedStyle(/** @type {ShadowRoot} */ (one.getRootNode()).host);
      expected.font = `400 ${14 * ratio}px ${fontFamily}`;
      expected.direction = /^[^\p{L}]*[\u0590-\u08ff]/u.test(text) ? 'rtl' : 'ltr';
      expected.textAlign = 'left';
      const [red, green, blue] = (ground.match(/\w\w/g) ?? []).map((two) => Number.parseInt(two, 16));
      const far = (/** @type {Uint8ClampedArray} */ data, /** @type {number} */ at) =>
        Math.abs(data[at] - red) + Math.abs(data[at + 1] - green) + Math.abs(data[at + 2] - blue);
      const fill = (/** @type {number} */ x, /** @type {number} */ y) => {
        expected.fillStyle = ground;
        expected.fillRect(0, 0, width, height);
        expected.fillStyle = colour;
        expected.fillText(text, x, y);
        return expected.getImageData(0, 0, width, height).data;
      };
      const sum = (/** @type {Uint8ClampedArray} */ data) => {
        let ink = 0;
        for (let at = 0; at < data.length; at += 4) ink += far(data, at);
        return ink;
      };
      // Where C++ puts the pen is `canvas.spec.js`'s; here the nearest whole pixel to it is looked for.
      const penX = Math.round(4 * ratio), baseline = Math.round(19 * ratio);
      let best = Infinity, ink = 0;
      for (let x = penX - 2; x <= penX + 2; ++x) {
        for (let y = baseline - 4; y <= baseline + 4; ++y) {
          const wanted = fill(x, y);
          let difference = 0;
          for (let at = 0; at < wanted.length; at += 4) {
            for (const channel of [0, 1, 2]) difference += Math.abs(wanted[at + channel] - actual[at + channel]);
          }
          if (difference < best) [best, ink] = [difference, sum(wanted)];
        }
      }
      return { ink, all: Math.abs(sum(actual) - ink) / ink, pixels: best / ink };
    }, /** @type {const} */ ([leaf.text, colours]));
}
