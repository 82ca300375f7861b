// Tells when nobody has done anything on the page for a while. Its timer runs only while it is armed (decision 5).
//
// A hidden tab's timers are late and a machine that sleeps has none: the clocks decide, and are looked at again when
// somebody comes back, before what they do counts. Of two clocks the one by which more time has passed: the page's own
// may stand while the machine sleeps, and the other may be set back.

const signs = ['pointerdown', 'keydown', 'wheel', 'touchstart'];

export class IdleWatch {
  #after;
  #over;
  /** When somebody was seen last, by each clock. */
  #seen = { clock: 0, steady: 0 };
  #timer = 0;
  /** @type {AbortController | undefined} */
  #armed;

  /**
   * @param {number} after milliseconds
   * @param {() => void} over called once, and it is no longer armed then
   */
  constructor(after, over) {
    this.#after = after;
    this.#over = over;
  }

  arm() {
    this.#see();
    if (this.#armed) return;
    this.#armed = new AbortController();
    const { signal } = this.#armed;
    const used = () => { if (!this.#isOver()) this.#see(); };
    for (const sign of signs) addEventListener(sign, used, { signal, capture: true, passive: true });
    document.addEventListener('visibilitychange', () => this.#isOver(), { signal });
    addEventListener('pageshow', () => this.#isOver(), { signal });
    this.#wait();
  }

  disarm() {
    this.#armed?.abort();
    this.#armed = undefined;
    clearTimeout(this.#timer);
  }

  #see() {
    this.#seen = { clock: Date.now(), steady: performance.now() };
  }

  /** @returns {number} milliseconds until it is over */
  #left() {
    const { clock, steady } = this.#seen;
    return this.#after - Math.max(Date.now() - clock, performance.now() - steady);
  }

  #wait() {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => { if (!this.#isOver()) this.#wait(); }, Math.max(0, this.#left()));
  }

  #isOver() {
    if (!this.#armed || this.#left() > 0) return false;
    this.disarm();
    this.#over();
    return true;
  }
}
