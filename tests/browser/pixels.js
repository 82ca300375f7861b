// Pixels of the page as a person sees it, and what can be said of them.
import { PNG } from 'pngjs';

/** @typedef {{x: number, y: number, width: number, height: number}} Box in CSS pixels */

/**
 * @param {import('@playwright/test').Page} page
 * @param {Box} [clip] only this part of the page
 */
export async function picture(page, clip) {
  const png = PNG.sync.read(await page.screenshot({ clip, animations: 'disabled', caret: 'hide' }));
  const ratio = await page.evaluate(() => devicePixelRatio);
  return { png, ratio, left: clip?.x ?? 0, top: clip?.y ?? 0 };
}

/**
 * Calls back for every device pixel of a box.
 * @param {Awaited<ReturnType<typeof picture>>} shot
 * @param {Box} box
 * @param {(offset: number, x: number, y: number) => void} each offset of its red byte
 */
function forPixels({ png, ratio, ...shot }, box, each) {
  const x0 = box.x - shot.left, y0 = box.y - shot.top;
  const left = Math.max(0, Math.round(x0 * ratio));
  const right = Math.min(png.width, Math.round((x0 + box.width) * ratio));
  const top = Math.max(0, Math.round(y0 * ratio));
  const bottom = Math.min(png.height, Math.round((y0 + box.height) * ratio));
  for (let y = top; y < bottom; ++y) for (let x = left; x < right; ++x) each((y * png.width + x) * 4, x, y);
}

/**
 * The part of a box, 0 to 1, that clearly differs from its most frequent colour: its ink.
 * @param {Awaited<ReturnType<typeof picture>>} shot
 * @param {Box} box
 */
export function ink(shot, box) {
  const { data } = shot.png;
  /** @type {Map<number, number>} */
  const counts = new Map();
  forPixels(shot, box, (at) => {
    const colour = data[at] << 16 | data[at + 1] << 8 | data[at + 2];
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  });
  const [ground] = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0]);
  let inked = 0, all = 0;
  forPixels(shot, box, (at) => {
    const far = Math.abs(data[at] - (ground >> 16)) + Math.abs(data[at + 1] - (ground >> 8 & 255)) +
      Math.abs(data[at + 2] - (ground & 255));
    all += 1;
    if (far > 90) inked += 1;
  });
  return all ? inked / all : 0;
}

/**
 * The smallest box, in CSS pixels, that holds every difference of two pictures inside `within`.
 * @param {Awaited<ReturnType<typeof picture>>} before
 * @param {Awaited<ReturnType<typeof picture>>} after
 * @param {Box} within
 * @returns {Box | undefined} undefined when nothing differs
 */
export function difference(before, after, within) {
  let left = Infinity, right = -1, top = Infinity, bottom = -1;
  forPixels(after, within, (at, x, y) => {
    const far = [0, 1, 2].reduce((sum, i) => sum + Math.abs(before.png.data[at + i] - after.png.data[at + i]), 0);
    if (far < 24) return;
    left = Math.min(left, x);
    right = Math.max(right, x + 1);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y + 1);
  });
  if (right < 0) return undefined;
  const { ratio } = after;
  const [width, height] = [(right - left) / ratio, (bottom - top) / ratio];
  return { x: after.left + left / ratio, y: after.top + top / ratio, width, height };
}
