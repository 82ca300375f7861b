// Runs of text that need shaping: what Glyphs draws is what the browser itself draws for the whole string. No
// appliance: a blank page that loads shims/glyphs.js alone.
import { readFileSync } from 'node:fs';
import { test, expect } from '@playwright/test';
import { runs } from './runs.js';

const script = readFileSync(new URL('../../shims/glyphs.js', import.meta.url), 'utf8');

test.beforeEach(async ({ page }) => {
  await page.route('https://glyphs.test/**', (route) => (route.request().url().endsWith('/glyphs.js')
    ? route.fulfill({ contentType: 'text/javascript', body: script })
    : route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>glyphs</title>' })));
  await page.goto('https://glyphs.test/');
  await page.evaluate(async (path) => { Object.assign(window, await import(path)); }, '/glyphs.js');
});

test('a run is drawn as the browser draws the whole string @dpr', async ({ page }) => {
  const drawn = await page.evaluate((texts) => {
    const { Glyphs } = /** @type {any} */ (window);
    const family = 'system-ui, sans-serif';
    const glyphs = new Glyphs(family);
    return texts.flatMap(([name, text]) => [[400, 14], [600, 12], [400, 16]].map(([weight, size]) => {
      const pixels = size * devicePixelRatio;
      const [advance, left, right, ascent, descent] = glyphs.measure(weight, pixels, text);
      const width = left + right + 2, height = ascent + descent + 2, penX = left + 1, penY = ascent + 1;
      const { rgba, coloured } = glyphs.draw(weight, pixels, text, 0x204060, width, height, penX, penY);

      // A canvas of another size, the string with room around it: nothing may be cut off.
      const room = 40;
      const canvas = document.createElement('canvas');
      canvas.width = width + 2 * room;
      canvas.height = height + 2 * room;
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { willReadFrequently: true }));
      context.font = `${weight} ${pixels}px ${family}`;
      context.direction = /^[\u0590-\u08ff]/.test(text) ? 'rtl' : 'ltr';
      context.textAlign = 'left';
      context.fillStyle = coloured ? '#204060' : '#000';
      context.fillText(text, penX + room, penY + room);
      const expected = context.getImageData(0, 0, canvas.width, canvas.height).data;

      let ink = 0, difference = 0, sum = 0;
      for (let y = 0; y < canvas.height; y++) {
        for (let x = 0; x < canvas.width; x++) {
          const at = (y * canvas.width + x) * 4, inside = ((y - room) * width + x - room) * 4;
          const isInside = x >= room && y >= room && x < room + width && y < room + height;
          const alpha = isInside ? rgba[inside + 3] : 0;
          ink += expected[at + 3];
          sum += alpha;
          difference += Math.abs(expected[at + 3] - alpha);
          // Colours, where there is enough of them to be told from rounding.
          for (let channel = 0; coloured && isInside && alpha > 64 && channel < 3; channel++) {
            difference += Math.abs(expected[at + channel] - rgba[inside + channel]) / 3;
          }
        }
      }
      return { name: `${name}, ${weight} ${pixels}px`, ink, sum, difference, advance, coloured };
    }));
  }, runs);
  let worst = 0;
  for (const { name, ink, sum, difference, advance } of drawn) {
    expect.soft(ink, `${name} has ink`).toBeGreaterThan(0);
    expect.soft(advance, `${name} is as wide as something`).toBeGreaterThan(0);
    expect.soft(difference / ink, `${name}: pixels that differ`).toBeLessThanOrEqual(0.02);
    expect.soft(Math.abs(sum - ink) / ink, `${name}: ink in all`).toBeLessThanOrEqual(0.02);
    worst = Math.max(worst, difference / ink);
  }
  test.info().annotations.push({ type: 'largest difference', description: `${(worst * 100).toFixed(3)} %` });
});

test('letters of a run join, unlike letters drawn one by one', async ({ page }) => {
  const [whole, apart] = await page.evaluate(() => {
    const { Glyphs } = /** @type {any} */ (window);
    const glyphs = new Glyphs('sans-serif');
    const width = (/** @type {string} */ text) => glyphs.measure(400, 28, text)[0];
    const word = 'بيت';
    return [width(word), [...word].reduce((sum, letter) => sum + width(letter), 0)];
  });
  expect(whole).toBeLessThan(apart - 2);
});

test('the first letter that has a direction gives it to the run', async ({ page }) => {
  const directions = await page.evaluate(() => {
    const { directionOf } = /** @type {any} */ (window);
    return ['abc', '12. abc', '12. \u0645\u0646', '(\u05e9) abc', 'abc \u05e9', '', '123', '\u200f!', '\u0e01',
      '\u{1e900}', '\u0661 a'].map(directionOf);
  });
  expect(directions).toEqual(['ltr', 'ltr', 'rtl', 'rtl', 'ltr', 'ltr', 'ltr', 'rtl', 'ltr', 'rtl', 'ltr']);
});

test('the canvas grows for a wide run and still draws small ones', async ({ page }) => {
  const inks = await page.evaluate(() => {
    const { Glyphs } = /** @type {any} */ (window);
    const glyphs = new Glyphs('sans-serif');
    const ink = (/** @type {number} */ width, /** @type {number} */ height, /** @type {string} */ text) => {
      const { rgba } = glyphs.draw(400, 20, text, 0, width, height, 1, 20);
      let right = 0;
      for (let i = 3; i < rgba.length; i += 4) if (rgba[i] > 0) right = Math.max(right, ((i - 3) / 4) % width);
      return right;
    };
    return [ink(30, 30, 'M'), ink(4094, 512, '\u05d0'.repeat(1000)), ink(30, 30, 'M')];
  });
  expect(inks[1]).toBeGreaterThan(4000);
  expect(inks[2]).toBe(inks[0]);
});

test('a canvas that tells the truth reads back, one with noise does not', async ({ page }) => {
  const [plain, noisy] = await page.evaluate(() => {
    const { readsBack } = /** @type {any} */ (window);
    const before = readsBack();
    const real = OffscreenCanvasRenderingContext2D.prototype.getImageData;
    OffscreenCanvasRenderingContext2D.prototype.getImageData = function (...args) {
      const image = real.apply(this, args);
      image.data[21] ^= 1;
      return image;
    };
    return [before, readsBack()];
  });
  expect(plain).toBe(true);
  expect(noisy).toBe(false);
});
