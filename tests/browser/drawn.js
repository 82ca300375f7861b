// What is drawn on the canvases of the open surfaces, held against the twins over them.
import { PNG } from 'pngjs';
import { settled } from './fixtures.js';
import { groundBox, ink, inkBox, picture, unlike } from './pixels.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('./pixels.js').Box} Box */

/**
 * @typedef {object} Leaf an item that is drawn itself, not only what is in it
 * @property {number} index among the twin's elements
 * @property {string} name for messages
 * @property {string} role
 * @property {Box} box the element's, cut by what scrolls it and by the window
 * @property {string} text the label; "" where another item says it
 * @property {Box} words where the label stands; as large as it can be seen
 * @property {boolean} hasWords they are in an element of their own
 * @property {boolean} isFocusable
 * @property {boolean} isDisabled
 * @property {boolean} isCut by a scroller
 * @property {boolean} isCentred its label is
 * @property {boolean} hasGround an alert, on a ground of its own
 */

/** Grows a box, so that what is drawn outside of it is seen as well. */
export const around = (/** @type {Box} */ { x, y, width, height }, by = 8) =>
  ({ x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by });

/** The twins of all open surfaces, what is in their shadow trees included. @param {Page} page */
const twins = (page) => page.locator('.twin :is(h2, h3, h4, p, span, li, div, button, a, input, textarea, select)');

/**
 * Everything that is drawn in the open surfaces and can be seen.
 * @param {Page} page
 * @returns {Promise<Leaf[]>}
 */
export function leaves(page) {
  return twins(page).evaluateAll((all) => {
    const screen = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    const cut = (/** @type {any} */ one, /** @type {any} */ by) => ({
      left: Math.max(one.left, by.left), top: Math.max(one.top, by.top),
      right: Math.min(one.right, by.right), bottom: Math.min(one.bottom, by.bottom),
    });
    const boxed = (/** @type {any} */ { left, top, right, bottom }) =>
      ({ x: left, y: top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) });
    const outer = (/** @type {Element} */ one) => one.parentElement ??
      (one.getRootNode() instanceof ShadowRoot ? /** @type {ShadowRoot} */ (one.getRootNode()).host : null);
    return all.flatMap((one, index) => {
      const rect = one.getBoundingClientRect();
      if (!one.checkVisibility() || rect.height === 0) return [];
      let seen = cut(rect, screen), isCut = false;
      for (let box = outer(one); box && box !== document.body; box = outer(box)) {
        if (getComputedStyle(box).overflow === 'visible') continue;
        const before = seen;
        seen = cut(seen, box.getBoundingClientRect());
        isCut ||= before.top !== seen.top || before.bottom !== seen.bottom;
      }
      if (seen.bottom <= seen.top || seen.right <= seen.left) return [];
      const own = [...one.childNodes].find((child) => child instanceof Text);
      const text = one instanceof HTMLSelectElement ? one.selectedOptions[0]?.label ?? ''
        : one.role === 'progressbar' ? one.ariaValueText ?? '' : own?.textContent ?? '';
      const isFocusable = one.matches('button, a, input, textarea, select, [tabindex]');
      if (!text && !isFocusable) return [];
      let words = seen;
      // A picture stands for the words of a button with one.
      const hasWords = Boolean(own) && !(one instanceof HTMLSelectElement) && !one.hasAttribute('data-icon');
      if (own && hasWords) {
        const range = document.createRange();
        range.selectNode(own);
        words = cut(range.getBoundingClientRect(), seen);
      }
      return [{
        index, text, isFocusable, isCut,
        isCentred: one.classList.contains('centred'),
        hasGround: one.matches('[role=alert]:not([data-look])'),
        hasWords,
        name: `${one.role || one.localName} ${one.ariaLabel || text}`,
        role: one.getAttribute('role') ?? one.localName,
        box: boxed(seen),
        words: boxed(words),
        isDisabled: one.ariaDisabled === 'true',
      }];
    });
  });
}

/**
 * The labels of the open surfaces that leave no ink where their twins have them.
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function unlabelled(page) {
  await settled(page);
  const shot = await picture(page);
  const labelled = (await leaves(page)).filter(({ text, words }) => text.trim() && words.height >= 8);
  if (labelled.length < 4) throw new Error(`only ${labelled.length} labels are there`);
  // The ring of the focus is no label: only the inside counts.
  return labelled.filter(({ words, hasWords }) => {
    const [shrunk, least] = hasWords ? [0, 0.03] : [3, 0.004];
    return ink(shot, around(words, -shrunk)) < least;
  }).map(({ text }) => text);
}

/**
 * What is wrong with a drawn box; "" when it is its twin's within one CSS pixel.
 * @param {string} name
 * @param {Box | null | undefined} drawn
 * @param {Box} box
 * @param {number} [most] CSS pixels that a side may be off
 */
function wrongPlace(name, drawn, box, most = 1) {
  if (!drawn) return `${name}: nothing is drawn`;
  const sides = /** @type {const} */ (['x', 'y', 'width', 'height']);
  return sides.filter((side) => Math.abs(drawn[side] - box[side]) > most)
    .map((side) => `${name}: ${side} is ${drawn[side]}, its twin's ${box[side]}`).join('; ');
}

/**
 * How each item's focus changes the canvas it is drawn on: the smallest box around the change, in CSS pixels of the
 * page; null for none. The canvas itself is read, for a picture of the page takes much longer; `misshown` says whether
 * it is what people see. REQUIRES: nothing has the focus.
 * @param {Page} page
 * @param {number[]} indices of twins
 * @returns {Promise<(Box | null)[]>}
 */
function focusBoxes(page, indices) {
  return twins(page).evaluateAll(async (all, wanted) => {
    const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('there is no 2D canvas');
    const parts = wanted.map((index) => {
      const one = /** @type {HTMLElement} */ (all[index]);
      const canvas = one.closest('.surface')?.querySelector('canvas');
      if (!canvas) throw new Error('the twin is over no canvas');
      const place = canvas.getBoundingClientRect(), box = one.getBoundingClientRect();
      const ratio = canvas.width / place.width, edge = 8;
      const left = Math.max(0, Math.floor((box.left - place.left - edge) * ratio));
      const top = Math.max(0, Math.floor((box.top - place.top - edge) * ratio));
      const width = Math.min(canvas.width - left, Math.ceil((box.width + 2 * edge) * ratio));
      const height = Math.min(canvas.height - top, Math.ceil((box.height + 2 * edge) * ratio));
      const read = () => {
        context.canvas.width = width;
        context.canvas.height = height;
        context.drawImage(canvas, left, top, width, height, 0, 0, width, height);
        return context.getImageData(0, 0, width, height).data;
      };
      return { one, place, ratio, left, top, width, read, before: read() };
    });
    const found = [];
    for (const { one, place, ratio, left, top, width, read, before } of parts) {
      one.focus({ focusVisible: true, preventScroll: true });
      await new Promise((done) => { requestAnimationFrame(done); });
      const after = read();
      let x0 = Infinity, x1 = -1, y0 = Infinity, y1 = -1;
      for (let at = 0; at < after.length; at += 4) {
        const far = Math.abs(before[at] - after[at]) + Math.abs(before[at + 1] - after[at + 1]) +
          Math.abs(before[at + 2] - after[at + 2]);
        if (far < 24) continue;
        const x = at / 4 % width, y = Math.floor(at / 4 / width);
        [x0, x1, y0, y1] = [Math.min(x0, x), Math.max(x1, x + 1), Math.min(y0, y), Math.max(y1, y + 1)];
      }
      found.push(x1 < 0 ? null : {
        x: place.left + (left + x0) / ratio, y: place.top + (top + y0) / ratio,
        width: (x1 - x0) / ratio, height: (y1 - y0) / ratio,
      });
    }
    return found;
  }, indices);
}

/**
 * The surfaces whose canvas is not on the screen pixel for pixel: hidden, moved or blurred. What the page shows over
 * it, the text of fields, does not count.
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function misshown(page) {
  await settled(page);
  const shot = await picture(page);
  const faults = [];
  const surfaces = await page.locator('.surface:has(canvas):visible').evaluateAll((all) => all.map((one) => {
    const canvas = /** @type {HTMLCanvasElement} */ (one.querySelector('canvas'));
    const boxed = (/** @type {Element} */ of) => {
      const { x, y, width, height } = of.getBoundingClientRect();
      return { x, y, width, height };
    };
    const copy = document.createElement('canvas');
    [copy.width, copy.height] = [canvas.width, canvas.height];
    copy.getContext('2d')?.drawImage(canvas, 0, 0);
    const [, png] = copy.toDataURL('image/png').split(',');
    const fields = [...one.querySelectorAll('input:not([type=checkbox]), textarea')].map(boxed);
    return { name: one.ariaLabel ?? '', place: boxed(canvas), seen: boxed(one), fields, png };
  }));
  for (const { name, place, seen, fields, png } of surfaces) {
    const drawn = PNG.sync.read(Buffer.from(png, 'base64'));
    const part = unlike(shot, drawn, place, seen, fields);
    // At a ratio that is no whole number the first row of the canvas may share its pixels with what is above it.
    const edge = shot.ratio % 1 ? 1 / drawn.height : 0;
    if (part > 0.002 + edge) faults.push(`${name}: ${(part * 100).toFixed(2)} % of its pixels are others on the screen`);
  }
  return faults;
}

/**
 * What is not drawn where its twin is. The focus is drawn by C++ just inside an item's box: what changes with it is
 * that box. What cannot have it is told by its ground, and by its label's ink.
 * @param {Page} page
 * @param {(leaf: Leaf) => boolean} [wanted]
 * @returns {Promise<{faults: string[], count: number}>}
 */
export async function misplaced(page, wanted = () => true) {
  await page.evaluate(() => {
    let focused = document.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    if (focused instanceof HTMLElement) focused.blur();
  });
  const faults = await misshown(page);
  const before = await picture(page);
  const found = (await leaves(page)).filter(wanted);
  const focusable = found.filter(({ isFocusable }) => isFocusable);
  const boxes = await focusBoxes(page, focusable.map(({ index }) => index));
  for (const [at, { name, box }] of focusable.entries()) faults.push(wrongPlace(name, boxes[at], box));
  for (const { name, box, hasGround } of found) {
    // Each edge of the canvas may have been moved by half a device pixel.
    const most = before.ratio % 1 ? 1 + 1 / before.ratio : 1;
    if (hasGround) faults.push(wrongPlace(name, groundBox(before, around(box, 6)), box, most));
  }
  return { faults: [...faults.filter(Boolean), ...await misplacedLabels(page, before, found)], count: found.length };
}

/**
 * The labels whose ink does not begin where the browser puts the ink of their twins' text: `words` are shown there by
 * a style sheet of the test's. Where a line ends is left to its ellipsis: C++ rounds the advance of each letter.
 * @param {Page} page
 * @param {Awaited<ReturnType<typeof picture>>} drawn
 * @param {Leaf[]} found
 */
async function misplacedLabels(page, drawn, found) {
  const roots = page.locator('.surface');
  await roots.evaluateAll((all) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('.surface { background: #fff; } .surface canvas { visibility: hidden; } ' +
      '.twin * { color: #000 !important; }');
    for (const root of new Set(all.map((one) => /** @type {ShadowRoot} */ (one.getRootNode())))) {
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    }
  });
  const written = await picture(page);
  await roots.evaluateAll((all) => {
    for (const root of new Set(all.map((one) => /** @type {ShadowRoot} */ (one.getRootNode())))) {
      root.adoptedStyleSheets = root.adoptedStyleSheets.slice(0, -1);
    }
  });
  // Canvas, box and line are each rounded to device pixels, in pixels and words on their own.
  const most = drawn.ratio === 1 ? 1.01 : drawn.ratio % 1 ? 3 / drawn.ratio + 0.01 : 1.61;
  const faults = [];
  for (const { name, role, text, words, hasWords, isCentred } of found) {
    if (!text.trim() || !hasWords || words.height < 8) continue;
    const [one, other] = [inkBox(drawn, around(words, 1)), inkBox(written, around(words, 1))];
    if (!one || !other) {
      faults.push(`${name}: no ink ${one ? 'in its twin' : 'is drawn'}`);
      continue;
    }
    // A link is underlined, which its twin is not.
    const bottom = role === 'a' ? 0 : one.y + one.height - other.y - other.height;
    const start = one.x - other.x + (isCentred ? (one.width - other.width) / 2 : 0);
    const off = { start, top: one.y - other.y, bottom };
    for (const [side, by] of Object.entries(off)) {
      if (Math.abs(by) > most) faults.push(`${name}: the label's ${side} is off by ${by}`);
    }
  }
  return faults;
}
