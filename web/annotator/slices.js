// Work in the browser's idle time, a few milliseconds at once.
import { begin } from '../elements/idle-watch.js';

const longest = 5; // milliseconds: with what a slice cannot foresee it stays below 8
const least = 64; // parts of the work of a change: before a paint it is done, however busy the machine
const patience = 300; // milliseconds: on a page that is never idle it goes on too

/** @type {(work: () => void) => () => void} */
const whenIdle = typeof requestIdleCallback === 'function'
  ? (work) => {
    const id = requestIdleCallback(work, { timeout: patience });
    return () => cancelIdleCallback(id);
  }
  // Safari: behind the next frame, as far as a page can say.
  : (work) => {
    const id = setTimeout(work, 16);
    return () => clearTimeout(id);
  };

/**
 * Behind the next frame, where the page is laid out; on a page that nobody sees there is none.
 * @param {() => void} then
 */
function afterFrame(then) {
  let timer = setTimeout(then, patience);
  const frame = requestAnimationFrame(() => {
    clearTimeout(timer);
    timer = setTimeout(then);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

export class Slices {
  #work;
  /** @type {(() => void) | undefined} */
  #cancel;

  /**
   * @param {(isOver: () => boolean, isIdle: boolean) => boolean} work does some, until `isOver`; returns whether there
   *   is more
   */
  constructor(work) {
    this.#work = work;
  }

  /** Begins when the page has been laid out; goes on when the browser is idle. */
  soon() {
    this.#later(afterFrame);
  }

  /** @param {typeof whenIdle} when */
  #later(when) {
    if (this.#cancel) return;
    const end = begin();
    const cancel = when(() => {
      this.#cancel = undefined;
      this.#do(true);
      end();
    });
    this.#cancel = () => {
      cancel();
      end();
    };
  }

  /** Does some at once, and the rest later. */
  now() {
    this.#do(false);
  }

  stop() {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  /** @param {boolean} isIdle */
  #do(isIdle) {
    const end = performance.now() + longest;
    let parts = isIdle ? 0 : least;
    if (this.#work(() => parts-- <= 0 && performance.now() >= end, isIdle))
      this.#later(isIdle ? whenIdle : afterFrame);
  }
}
