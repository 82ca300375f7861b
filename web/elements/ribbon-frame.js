// Where the ribbon stands and how large it is: at the bottom, or a column at a side with the casebook beside it, or
// collapsed to a tab in a corner; and the room that the page leaves for it.
import { PageSpace } from './page-space.js';
import { clampSize, columnWidth, heightBounds, leastForSides, widthBounds } from './ribbon-record.js';

/** @typedef {import('./ribbon-record.js').RibbonRecord} RibbonRecord */
/** @typedef {{width: number, height: number}} Size of the casebook, in CSS pixels */

// The strip of the casebook that is its edge (styles.js).
export const edgeStrip = 10;

/**
 * @typedef {object} Parts
 * @property {HTMLElement} ribbon
 * @property {import('./ribbon-bar.js').RibbonBar} bar
 * @property {import('./ribbon-edge.js').RibbonEdge} edge
 * @property {() => void} resized
 */

export class RibbonFrame {
  #host;
  #ribbon;
  #bar;
  #edge;
  #observer;
  #space = new PageSpace();
  #shown = 0;
  #wanted = 0;

  /** @param {HTMLElement} host @param {Parts} parts */
  constructor(host, { ribbon, bar, edge, resized }) {
    this.#host = host;
    this.#ribbon = ribbon;
    this.#bar = bar;
    this.#edge = edge;
    // Words wrap: the bar is as high as it has to be.
    this.#observer = new ResizeObserver(() => { if (this.#reserve(this.#shown)) resized(); });
  }

  /** @param {AbortSignal} signal when it ends the page has its room back */
  start(signal) {
    this.#observer.observe(this.#bar.element);
    signal.addEventListener('abort', () => {
      this.#observer.disconnect();
      this.#space.giveBack();
    });
  }

  /**
   * What is shown in the casebook would like to be this high; a person who has set the height is not asked.
   * @param {number} height CSS pixels; 0 when the usual one will do
   * @returns {boolean} whether that is news
   */
  want(height) {
    const news = height !== this.#wanted;
    this.#wanted = height;
    return news;
  }

  /** It is a column beside the page. */
  get atSide() {
    return this.#ribbon.classList.contains('side');
  }

  /**
   * @param {RibbonRecord} record
   * @param {boolean} open the casebook is shown
   * @returns {Size | undefined} what the casebook has to be drawn in, when it is shown
   */
  apply(record, open) {
    const position = innerWidth < leastForSides ? 'bottom' : record.position;
    const { collapsed } = record;
    const atSide = !collapsed && position !== 'bottom';
    this.#ribbon.className = ['ribbon', position, atSide ? 'side' : 'foot', collapsed ? 'collapsed' : ''].join(' ');
    this.#bar.show(position, collapsed);
    const shown = open && !collapsed;
    const bounds = atSide ? widthBounds(document.documentElement.clientWidth)
      : heightBounds(innerHeight, this.#bar.element.offsetHeight + 1, innerWidth);
    if (!atSide && this.#wanted) {
      bounds.usual = Math.min(bounds.most, Math.max(bounds.usual, this.#wanted + edgeStrip));
    }
    const size = clampSize(atSide ? record.width : record.height, bounds);
    this.#edge.element.hidden = !shown;
    this.#edge.show(atSide ? position : 'bottom', size, bounds);
    this.#host.style.setProperty('--panel', `${shown ? size : 0}px`);
    this.#shown = shown ? size : 0;
    this.#reserve(this.#shown);
    if (!shown) return undefined;
    return atSide ? { width: size - edgeStrip, height: this.#ribbon.clientHeight }
      : { width: document.documentElement.clientWidth, height: size - edgeStrip };
  }

  /**
   * @param {number} size of the casebook; 0 when it is not shown
   * @returns {boolean} whether the bar's height is another than it was
   */
  #reserve(size) {
    const { style } = this.#host;
    const before = style.getPropertyValue('--bar');
    const beside = (/** @type {string} */ side) =>
      this.atSide && this.#ribbon.classList.contains(side) ? columnWidth + size : 0;
    const bar = this.atSide ? 0 : this.#bar.element.offsetHeight + 1; // with the ribbon's border
    style.setProperty('--bar', `${bar}px`);
    style.setProperty('--foot', this.atSide ? '0px' : `${size}px`);
    this.#space.reserve({
      left: beside('left'), right: beside('right'), bottom: this.atSide ? 0 : bar + size,
    });
    return bar > 0 && style.getPropertyValue('--bar') !== before;
  }
}
