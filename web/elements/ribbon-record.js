// What the ribbon remembers of how a person has set it, and the sizes it may have. Pure: no page, no storage.

/** @typedef {'bottom' | 'left' | 'right'} Position */
/** @typedef {'light' | 'dark' | 'system'} Theme */
/** @typedef {'comfortable' | 'compact'} Density */
/**
 * @typedef {object} RibbonRecord
 * @property {Position} position
 * @property {number} height of the casebook at the bottom, CSS pixels; 0 is the default
 * @property {number} width of the casebook at a side, likewise
 * @property {Theme | ''} theme nothing: as the page has it
 * @property {Density | ''} density likewise
 * @property {boolean} collapsed
 * @property {boolean} open the casebook is
 */
/** @typedef {{least: number, most: number, usual: number}} Bounds whole CSS pixels, least <= usual <= most */

const version = 1;
// The whole record is a tenth of it: more is not ours, and is not parsed.
const longest = 2000;
const largest = 100_000;

/** Pixels: the column of the ribbon at a side. */
export const columnWidth = 184;
/** Pixels: in a window narrower than this the ribbon is at the bottom wherever it is set to be. */
export const leastForSides = 800;
// Pixels: below, the casebook has one column, and what stands above the observables takes several lines (view.cc).
const oneColumn = 640;
const leftForPage = 320;
const leftAbove = 24;

/** @type {Readonly<RibbonRecord>} */
export const defaults = Object.freeze({
  position: 'bottom', height: 0, width: 0, theme: '', density: '', collapsed: false, open: false,
});

export const positions = /** @type {const} */ (['bottom', 'left', 'right']);
export const themes = /** @type {const} */ (['light', 'dark', 'system']);
export const densities = /** @type {const} */ (['comfortable', 'compact']);

/**
 * Anybody on the origin may have written the text, or an older or newer version of this: whatever is not as
 * expected is as if it had never been set.
 * @param {string | null} text
 * @returns {RibbonRecord}
 */
export function readRecord(text) {
  const found = parsed(text);
  if (found?.version !== version) return { ...defaults };
  return {
    position: oneOf(positions, found.position) ?? defaults.position,
    height: pixels(found.height),
    width: pixels(found.width),
    theme: oneOf(themes, found.theme) ?? '',
    density: oneOf(densities, found.density) ?? '',
    collapsed: found.collapsed === true,
    open: found.open === true,
  };
}

/** A later version of the widgets has written it: it is not ours to write over. @param {string | null} text */
export function isNewer(text) {
  return Number(parsed(text)?.version) > version;
}

/** @param {RibbonRecord} record */
export function writeRecord(record) {
  return JSON.stringify({ version, ...record });
}

/**
 * How high the casebook may be: the page keeps three tenths of the window, or what a bar in several rows leaves.
 * @param {number} windowHeight
 * @param {number} [barHeight]
 * @param {number} [windowWidth]
 * @returns {Bounds}
 */
export function heightBounds(windowHeight, barHeight = 0, windowWidth = Infinity) {
  const most = Math.max(1, Math.min(Math.round(windowHeight * 0.7), windowHeight - barHeight - leftAbove));
  const usual = windowWidth < oneColumn ? 540 : 360;
  return { least: Math.min(140, most), most, usual: Math.min(usual, most) };
}

/** How wide the casebook may be at a side, so that the page keeps some room. @param {number} windowWidth */
export function widthBounds(windowWidth) {
  const most = Math.max(1, windowWidth - columnWidth - leftForPage);
  return { least: Math.min(280, most), most, usual: Math.min(440, most) };
}

/**
 * @param {number} size 0 for the usual one
 * @param {Bounds} bounds
 */
export function clampSize(size, { least, most, usual }) {
  return size === 0 ? usual : Math.max(least, Math.min(most, Math.round(size)));
}

/** @param {string | null} text @returns {Record<string, unknown> | undefined} */
function parsed(text) {
  if (!text || text.length > longest) return undefined;
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}

/** @param {unknown} value */
function pixels(value) {
  return typeof value === 'number' && value > 0 && value <= largest ? Math.round(value) : 0;
}

/**
 * @template {string} Name
 * @param {readonly Name[]} names
 * @param {unknown} value
 */
function oneOf(names, value) {
  return names.find((name) => name === value);
}
