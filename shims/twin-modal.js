// A drawn dialog (widgets/kit/dialog.h) keeps the focus, and gives it back where it came from (ARIA Authoring
// Practices, dialog).

export class Modal {
  #root;
  /** @type {HTMLElement | undefined} */
  #dialog;
  /** What had the focus before. @type {HTMLElement | undefined} */
  #opener;

  /** @param {HTMLElement} root the twin; a dialog is a child of it */
  constructor(root) {
    this.#root = root;
  }

  /**
   * After the twin has been written.
   * @param {HTMLElement | undefined} dialog the one that is open now
   * @param {(within: HTMLElement) => void} enter puts the focus into it
   */
  show(dialog, enter) {
    const opened = dialog && dialog !== this.#dialog, closed = this.#dialog && !dialog;
    if (opened && !this.#dialog) this.#opener = this.#focused();
    this.#dialog = dialog;
    for (const child of /** @type {Iterable<HTMLElement>} */ (this.#root.children)) {
      const off = Boolean(dialog) && child !== dialog;
      if (child.inert !== off) child.inert = off;
    }
    if (opened) enter(dialog);
    if (closed && this.#isFree()) this.#opener?.focus();
  }

  /** Nobody has gone on elsewhere: the frame without the dialog may come after the next press. */
  #isFree() {
    const { activeElement, body } = document;
    return !activeElement || activeElement === body || this.#root.matches(':focus-within');
  }

  #focused() {
    const focused = this.#root.querySelector(':focus');
    return focused instanceof HTMLElement ? focused : undefined;
  }

  /**
   * Tab goes round inside.
   * @param {KeyboardEvent} event
   * @returns {boolean} whether it has moved the focus
   */
  moveByTab(event) {
    if (!this.#dialog || event.key !== 'Tab') return false;
    const stops = /** @type {HTMLElement[]} */ ([...this.#dialog.querySelectorAll('*')])
      .filter((one) => one.tabIndex >= 0 && !one.matches(':disabled'));
    const at = stops.findIndex((one) => one.matches(':focus'));
    const to = (at + (event.shiftKey ? -1 : 1) + stops.length) % stops.length;
    stops[to]?.focus();
    return true;
  }
}
