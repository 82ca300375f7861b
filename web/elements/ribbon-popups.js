// What opens over the page: the sign-in dialog, and the pivot menu beside what it is about.
import { Overlay } from './overlay.js';

/** @typedef {import('./surface.js').Surface} Surface */
/** @typedef {'sign-in' | 'pivot-menu'} PopupName */

/** Pixels that stay free at the sides of a narrow window. */
const margin = 18;

export class RibbonPopups {
  dialog = document.createElement('dialog');
  menu = document.createElement('div');
  /** The button that was pressed last: the menu opens beside it. @type {HTMLElement | undefined} */
  anchor;
  #overMenu;

  /**
   * @param {ShadowRoot} root
   * @param {object} listener
   * @param {(name: PopupName) => void} listener.left by the keyboard or by a press beside it
   * @param {(back: boolean) => boolean} listener.tab in the menu; whether the focus has moved on in it
   */
  constructor(root, { left, tab }) {
    this.menu.className = 'menu';
    this.menu.setAttribute('role', 'dialog');
    this.#overMenu = new Overlay(this.menu, root, () => left('pivot-menu'), true);
    this.dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      left('sign-in');
    });
    this.dialog.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !(event.composedPath()[0] instanceof HTMLInputElement)) return;
      const buttons = this.dialog.querySelectorAll('button');
      buttons[buttons.length - 1]?.click(); // as a form: Enter in a field is the primary button
    }, { capture: true }); // a field keeps its keys to itself
    this.menu.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' && event.key !== 'Tab') return;
      event.preventDefault();
      event.stopPropagation(); // Esc is not for what is under the menu
      if (event.key === 'Tab' && tab(event.shiftKey)) return;
      left('pivot-menu');
    });
  }

  /** @param {PopupName} name @param {Surface} surface in it, not drawn yet */
  open(name, surface) {
    if (name === 'sign-in') {
      surface.resize(Math.min(440, innerWidth - margin), 300);
      if (!this.dialog.open) this.dialog.showModal();
      return;
    }
    surface.resize(320, 200);
    if (this.anchor) this.#overMenu.open(this.anchor);
  }

  /** @param {PopupName} name */
  close(name) {
    if (name === 'sign-in') this.dialog.close(); // gives the focus back itself
    else this.#overMenu.close();
  }

  /**
   * @param {PopupName} name
   * @param {Surface} surface
   * @param {number} width
   * @param {number} height
   * @returns {boolean} whether it has another size now
   */
  fit(name, surface, width, height) {
    const wide = Math.min(Math.ceil(width), innerWidth - margin), high = Math.ceil(height);
    const other = surface.width !== wide || surface.height !== high;
    if (other) surface.resize(wide, high);
    if (name === 'pivot-menu') this.moved();
    return other;
  }

  /** What the menu stands beside may be elsewhere. */
  moved() {
    this.#overMenu.place();
  }

  themed() {
    this.#overMenu.themed();
  }
}
