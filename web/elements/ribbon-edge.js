// The edge of the casebook that makes it larger and smaller: dragged along its whole length by mouse or finger, moved
// by keyboard (WAI-ARIA APG, window splitter). A double click, or Enter, gives the usual size back.
import { clampSize } from './ribbon-record.js';
import { strings } from './strings.js';

/** @typedef {import('./ribbon-record.js').Position} Position */
/** @typedef {import('./ribbon-record.js').Bounds} Bounds */

const step = 16;

export class RibbonEdge {
  element = document.createElement('div');
  #sized;
  /** @type {Position} */
  #position = 'bottom';
  #size = 0;
  /** @type {Bounds} */
  #bounds = { least: 0, most: 0, usual: 0 };

  /** @param {(size: number, done: boolean) => void} sized 0 for the usual size; not done while it is dragged */
  constructor(sized) {
    this.#sized = sized;
    this.element.className = 'edge';
    this.element.tabIndex = 0;
    this.element.setAttribute('role', 'separator');
    this.element.addEventListener('pointerdown', (event) => this.#drag(event));
    this.element.addEventListener('dblclick', () => sized(0, true));
    this.element.addEventListener('keydown', (event) => this.#key(event));
  }

  /**
   * @param {Position} position
   * @param {number} size
   * @param {Bounds} bounds
   */
  show(position, size, bounds) {
    this.#position = position;
    this.#size = size;
    this.#bounds = bounds;
    const atBottom = position === 'bottom';
    const words = strings();
    for (const [name, value] of Object.entries({
      'aria-label': atBottom ? words.height : words.width,
      'aria-orientation': atBottom ? 'horizontal' : 'vertical',
      'aria-valuemin': bounds.least, 'aria-valuemax': bounds.most, 'aria-valuenow': size,
      'aria-valuetext': words.pixels.replace('{0}', String(size)),
    })) this.element.setAttribute(name, String(value));
  }

  /** @param {PointerEvent} down */
  #drag(down) {
    if (down.button !== 0 || !down.isPrimary) return;
    down.preventDefault(); // selects nothing
    this.element.focus();
    const start = this.#size;
    const ends = new AbortController();
    const { signal } = ends;
    const sizeAt = (/** @type {PointerEvent} */ { clientX, clientY }) => {
      const moved = { bottom: down.clientY - clientY, left: clientX - down.clientX, right: down.clientX - clientX };
      return clampSize(Math.max(1, start + moved[this.#position]), this.#bounds);
    };
    this.element.setPointerCapture(down.pointerId);
    this.element.addEventListener('pointermove', (event) => this.#sized(sizeAt(event), false), { signal });
    this.element.addEventListener('pointerup', (event) => {
      ends.abort();
      // A press alone sets nothing: the usual size stays the usual one.
      if (sizeAt(event) !== start) this.#sized(sizeAt(event), true);
    }, { signal });
    this.element.addEventListener('lostpointercapture', () => {
      if (signal.aborted) return;
      ends.abort();
      this.#sized(start, false); // the browser has taken the finger away
    }, { signal });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const [grows, shrinks] = {
      bottom: ['ArrowUp', 'ArrowDown'], left: ['ArrowRight', 'ArrowLeft'], right: ['ArrowLeft', 'ArrowRight'],
    }[this.#position];
    const { least, most } = this.#bounds;
    /** @type {Record<string, number>} */
    const sizes = {
      [grows]: this.#size + step, [shrinks]: this.#size - step, Home: least, End: most, Enter: 0,
    };
    const size = sizes[event.key];
    if (size === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    this.#sized(size === 0 ? 0 : clampSize(Math.max(1, size), this.#bounds), true);
  }
}
