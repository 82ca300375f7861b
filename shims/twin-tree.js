// The elements of a twin: built from what C++ declares with a frame, and changed only where that has changed.
import { apply, fields, same, sameButPlace } from './twin-apply.js';
import { moveByPointer } from './twin-plane.js';
import { kindOf } from './twin-roles.js';

/**
 * @typedef {object} Label see LabelLook in widgets/kit/semantics.h
 * @property {number} size
 * @property {number} [line]
 * @property {number} [start]
 * @property {number} [top]
 * @property {boolean} [strong]
 * @property {boolean} [muted]
 * @property {boolean} [centred]
 */
/**
 * @typedef {object} Item see widgets/kit/semantics.h
 * @property {number} id
 * @property {string} role
 * @property {[number, number, number, number]} box x, y, width, height in the surface
 * @property {Label} label
 * @property {number} [parent]
 * @property {string} [name]
 * @property {string} [description]
 * @property {string} [value]
 * @property {string} [href]
 * @property {string} [autocomplete]
 * @property {import('./vault.js').SecretField} [secret] what is typed here goes to the vault
 * @property {string} [look]
 * @property {string} [icon]
 * @property {number} [toggles]
 * @property {number} [results] of a field to search with: the list of what it finds
 * @property {string} [sort]
 * @property {number} [level]
 * @property {number} [position]
 * @property {number} [of]
 * @property {number} [scrollHeight]
 * @property {number} [rowHeight]
 * @property {number} [tick] how far the box at the start of a row goes
 * @property {string} [plane]
 * @property {number} [now]
 * @property {number} [low]
 * @property {number} [high]
 * @property {boolean} [checked]
 * @property {boolean} [selected]
 * @property {boolean} [expanded]
 * @property {boolean} [multiple]
 * @property {boolean} [menu] of a row
 * @property {boolean} [drags] of a row
 * @property {boolean} [drops]
 * @property {boolean} [files] of a button
 * @property {boolean} [reveals] of a status
 * @property {boolean} [disabled]
 * @property {boolean} [current]
 * @property {boolean} [busy]
 * @property {boolean} [invalid]
 * @property {boolean} [required]
 * @property {{value: string, label: string, disabled: boolean}[]} [options]
 */

/**
 * @typedef {object} One
 * @property {HTMLElement} element
 * @property {Item} item
 * @property {number[]} place as written: in the style of an element it would have to be read as text
 */

const sides = /** @type {const} */ (['left', 'top', 'width', 'height']);

const focusable = 'input, textarea, button, select, a, [tabindex]';

export class TwinTree {
  #root;
  #used;
  /** By id. @type {Map<number, One>} */
  all = new Map();
  /** Of each scroller during an update: to ask an element after a write makes the browser lay out the page.
   * @type {Map<number, number>} */
  #scrolledTo = new Map();
  /** What an update has made to be seen. @type {HTMLElement | undefined} */
  #revealed;

  /**
   * @param {HTMLElement} root
   * @param {(id: number, text: string) => void} used a plane was moved by a pointer
   */
  constructor(root, used) {
    this.#root = root;
    this.#used = used;
  }

  /** For `keepFocus`. Who has no focus cannot lose it: to list all that could have it takes as long as the rest. */
  focusBefore() {
    const all = this.#root.matches(':focus-within') ? this.focusables() : [];
    return { all, at: all.findIndex((one) => one.matches(':focus')) };
  }

  /**
   * @param {Item[]} items in reading order, a parent before its children
   * @param {Map<number, number>} active the row of each list that the keyboard was on last, from 0
   */
  update(items, active) {
    this.#scrolledTo.clear();
    for (const [id, { element, item }] of this.all) {
      if (item.scrollHeight) this.#scrolledTo.set(id, element.scrollTop);
    }
    // First, so that what stays is not moved: moving an element takes its focus and its scroll position away.
    const present = new Set(items.map((item) => item.id));
    for (const [id, { element }] of this.all) {
      if (present.has(id)) continue;
      element.remove();
      this.all.delete(id);
    }
    /** @type {Map<HTMLElement, Element | null>} the next child to stand at, for each parent */
    const next = new Map();
    for (const item of items) {
      const parent = item.parent ? this.all.get(item.parent)?.element : this.#root;
      if (!parent || !kindOf(item)) continue;
      const expected = next.has(parent) ? next.get(parent) ?? null : parent.firstElementChild;
      const element = this.#elementFor(item);
      // One of another role has taken the place of the one expected.
      const replaced = expected && !expected.isConnected && element.parentElement === parent;
      if (element === expected || replaced) {
        next.set(parent, element.nextElementSibling);
      } else {
        parent.insertBefore(element, expected);
        next.set(parent, expected);
      }
    }
    this.setRowStops(active);
    this.#setMarks();
    this.#revealed?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    this.#revealed = undefined;
  }

  /**
   * Tab comes to one row of a list: the one the keyboard was on last, or the first.
   * @param {Map<number, number>} active
   */
  setRowStops(active) {
    for (const { element, item } of this.all.values()) {
      if (item.role !== 'option' && item.role !== 'row') continue;
      const list = item.parent ?? 0;
      const stop = item.position === (active.get(list) ?? 0) + 1;
      const tabIndex = stop ? 0 : -1;
      if (item.position && element.tabIndex !== tabIndex) element.tabIndex = tabIndex;
    }
  }

  /** The option of each plane that the keys are on. */
  #setMarks() {
    const planes = new Map([...this.all.values()].filter(({ item }) => item.plane).map((one) => [one.item.id, '']));
    if (!planes.size) return;
    for (const { element, item } of this.all.values()) {
      if (item.role !== 'option' || !planes.has(item.parent ?? 0)) continue;
      element.id ||= `mark-${item.id}`;
      if (item.selected) planes.set(item.parent ?? 0, element.id);
    }
    for (const [id, mark] of planes) {
      const element = this.all.get(id)?.element;
      if (mark) element?.setAttribute('aria-activedescendant', mark);
      else element?.removeAttribute('aria-activedescendant');
    }
  }

  /** The option that the keys of this plane are on. @param {One} plane @returns {One | undefined} */
  markOf({ element }) {
    const mark = element.querySelector(`#${CSS.escape(element.getAttribute('aria-activedescendant') || 'none')}`);
    return this.all.get(this.idOf(mark));
  }

  /**
   * The focus does not fall out of the surface with what had it: what has come into its place gets it, or, where
   * there are fewer now, what stood before it.
   * @param {ReturnType<TwinTree['focusBefore']>} before
   */
  keepFocus({ all: before, at }) {
    if (at < 0 || before[at].isConnected || this.#root.matches(':focus-within')) return;
    const all = this.focusables();
    const index = all.length < before.length ? at - 1 : at;
    all[Math.max(0, Math.min(index, all.length - 1))]?.focus();
  }

  focusables() {
    return /** @type {HTMLElement[]} */ ([...this.#root.querySelectorAll(focusable)]);
  }

  /** @param {number} id of an item */
  elementOf(id) {
    return this.all.get(id)?.element;
  }

  /** @param {HTMLElement} element */
  focusFirstIn(element) {
    const entry = '[role=menuitem]:not([aria-disabled])';
    // Where there is a menu work starts in it; its filter is a letter away.
    const order = element.querySelector(entry) ? [entry] : [fields, 'button, select, a'];
    for (const wanted of order) {
      const first = element.querySelector(wanted);
      if (first instanceof HTMLElement) return first.focus();
    }
    return undefined;
  }

  /** @param {Item} item */
  #elementFor(item) {
    const known = this.all.get(item.id);
    // Another role is another element: a reader is not told a new role of an old one.
    const element = known && known.item.role === item.role ? known.element : this.#make(item);
    if (known && known.element !== element) known.element.replaceWith(element);
    const kept = known?.element === element ? known : undefined, before = kept?.item;
    const one = { element, item, place: kept?.place ?? [] };
    this.all.set(item.id, one);
    const looksSame = before && sameButPlace(before, item);
    if (looksSame && same(before.box, item.box)) return element;
    if (!kindOf(item)?.inline) this.#place(one);
    // What is scrolled is at another place and otherwise as it was.
    if (!looksSame) apply(element, item, before);
    if (item.reveals && item.name && item.name !== before?.name) this.#revealed = element;
    return element;
  }

  /** @param {Item} item */
  #make(item) {
    const { tag, role, type, hidden, flow, inline } = kindOf(item) ?? { tag: 'p' };
    const element = document.createElement(tag);
    element.dataset.item = String(item.id);
    if (role) element.setAttribute('role', role);
    if (hidden) element.ariaHidden = 'true';
    if (flow) element.className = 'flow';
    if (inline) element.className = 'inline';
    if (element instanceof HTMLButtonElement) element.type = 'button';
    if (role === 'menuitem' || item.position && (role === 'option' || role === 'row')) element.tabIndex = -1;
    if (item.role === 'list' || item.role === 'splitter' || item.plane) element.tabIndex = 0;
    if (item.plane) {
      const both = item.plane === 'xy';
      moveByPointer(element, both, (text) => this.#used(item.id, text));
    }
    if (element instanceof HTMLInputElement && type) element.type = type;
    if (element.matches(fields)) element.spellcheck = item.role === 'textarea';
    return element;
  }

  /**
   * Places are given in the surface; an element's own are in its parent.
   * @param {One} one
   */
  #place(one) {
    const { element, item } = one;
    const parent = item.parent ? this.all.get(item.parent) : undefined;
    let [left, top] = item.box;
    if (parent) {
      left -= parent.item.box[0];
      top -= parent.item.box[1];
      top += Math.round(this.#scrolledTo.get(parent.item.id) ?? 0);
    }
    const place = [left, top, item.box[2], item.box[3]];
    for (const [at, side] of sides.entries()) {
      if (place[at] !== one.place[at]) element.style[side] = `${place[at]}px`;
    }
    one.place = place;
  }

  /** The row that this is, or whose text it is. @param {One | undefined} one @returns {One | undefined} */
  rowOf(one) {
    if (one?.item.role === 'option' || one?.item.role === 'row') return one;
    const said = one?.item.role === 'gridcell' || one?.item.role === 'text';
    return said ? this.rowOf(this.all.get(one.item.parent ?? 0)) : undefined;
  }

  /** @param {EventTarget | null} target */
  idOf(target) {
    const element = target instanceof Element ? target.closest('[data-item]') : null;
    return Number(element instanceof HTMLElement ? element.dataset.item : 0);
  }
}
