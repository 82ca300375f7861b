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
 * How often each colour occurs in a box.
 * @param {Awaited<ReturnType<typeof picture>>} shot
 * @param {Box} box
 * @returns {Map<number, number>} by colour, 0xRRGGBB
 */
export function colours(shot, box) {
  const { data } = shot.png;
  /** @type {Map<number, number>} */
  const counts = new Map();
  forPixels(shot, box, (at) => {
    const colour = data[at] << 16 | data[at + 1] << 8 | data[at + 2];
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  });
  return counts;
}

/**
 * The most frequent colour of a box.
 * @param {Awaited<ReturnType<typeof picture>>} shot
 * @param {Box} box
 */
export function ground(shot, box) {
  return [...colours(shot, box)].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0])[0];
}

/**
 * Whether the pixel at this offset clearly differs from a colour.
 * @param {Buffer} data
 * @param {number} at
 * @param {number} colour
 */
function differs(data, at, colour) {
  return Math.abs(data[at] - (colour >> 16)) + Math.abs(data[at + 1] - (colour >> 8 & 255)) +
    Math.abs(data[at + 2] - (colour & 255)) > 90;
}

/**
 * The part of a box, 0 to 1, that clearly differs from its most frequent colour: its ink.
 * @param {Awaited<ReturnType<typeof picture>>} shot
 * @param {Box} box
 */
export function ink(shot, box) {
  const most = ground(shot, box);
  let inked = 0, all = 0;
  forPixels(shot, box, (at) => {
    all += 1;
    if (differs(shot.png.data, at, most)) inked += 1;
  });
  return all ? inked / all : 0;
}

/**
 * The smallest box, in CSS pixels, that holds every pixel of `within` that `counts`.
 * @param {Awaited<ReturnType<typeof picture>>} shot
 * @param {Box} within
 * @param {(offset: number) => boolean} counts
 * @returns {Box | undefined} undefined when none does
 */
function boxOf(shot, within, counts) {
  let left = Infinity, right = -1, top = Infinity, bottom = -1;
  forPixels(shot, within, (at, x, y) => {
    if (!counts(at)) return;
    left = Math.min(left, x);
    right = Math.max(right, x + 1);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y + 1);
  });
  if (right < 0) return undefined;
  const { ratio } = shot;
  const [width, height] = [(right - left) / ratio, (bottom - top) / ratio];
  return { x: shot.left + left / ratio, y: shot.top + top / ratio, width, height };
}

/**
 * The smallest box that holds the ink inside `within`.
 * @param {Awaited<ReturnType<typeof picture>>} shot
 * @param {Box} within
 */
export function inkBox(shot, within) {
  const most = ground(shot, within);
  return boxOf(shot, within, (at) => differs(shot.png.data, at, most));
}

/**
 * The smallest box that holds what stands out from the colour in the corner of `within`.
 * @param {Awaited<ReturnType<typeof picture>>} shot
 * @param {Box} within
 */
export function groundBox(shot, within) {
  const { data } = shot.png;
  const around = ground(shot, { x: within.x, y: within.y, width: 2, height: 2 });
  const [red, green, blue] = [around >> 16, around >> 8 & 255, around & 255];
  // An edge between two pixels is in both; the one that has less of it does not count.
  return boxOf(shot, within, (at) =>
    Math.abs(data[at] - red) + Math.abs(data[at + 1] - green) + Math.abs(data[at + 2] - blue) > 24);
}

/**
 * The smallest box, in CSS pixels, that holds every difference of two pictures inside `within`. `before` may be of a
 * larger part of the page.
 * @param {Awaited<ReturnType<typeof picture>>} before
 * @param {Awaited<ReturnType<typeof picture>>} after
 * @param {Box} within
 */
export function difference(before, after, within) {
  const shift = [after.left - before.left, after.top - before.top].map((by) => Math.round(by * after.ratio));
  return boxOf(after, within, (at) => {
    const x = at / 4 % after.png.width + shift[0], y = Math.floor(at / 4 / after.png.width) + shift[1];
    const same = (y * before.png.width + x) * 4;
    return [0, 1, 2].reduce((sum, i) => sum + Math.abs(before.png.data[same + i] - after.png.data[at + i]), 0) >= 24;
  });
}

/**
 * Whether two pixels have the same colour but for rounding.
 * @param {Buffer} data
 * @param {number} at
 * @param {Buffer} otherData
 * @param {number} other
 */
function isLike(data, at, otherData, other) {
  return [0, 1, 2].every((i) => Math.abs(data[at + i] - otherData[other + i]) <= 8);
}

/**
 * The part, 0 to 1, of a canvas's pixels that are not in a picture of the page where they belong. Where the canvas
 * begins between two pixels the browser chooses one of them, and may show a line twice: a neighbour is right as well.
 * @param {Awaited<ReturnType<typeof picture>>} shot
 * @param {PNG} drawn the canvas
 * @param {Box} place of the canvas
 * @param {Box} seen what of it can be seen
 * @param {Box[]} hidden what is over it
 */
export function unlike({ png, ratio, left, top }, drawn, place, seen, hidden) {
  const inside = (/** @type {Box} */ { x, y, width, height }, /** @type {number} */ px, /** @type {number} */ py) =>
    px >= x && py >= y && px < x + width && py < y + height;
  const x0 = Math.round((place.x - left) * ratio), y0 = Math.round((place.y - top) * ratio);
  const near = ratio % 1 ? [0, 1, -1].flatMap((down) => [0, 1, -1].map((right) => down * png.width + right)) : [0];
  let all = 0, others = 0;
  for (let y = 0; y < drawn.height; ++y) {
    for (let x = 0; x < drawn.width; ++x) {
      const px = x + x0, py = y + y0, cssX = left + px / ratio, cssY = top + py / ratio;
      if (px < 1 || py < 1 || px >= png.width - 1 || py >= png.height - 1) continue;
      if (!inside(seen, cssX, cssY) || hidden.some((box) => inside(box, cssX, cssY))) continue;
      const one = (y * drawn.width + x) * 4;
      all += 1;
      if (!near.some((step) => isLike(drawn.data, one, png.data, (py * png.width + px + step) * 4))) others += 1;
    }
  }
  return all ? others / all : 1;
}
