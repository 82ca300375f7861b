// The DOM twin (decision 3): one real element over each drawn item, with its role, name, state and place.
//
// Built from what C++ declares with a frame and changed only where that has changed. The elements are
// transparent; pixels come from the canvas below. Events go back at once, in their own task. What only the
// interaction knows (scroll positions, the row the keyboard is on, open sub-menus) is kept here and goes with the
// next frame.
import { chooseFiles } from './files.js';
import { raiseContextMenu } from './long-press.js';
import { apply, fields, isField, same, sameButPlace } from './twin-apply.js';
import { moveInMenu, moveInTabs, rowByKey, splitByKey } from './twin-keyboard.js';
import { Modal } from './twin-modal.js';
import { moveByKey, moveByPointer } from './twin-plane.js';
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
 * @property {import('./vault.js').Secret} [secret] what is typed here goes to the vault
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
 * @typedef {object} Listener
 * @property {(id: number, text: string) => void} used the item was activated, or its text is this now
 * @property {(which: import('./vault.js').Secret, text: string) => void} secret the text of a secret's field
 * @property {(files: FileList) => void} [files] somebody has chosen files
 * @property {() => void} look what the twin keeps is another now: a frame is due
 * @property {() => void} draw draws that frame at once
 */

/**
 * @typedef {object} One
 * @property {HTMLElement} element
 * @property {Item} item
 * @property {number[]} place as written: in the style of an element it would have to be read as text
 */

const sides = /** @type {const} */ (['left', 'top', 'width', 'height']);

/** What is open when the list of shortcuts is, see widgets/kit/dialog.h. */
const shortcuts = 0xffffffff;
const focusable = 'input, textarea, button, select, a, [tabindex]';

export class Twin {
  #root;
  #listener;
  /** @type {Map<number, One>} */
  #twins = new Map();
  /** The row of each list that Tab comes to, from 0. @type {Map<number, number>} */
  #active = new Map();
  /** @type {Set<number>} */
  #expanded = new Set();
  /** Of each scroller during an update: to ask an element after a write makes the browser lay out the page.
   * @type {Map<number, number>} */
  #scrolledTo = new Map();
  /** What C++ was told last of each field: its text, or whether there is a password. @type {Map<number, string>} */
  #told = new Map();
  #pressed = 0;
  /** What an update has made to be seen. @type {HTMLElement | undefined} */
  #revealed;
  #modal;
  hovered = 0;
  focused = 0;

  /**
   * @param {HTMLElement} root positioned, as large as the surface; everything in it is this twin's
   * @param {Listener} listener
   */
  constructor(root, listener) {
    this.#root = root;
    this.#listener = listener;
    this.#modal = new Modal(root);
    root.addEventListener('click', (event) => this.#clicked(event));
    root.addEventListener('contextmenu', (event) => this.#menuAsked(event));
    raiseContextMenu(root, (target) => Boolean(this.#rowWithMenu(target)));
    root.addEventListener('keydown', (event) => this.#keyPressed(event));
    root.addEventListener('input', (event) => this.#typed(event));
    root.addEventListener('change', (event) => this.#typed(event));
    root.addEventListener('pointerdown', (event) => this.#grabbed(event));
    root.addEventListener('pointerover', (event) => this.#look(this.#idOf(event.target), this.focused));
    root.addEventListener('pointerleave', () => this.#look(0, this.focused));
    root.addEventListener('focusin', (event) => this.#focusCame(event));
    root.addEventListener('focusout', () => this.#look(this.hovered, 0));
    root.addEventListener('scroll', () => this.#listener.look(), { capture: true, passive: true });
  }

  /** The surface is closed: when it opens again nothing in it is open, and no secret is in a field meanwhile. */
  closed() {
    this.#expanded.clear();
    for (const [id, { element, item }] of this.#twins) {
      if (item.role !== 'password' || !isField(element)) continue;
      element.value = '';
      this.#told.delete(id);
    }
  }

  /** What a frame has to know, as C++ reads it (widgets/screen/frame.h). */
  get state() {
    const scrolled = [];
    for (const [id, { element, item }] of this.#twins) {
      if (item.scrollHeight && element.scrollTop) scrolled.push({ id, at: element.scrollTop });
    }
    return {
      hovered: this.hovered,
      focused: this.focused,
      scrolled,
      active: [...this.#active].map(([id, at]) => ({ id, at })),
      expanded: [...this.#expanded].map((id) => ({ id })),
    };
  }

  /** @param {Item[]} items in reading order, a parent before its children */
  update(items) {
    this.#scrolledTo.clear();
    for (const [id, { element, item }] of this.#twins) {
      if (item.scrollHeight) this.#scrolledTo.set(id, element.scrollTop);
    }
    // Who has no focus cannot lose it: to list all that could have it takes as long as the rest.
    const before = this.#root.matches(':focus-within') ? this.#focusables() : [];
    const focusedAt = before.findIndex((one) => one.matches(':focus'));
    // First, so that what stays is not moved: moving an element takes its focus and its scroll position away.
    const present = new Set(items.map((item) => item.id));
    for (const [id, { element }] of this.#twins) {
      if (present.has(id)) continue;
      element.remove();
      this.#twins.delete(id);
      this.#told.delete(id);
    }
    /** @type {Map<HTMLElement, Element | null>} the next child to stand at, for each parent */
    const next = new Map();
    for (const item of items) {
      const parent = item.parent ? this.#twins.get(item.parent)?.element : this.#root;
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
    this.#setRowStops();
    this.#setMarks();
    this.#revealed?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    this.#revealed = undefined;
    const dialog = items.findLast((item) => item.role === 'dialog');
    this.#modal.show(this.#twins.get(dialog?.id ?? 0)?.element, (within) => this.#focusFirstIn(within));
    const lost = focusedAt >= 0 && !before[focusedAt].isConnected && !this.#root.matches(':focus-within');
    if (lost) this.#keepFocus(focusedAt, before.length);
  }

  /** Tab comes to one row of a list: the one the keyboard was on last, or the first. */
  #setRowStops() {
    for (const { element, item } of this.#twins.values()) {
      if (item.role !== 'option' && item.role !== 'row') continue;
      const list = item.parent ?? 0;
      const stop = item.position === (this.#active.get(list) ?? 0) + 1;
      const tabIndex = stop ? 0 : -1;
      if (item.position && element.tabIndex !== tabIndex) element.tabIndex = tabIndex;
    }
  }

  /** The option of each plane that the keys are on. */
  #setMarks() {
    const planes = new Map([...this.#twins.values()].filter(({ item }) => item.plane).map((one) => [one.item.id, '']));
    if (!planes.size) return;
    for (const { element, item } of this.#twins.values()) {
      if (item.role !== 'option' || !planes.has(item.parent ?? 0)) continue;
      element.id ||= `mark-${item.id}`;
      if (item.selected) planes.set(item.parent ?? 0, element.id);
    }
    for (const [id, mark] of planes) {
      const element = this.#twins.get(id)?.element;
      if (mark) element?.setAttribute('aria-activedescendant', mark);
      else element?.removeAttribute('aria-activedescendant');
    }
  }

  /** The option that the keys of this plane are on. @param {One} plane @returns {One | undefined} */
  #markOf({ element }) {
    const mark = element.querySelector(`#${CSS.escape(element.getAttribute('aria-activedescendant') || 'none')}`);
    return this.#twins.get(this.#idOf(mark));
  }

  /**
   * The focus does not fall out of the surface with what had it: what has come into its place gets it, or, where
   * there are fewer now, what stood before it.
   * @param {number} at
   * @param {number} count of focusable elements before
   */
  #keepFocus(at, count) {
    const all = this.#focusables();
    const index = all.length < count ? at - 1 : at;
    all[Math.max(0, Math.min(index, all.length - 1))]?.focus();
  }

  /**
   * Tab in a surface with a menu: the menu is one stop, what stands outside it is the others.
   * @param {boolean} back
   * @returns {boolean} false when it leaves the surface
   */
  moveByTab(back) {
    const all = this.#focusables();
    const items = all.filter((one) => one.matches('[role=menuitem]:not([aria-disabled])'));
    const stop = items.find((one) => one.matches(':focus')) ?? items[0];
    const stops = all.filter((one) => one === stop || !one.matches('[role=menuitem]'));
    const to = stops[stops.findIndex((one) => one.matches(':focus')) + (back ? -1 : 1)];
    to?.focus();
    return Boolean(to);
  }

  #focusables() {
    return /** @type {HTMLElement[]} */ ([...this.#root.querySelectorAll(focusable)]);
  }

  /** @param {number} id of an item */
  elementOf(id) {
    return this.#twins.get(id)?.element;
  }

  /** Puts the focus where work starts: the first field, menu item or button. */
  focusFirst() {
    this.#focusFirstIn(this.#root);
  }

  /** @param {HTMLElement} element */
  #focusFirstIn(element) {
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
    const known = this.#twins.get(item.id);
    // Another role is another element: a reader is not told a new role of an old one.
    const element = known && known.item.role === item.role ? known.element : this.#make(item);
    if (known && known.element !== element) known.element.replaceWith(element);
    const kept = known?.element === element ? known : undefined, before = kept?.item;
    const one = { element, item, place: kept?.place ?? [] };
    this.#twins.set(item.id, one);
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
      moveByPointer(element, both, (text) => this.#listener.used(item.id, text));
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
    const parent = item.parent ? this.#twins.get(item.parent) : undefined;
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

  /** @param {MouseEvent} event */
  #clicked(event) {
    const id = this.#idOf(event.target);
    // The second press of a double click is for what the first one was on, not for what has come into its place.
    const astray = event.detail > 1 && id !== this.#pressed;
    if (astray) return event.preventDefault();
    this.#pressed = id;
    const one = this.#twins.get(id);
    if (!one) return undefined;
    const row = this.#rowOf(one);
    if (row) return this.#rowUsed(row, howOf(event, row));
    // Pressing what is off changes nothing; a native check box would turn.
    if (one.item.disabled && one.item.role === 'checkbox') return event.preventDefault();
    if (one.item.disabled || !(one.element instanceof HTMLButtonElement)) return undefined;
    if (one.item.toggles) return this.#toggle(one.item.toggles);
    if (one.item.files) return chooseFiles((files) => this.#listener.files?.(files));
    this.#listener.used(one.item.id, '');
    return undefined;
  }

  /** The row that this is, or whose text it is. @param {One | undefined} one @returns {One | undefined} */
  #rowOf(one) {
    if (one?.item.role === 'option' || one?.item.role === 'row') return one;
    const said = one?.item.role === 'gridcell' || one?.item.role === 'text';
    return said ? this.#rowOf(this.#twins.get(one.item.parent ?? 0)) : undefined;
  }

  /** @param {EventTarget | null} target */
  #rowWithMenu(target) {
    const row = this.#rowOf(this.#twins.get(this.#idOf(target)));
    return row?.item.menu ? row : undefined;
  }

  /** Right click, context-menu key, Shift+F10, long press (D-19). @param {MouseEvent} event */
  #menuAsked(event) {
    const at = this.#twins.get(this.#idOf(event.target));
    const mark = at?.item.plane && event.button !== 2 ? this.#markOf(at) : undefined; // by a key
    const row = mark?.item.menu ? mark : this.#rowWithMenu(event.target);
    if (!row) return;
    event.preventDefault();
    this.#rowUsed(row, 'menu');
  }

  /**
   * @param {One} row
   * @param {string} how
   */
  #rowUsed({ element, item }, how) {
    const within = this.#twins.get(item.parent ?? 0);
    if (within?.item.plane) {
      within.element.focus({ preventScroll: true });
      this.#listener.used(item.id, how === 'menu' ? how : '');
      return;
    }
    if (!item.position) return;
    this.#active.set(item.parent ?? 0, item.position - 1);
    this.#setRowStops();
    element.focus({ preventScroll: true });
    this.#listener.used(item.id, how);
  }

  /** Opens or closes what the twin keeps, in the task of the event. @param {number} id */
  #toggle(id) {
    if (!this.#expanded.delete(id)) this.#expanded.add(id);
    this.#listener.draw();
  }

  /**
   * Keys of the surface as a whole: those of an open dialog, and `?`.
   * @param {KeyboardEvent} event
   * @param {HTMLElement} element
   */
  #ofSurface(event, element) {
    const dialog = this.#twins.get(this.#idOf(element.closest('[role=dialog]')));
    const { key } = event;
    if (dialog?.item.role === 'dialog') {
      if (key !== 'Escape') return this.#modal.moveByTab(event);
      if (dialog.item.toggles) this.#toggle(dialog.item.toggles);
      else this.#listener.used(dialog.item.id, '');
      return true;
    }
    if (key !== '?' || element.matches(fields)) return false;
    this.#toggle(shortcuts);
    return true;
  }

  /** @param {KeyboardEvent} event */
  #keyPressed(event) {
    const element = event.target instanceof HTMLElement ? event.target : undefined;
    const one = this.#twins.get(this.#idOf(event.target));
    if (!element || !one || event.isComposing) return;
    // A field to search with before its surface: Esc first gives up what was typed.
    const isSearch = one.item.role === 'searchbox';
    if ((isSearch && this.#movedFromSearch(event, element, one.item)) || this.#ofSurface(event, element)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (element.matches(fields)) {
      // What is typed here is not for the host page's shortcuts; Esc and Tab are for the surface.
      if (event.key !== 'Escape' && event.key !== 'Tab') event.stopPropagation();
      return;
    }
    const presses = event.key === 'Enter' || event.key === ' ';
    // A key that is held presses once: what it opened must not be pressed too.
    if (event.repeat && presses) return event.preventDefault();
    if (!this.#moved(event, element, one)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /**
   * From a field to search with, the arrow leads to what it has found, Enter takes the first of it, and Esc gives up
   * what was typed.
   * @param {KeyboardEvent} event
   * @param {HTMLElement} element
   * @param {Item} item
   */
  #movedFromSearch(event, element, item) {
    const field = /** @type {HTMLInputElement} */ (element);
    if (event.key === 'Escape' && field.value) {
      field.value = '';
      field.dispatchEvent(new Event('input', { bubbles: true }));
      return true;
    }
    const takes = event.key === 'Enter' && field.value;
    if (event.key !== 'ArrowDown' && !takes) return false;
    const within = this.elementOf(item.results ?? 0) ?? field.closest('[role=dialog]') ?? this.#root;
    const found = within.querySelector('[role=menu] [role=menuitem]:not([aria-disabled]), [role=option][tabindex="0"]');
    if (!(found instanceof HTMLElement)) return false;
    found.focus();
    if (takes) found.click();
    return true;
  }

  /**
   * @param {KeyboardEvent} event
   * @param {HTMLElement} element
   * @param {One} one
   */
  #moved(event, element, one) {
    const { item } = one;
    if (item.role === 'menuitem' || item.role === 'menulink') {
      let menu = /** @type {HTMLElement | null | undefined} */ (element.closest('[role=menu]'));
      for (let outer = menu; outer; outer = outer.parentElement?.closest('[role=menu]')) menu = outer;
      return menu ? this.#typedInMenu(event) || moveInMenu(event, menu) : false;
    }
    if (item.role === 'tab' && element.parentElement) return moveInTabs(event, element.parentElement);
    if (item.role === 'option' || item.role === 'row') return this.#movedInRows(event, one);
    if (item.plane) return this.#movedInPlane(event, one);
    if (item.role !== 'splitter') return false;
    const to = splitByKey(event, item, element);
    if (to !== undefined) this.#listener.used(item.id, String(to));
    return to !== undefined;
  }

  /**
   * Where a menu has a filter what is typed in the menu goes there. The letter itself is the browser's to put in.
   * @param {KeyboardEvent} event
   */
  #typedInMenu(event) {
    const types = event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey;
    const filter = types ? this.#root.querySelector('[type=search]') : null;
    if (!(filter instanceof HTMLElement)) return false;
    filter.focus();
    event.stopPropagation(); // not for the host page's shortcuts
    return false;
  }

  /**
   * @param {KeyboardEvent} event
   * @param {One} plane
   */
  #movedInPlane(event, plane) {
    if (event.key === 'Enter') {
      const mark = this.#markOf(plane);
      if (mark) this.#rowUsed(mark, mark.item.menu ? 'menu' : '');
      return Boolean(mark);
    }
    const text = moveByKey(event, plane.element);
    if (text === undefined) return false;
    this.#listener.used(plane.item.id, text);
    // The next key starts from what this one has come to.
    this.#listener.draw();
    return true;
  }

  /**
   * @param {KeyboardEvent} event
   * @param {One} row
   */
  #movedInRows(event, row) {
    const list = this.#twins.get(row.item.parent ?? 0);
    if (!list) return false;
    if (event.key === 'Enter' || event.key === ' ') {
      this.#rowUsed(row, event.key === 'Enter' ? '' : event.shiftKey ? 'extend' : 'toggle');
      return true;
    }
    const { rowHeight = 1, of: count = 0 } = list.item;
    const page = Math.max(1, Math.floor(list.element.clientHeight / rowHeight) - 1);
    const to = rowByKey(event.key, (row.item.position ?? 1) - 1, count, page);
    if (to === undefined) return false;
    this.#goToRow(list, to);
    return true;
  }

  /**
   * Brings a row into view and gives it the focus. It may not be there yet: then it is drawn first.
   * @param {One} list
   * @param {number} index
   */
  #goToRow({ element, item }, index) {
    const { rowHeight = 1 } = item;
    const top = index * rowHeight, { scrollTop, clientHeight } = element;
    if (top < scrollTop) element.scrollTop = top;
    else if (top + rowHeight > scrollTop + clientHeight) element.scrollTop = top + rowHeight - clientHeight;
    this.#active.set(item.id, index);
    this.#listener.draw();
    for (const row of this.#twins.values()) {
      if (row.item.parent === item.id && row.item.position === index + 1) row.element.focus({ preventScroll: true });
    }
  }

  /** A splitter follows the pointer until it is let go. @param {PointerEvent} event */
  #grabbed(event) {
    const one = this.#twins.get(this.#idOf(event.target));
    if (one?.item.role !== 'splitter' || event.button !== 0) return;
    event.preventDefault();
    const { element } = one;
    element.focus();
    element.setPointerCapture(event.pointerId);
    const { now = 0, low = 0, high = 100 } = one.item;
    const sign = getComputedStyle(element).direction === 'rtl' ? -1 : 1;
    const ends = new AbortController();
    const { signal } = ends;
    element.addEventListener('pointermove', (moved) => {
      const to = now + sign * (moved.clientX - event.clientX);
      this.#listener.used(one.item.id, String(Math.max(low, Math.min(Math.round(to), high))));
    }, { signal });
    for (const end of ['pointerup', 'pointercancel']) element.addEventListener(end, () => ends.abort(), { signal });
  }

  /** @param {FocusEvent} event */
  #focusCame(event) {
    const element = event.target instanceof HTMLElement ? event.target : undefined;
    const one = this.#twins.get(this.#idOf(element ?? null));
    if (one?.item.position && one.item.parent) this.#active.set(one.item.parent, one.item.position - 1);
    this.#look(this.hovered, element?.matches(':focus-visible') ? this.#idOf(element) : 0);
  }

  /** @param {Event} event */
  #typed(event) {
    const one = this.#twins.get(this.#idOf(event.target));
    if (!one) return;
    const { element, item } = one;
    if (element instanceof HTMLSelectElement) {
      if (event.type === 'change') this.#listener.used(item.id, element.value);
    } else if (element instanceof HTMLInputElement && item.role === 'checkbox') {
      if (event.type === 'change') this.#listener.used(item.id, element.checked ? 'true' : '');
    } else if (isField(element)) {
      this.#fieldChanged(event, element, item);
    }
  }

  /**
   * What fills fields for people may say `change` alone. After an `input` it brings nothing new, and is not told: C++
   * would take it for typing, and a problem on the screen away.
   * @param {Event} event
   * @param {HTMLInputElement | HTMLTextAreaElement} field
   * @param {Item} item
   */
  #fieldChanged(event, { value }, item) {
    const isSecret = item.role === 'password';
    if (isSecret && item.secret) this.#listener.secret(item.secret, value);
    const text = isSecret ? (value ? '1' : '') : value;
    if (event.type === 'change' && text === (this.#told.get(item.id) ?? item.value ?? '')) return;
    this.#told.set(item.id, text);
    this.#listener.used(item.id, text);
  }

  /** @param {EventTarget | null} target */
  #idOf(target) {
    const element = target instanceof Element ? target.closest('[data-item]') : null;
    return Number(element instanceof HTMLElement ? element.dataset.item : 0);
  }

  /**
   * @param {number} hovered
   * @param {number} focused
   */
  #look(hovered, focused) {
    if (hovered === this.hovered && focused === this.focused) return;
    this.hovered = hovered;
    this.focused = focused;
    this.#listener.look();
  }
}

/**
 * How a row is pressed: chosen, added to or taken from the selection, or up to here.
 * @param {MouseEvent} event
 * @param {One} row
 */
function howOf(event, { element, item }) {
  if (event.shiftKey) return 'extend';
  return event.ctrlKey || event.metaKey || isOnTick(event, element, item.tick ?? 0) ? 'toggle' : '';
}

/** A click that no pointer made has no place. @param {MouseEvent} event @param {Element} row @param {number} width */
function isOnTick({ detail, clientX }, row, width) {
  if (detail === 0) return false;
  const { left, right } = row.getBoundingClientRect();
  return (getComputedStyle(row).direction === 'rtl' ? right - clientX : clientX - left) < width;
}
