// The casebook in a place of the page's own: as large as the element, with the bar at its foot.
import { edgeStrip } from './ribbon-frame.js';

/** @typedef {import('./ribbon-frame.js').Size} Size */

export class PlaceFrame {
  #host;
  #bar;
  #observer;

  /** @param {HTMLElement} host @param {import('./ribbon-frame.js').Parts} parts */
  constructor(host, { ribbon, bar, edge, resized }) {
    this.#host = host;
    this.#bar = bar;
    ribbon.className = 'ribbon place';
    bar.stay();
    edge.element.hidden = true;
    this.#observer = new ResizeObserver(resized);
  }

  /** @param {AbortSignal} signal */
  start(signal) {
    this.#observer.observe(this.#host);
    this.#observer.observe(this.#bar.element);
    signal.addEventListener('abort', () => this.#observer.disconnect());
  }

  /** The page says how high it is. */
  want() {
    return false;
  }

  get atSide() {
    return false;
  }

  /**
   * @param {import('./ribbon-record.js').RibbonRecord} _
   * @param {boolean} open the module is there
   * @returns {Size | undefined} what the casebook has to be drawn in
   */
  apply(_, open) {
    this.#bar.show('bottom', false);
    if (!open) return undefined;
    return { width: this.#host.clientWidth,
      height: Math.max(edgeStrip, this.#host.clientHeight - this.#bar.element.offsetHeight) };
  }
}
