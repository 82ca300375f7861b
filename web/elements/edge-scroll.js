// Scrolling a list by holding at its upper or lower edge what a finger drags: a mouse has its wheel, and browsers do it
// for their own drags.

/** Pixels from the edge, and by second: as far on a slow machine, which draws few frames, as on a fast one. */
const near = 36, speed = 420;
/** Milliseconds: what comes after a longer gap would jump past what is read. */
const longest = 250;

export class EdgeScroll {
  #root;
  #scrolled;
  #frame = 0;
  /** The frame it has scrolled up to. */
  #last = /** @type {number | undefined} */ (undefined);

  /**
   * @param {ShadowRoot} root of the lists
   * @param {() => void} scrolled something else is under the finger now
   */
  constructor(root, scrolled) {
    this.#root = root;
    this.#scrolled = scrolled;
  }

  /** The finger is here now, until the next call or `stop`. @param {number} x @param {number} y */
  at(x, y) {
    cancelAnimationFrame(this.#frame);
    const found = this.#edge(x, y);
    if (!found) return this.stop();
    const { list, way } = found;
    this.#frame = requestAnimationFrame((now) => {
      const before = list.scrollTop;
      // Not over less than a pixel: browsers keep whole ones.
      const by = Math.trunc(speed * Math.min(now - (this.#last ?? now - 1000 / 60), longest) / 1000);
      if (by > 0) {
        list.scrollTop += way * by;
        this.#last = now;
      }
      // What did not move may do so in the next frame: a list that is drawn anew, or gets its next page.
      if (list.scrollTop === before) this.at(x, y);
      else this.#scrolled();
    });
  }

  /** The list whose edge is there, and which way. @param {number} x @param {number} y */
  #edge(x, y) {
    const list = this.#root.elementsFromPoint(x, y).find((one) => one.scrollHeight > one.clientHeight + 1
      && ['auto', 'scroll'].includes(getComputedStyle(one).overflowY));
    if (!list || !this.#root.contains(list)) return undefined;
    const { top, bottom } = list.getBoundingClientRect();
    const way = y < top + near ? -1 : y > bottom - near ? 1 : 0;
    return way === 0 ? undefined : { list, way };
  }

  stop() {
    cancelAnimationFrame(this.#frame);
    this.#last = undefined;
  }
}
