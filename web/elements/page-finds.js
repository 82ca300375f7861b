// Find on page, as far as the page is concerned: what the annotator has found is told to the widgets while they show
// it, and the places they name are marked in the page (C-22, D-21). Nothing leaves the page.
//
// Marked are ranges of text, by the CSS Custom Highlight API: the page's text, layout and selection stay. The button
// beside the shown one gets a ring, which is all there is where a browser has no such highlights.
import { pageMarks } from '../annotator/page-marks.js';

/** @typedef {import('../annotator/marks.js').Mark} Mark */
/** @typedef {{observables: number[], place: number, shows: boolean}} Marking MarkPlaces of widgets/effects/effect.h */

/** The page is looked at again after that many times as long as it took, and not sooner than this, milliseconds. */
const pause = 10, soonest = 150;
/** The names of the highlights in pivot-rules.js. */
const names = { all: 'tr-found', shown: 'tr-shown' };

export class PageFinds {
  #told;
  #hidden;
  /** Every place, in the page's order, and which observable stands there. @type {Mark[]} */
  #marks = [];
  /** @type {number[]} */
  #places = [];
  /** @type {Marking} */
  #marking = { observables: [], place: -1, shows: false };
  /** @type {HTMLElement | undefined} */
  #ringed;
  #timer = 0;
  #took = 0;
  #watching = new AbortController();

  /**
   * @param {(page: object) => void} told what the page has now, see widgets/app/page.cc
   * @param {() => void} hidden the place that was to be shown is not to be seen
   */
  constructor(told, hidden) {
    this.#told = told;
    this.#hidden = hidden;
    this.#watching.abort();
  }

  /** What the page has now; its places are numbered in this order until the next time. */
  get page() {
    const started = performance.now();
    const all = pageMarks.all;
    /** @type {Map<string, number>} */
    const numbers = new Map();
    /** @type {string[]} */
    const kinds = [];
    /** @type {string[]} */
    const values = [];
    this.#marks = all;
    this.#places = all.map(({ type, value }) => {
      const key = `${type} ${value}`;
      let number = numbers.get(key);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(key, number);
        kinds.push(type);
        values.push(value);
      }
      return number;
    });
    this.#took = performance.now() - started;
    return { state: pageMarks.state, kinds, values, places: this.#places.join(' ') };
  }

  /** From now on the widgets are told when the page has other marks. */
  watch() {
    if (!this.#watching.signal.aborted) return;
    this.#watching = new AbortController();
    const { signal } = this.#watching;
    pageMarks.addEventListener('change', () => {
      if (this.#timer !== 0) return;
      this.#timer = window.setTimeout(() => {
        this.#timer = 0;
        if (!signal.aborted) this.#told(this.page);
      }, Math.max(soonest, this.#took * pause));
    }, { signal });
  }

  /** Nothing is marked any more. */
  leave() {
    this.#watching.abort();
    this.mark({ observables: [], place: -1, shows: false });
  }

  /** @param {Marking} marking in the numbers of the page as it was told last */
  mark(marking) {
    this.#marking = marking;
    const shown = this.#marks[marking.place];
    this.#ring(shown?.element);
    this.#highlight(shown);
    if (!marking.shows || !shown) return;
    if (!shown.element.checkVisibility()) return this.#hidden();
    // At once: nothing moves that reduced motion would have to stop. The root's scroll padding keeps it off the ribbon.
    shown.element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
  }

  /** @param {HTMLElement | undefined} button */
  #ring(button) {
    if (button === this.#ringed) return;
    this.#ringed?.removeAttribute('shown');
    button?.setAttribute('shown', '');
    this.#ringed = button;
  }

  /** @param {Mark | undefined} shown */
  #highlight(shown) {
    if (!('highlights' in CSS)) return;
    const wanted = new Set(this.#marking.observables);
    const marks = wanted.size === 0 ? [] : this.#marks.filter((_, at) => wanted.has(this.#places[at]));
    put(names.all, marks, 0);
    put(names.shown, shown ? [shown] : [], 1);
  }
}

/** @param {string} name @param {Mark[]} marks @param {number} priority */
function put(name, marks, priority) {
  if (marks.length === 0) {
    CSS.highlights.delete(name);
    return;
  }
  const highlight = new Highlight();
  for (const { range } of marks) highlight.add(range);
  highlight.priority = priority;
  CSS.highlights.set(name, highlight);
}
