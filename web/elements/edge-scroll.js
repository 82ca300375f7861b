// Scrolling a list by holding at its upper or lower edge what a finger drags: a mouse has its wheel, and browsers do it
// for their own drags.

/** Pixels from the edge, and by frame. */
const near = 36, step = 7;

export class EdgeScroll {
  #root;
  #scrolled;
  #frame = 0;

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
    this.stop();
    const found = this.#edge(x, y);
    if (!found) return;
    const { list, by } = found;
    this.#frame = requestAnimationFrame(() => {
      const before = list.scrollTop;
      list.scrollTop += by;
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
    const by = y < top + near ? -step : y > bottom - near ? step : 0;
    return by === 0 ? undefined : { list, by };
  }

  stop() {
    cancelAnimationFrame(this.#frame);
  }
}
