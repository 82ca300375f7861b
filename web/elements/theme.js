// The look of the widgets: one table of colours for the plain DOM and for what is drawn.
//
// A page sets any of them, on an ancestor or on the element: `tr-ribbon { --tr-accent: rebeccapurple; }`. Any CSS
// colour will do. `--tr-density: compact` makes rows and fields lower. With forced colours the user's win.

/** Each as light, dark, and with forced colours (CSS Color 4, system colours). */
export const colours = /** @type {const} */ ({
  'surface': ['#ffffff', '#1a2028', 'Canvas'],
  'raised': ['#f3f5f8', '#222a35', 'Canvas'],
  'text': ['#1b2430', '#e6ebf2', 'CanvasText'],
  'muted': ['#566273', '#a3b0c0', 'CanvasText'],
  'border': ['#c9d0da', '#3d4857', 'CanvasText'],
  'field': ['#ffffff', '#12161c', 'Field'],
  'field-border': ['#7d8899', '#75839a', 'FieldText'],
  'field-text': ['#1b2430', '#e6ebf2', 'FieldText'],
  'accent': ['#0b63bd', '#6cb4fb', 'LinkText'],
  'on-accent': ['#ffffff', '#0b1a2b', 'Canvas'],
  'hover': ['#eaf0f7', '#273140', 'color-mix(in srgb, Highlight 15%, Canvas)'],
  'selected': ['#deebf9', '#23374f', 'color-mix(in srgb, Highlight 30%, Canvas)'],
  'danger': ['#b3261e', '#ff9a92', 'CanvasText'],
  'danger-surface': ['#fdeceb', '#3a2123', 'Canvas'],
  'malicious': ['#b3261e', '#ff9a92', 'CanvasText'],
  'suspicious': ['#8a4b00', '#f2b45c', 'CanvasText'],
  'common': ['#0b5a99', '#8fc3f7', 'CanvasText'],
  'clean': ['#1a6b38', '#7fd39b', 'CanvasText'],
});

/** @typedef {keyof typeof colours} ColourName */

const names = /** @type {ColourName[]} */ (Object.keys(colours));
const forced = '(forced-colors: active)';

// What a rule may use: the page's colour, else ours.
const ours = (/** @type {0 | 1} */ theme) =>
  names.map((name) => `--_${name}: var(--tr-${name}, ${colours[name][theme]});`).join(' ');

/** Defines `--_accent` and the others for a shadow tree; its host has the class `dark` in the dark theme. */
export const themeRules = `
  :host { ${ours(0)} --_density: var(--tr-density, comfortable); }
  :host(.dark) { ${ours(1)} color-scheme: dark; }
  @media ${forced} { :host, :host(.dark) { ${names.map((name) => `--_${name}: ${colours[name][2]};`).join(' ')} } }`;

/** What a shadow tree is drawn with: to be set on another one that shall look the same. */
export const themeNames = [...names.map((name) => `--_${name}`), '--_density', '--_font'];

/** Calls back when forced colours come or go. @param {() => void} changed */
export function onForcedColours(changed) {
  matchMedia(forced).addEventListener('change', changed);
}

/** Reads what is to be drawn with, and says so when that is another than the last time. */
export class ThemeReader {
  #pixel = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  #probe = document.createElement('i');
  #last = '';

  constructor() {
    this.#probe.style.setProperty('forced-color-adjust', 'none');
    this.#probe.hidden = true;
  }

  /**
   * @param {HTMLElement} element in a tree with `themeRules`
   * @returns {object | undefined} the message `theme` (widgets/stage/stage.h)
   */
  read(element) {
    const style = getComputedStyle(element);
    const values = names.map((name) => style.getPropertyValue(`--_${name}`).trim());
    const density = style.getPropertyValue('--_density').trim();
    const state = JSON.stringify([values, density, style.colorScheme, matchMedia(forced).matches]);
    if (state === this.#last) return undefined;
    this.#last = state;
    element.append(this.#probe);
    const resolved = names.map((name, at) => [name, this.#resolve(values[at], colours[name][0])]);
    this.#probe.remove();
    return { is: 'theme', compact: density === 'compact', colours: Object.fromEntries(resolved) };
  }

  /**
   * Any CSS colour as red, green, blue and opacity, the lowest byte first.
   * @param {string} value
   * @param {string} otherwise where the page's value is none
   */
  #resolve(value, otherwise) {
    const { style } = this.#probe;
    style.color = otherwise;
    style.color = value; // changes nothing when it is no colour
    if (!this.#pixel) return 0;
    this.#pixel.clearRect(0, 0, 1, 1);
    this.#pixel.fillStyle = getComputedStyle(this.#probe).color;
    this.#pixel.fillRect(0, 0, 1, 1);
    const { data } = this.#pixel.getImageData(0, 0, 1, 1);
    return new DataView(data.buffer).getUint32(0, true);
  }
}
