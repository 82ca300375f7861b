// Tells when nobody has done anything on the page for a while. Its timer runs only while it is armed (decision 5).
//
// A hidden tab's timers are late and a machine that sleeps has none: the clock decides, and is looked at again when
// somebody comes back, before what they do counts.

const signs = ['pointerdown', 'keydown', 'wheel', 'touchstart'];

export class IdleWatch {
  #after;
  #over;
  #end = 0;
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
    this.#end = Date.now() + this.#after;
    if (this.#armed) return;
    this.#armed = new AbortController();
    const { signal } = this.#armed;
    const used = () => { if (!this.#isOver()) this.#end = Date.now() + this.#after; };
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

  #wait() {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => { if (!this.#isOver()) this.#wait(); },
      Math.max(0, this.#end - Date.now()));
  }

  #isOver() {
    if (!this.#armed || Date.now() < this.#end) return false;
    this.disarm();
    this.#over();
    return true;
  }
}
