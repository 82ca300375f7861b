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

  /** The finger is here now. @param {number} x @param {number} y */
  at(x, y) {
    this.stop();
    const list = this.#root.elementsFromPoint(x, y).find((one) => one.scrollHeight > one.clientHeight + 1
      && ['auto', 'scroll'].includes(getComputedStyle(one).overflowY));
    if (!list || !this.#root.contains(list)) return;
    const { top, bottom } = list.getBoundingClientRect();
    const by = y < top + near ? -step : y > bottom - near ? step : 0;
    if (by === 0) return;
    this.#frame = requestAnimationFrame(() => {
      const before = list.scrollTop;
      list.scrollTop += by;
      if (list.scrollTop !== before) this.#scrolled();
    });
  }

  stop() {
    cancelAnimationFrame(this.#frame);
  }
}
