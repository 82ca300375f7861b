// The DOM twin (decision 3): one real element over each drawn item, with its role, name, state and place.
//
// The elements (twin-tree.js) are transparent; pixels come from the canvas below. Events go back at once, in their own
// task. What only the interaction knows (scroll positions, the row the keyboard is on, open sub-menus) is kept here and
// goes with the next frame.
import { chooseFiles } from './files.js';
import { raiseContextMenu } from './long-press.js';
import { fields, isField } from './twin-apply.js';
import { moveInMenu, moveInTabs, rowByKey, splitByKey } from './twin-keyboard.js';
import { Modal } from './twin-modal.js';
import { moveByKey } from './twin-plane.js';
import { TwinTree } from './twin-tree.js';

/** @typedef {import('./twin-tree.js').Item} Item */
/** @typedef {import('./twin-tree.js').One} One */

/**
 * @typedef {object} Listener
 * @property {(id: number, text: string) => void} used the item was activated, or its text is this now
 * @property {(which: import('./vault.js').SecretField, text: string) => void} secret the text of a secret's field
 * @property {(files: FileList) => void} [files] somebody has chosen files
 * @property {() => void} look what the twin keeps is another now: a frame is due
 * @property {() => void} draw draws that frame at once
 */

/** What is open when the list of shortcuts is, see widgets/kit/dialog.h. */
const shortcuts = 0xffffffff;

export class Twin {
  #root;
  #listener;
  #tree;
  /** The row of each list that Tab comes to, from 0. @type {Map<number, number>} */
  #active = new Map();
  /** @type {Set<number>} */
  #expanded = new Set();
  /** What C++ was told last of each field: its text, or whether there is a password. @type {Map<number, string>} */
  #told = new Map();
  #pressed = 0;
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
    this.#tree = new TwinTree(root, (id, text) => listener.used(id, text));
    this.#modal = new Modal(root);
    root.addEventListener('click', (event) => this.#clicked(event));
    root.addEventListener('contextmenu', (event) => this.#menuAsked(event));
    raiseContextMenu(root, (target) => Boolean(this.#rowWithMenu(target)));
    root.addEventListener('keydown', (event) => this.#keyPressed(event));
    root.addEventListener('input', (event) => this.#typed(event));
    root.addEventListener('change', (event) => this.#typed(event));
    root.addEventListener('pointerdown', (event) => this.#grabbed(event));
    root.addEventListener('pointerover', (event) => this.#look(this.#tree.idOf(event.target), this.focused));
    root.addEventListener('pointerleave', () => this.#look(0, this.focused));
    root.addEventListener('focusin', (event) => this.#focusCame(event));
    root.addEventListener('focusout', () => this.#look(this.hovered, 0));
    root.addEventListener('scroll', () => this.#listener.look(), { capture: true, passive: true });
  }

  /** The surface is closed: when it opens again nothing in it is open, and no secret is in a field meanwhile. */
  closed() {
    this.#expanded.clear();
    this.forgetSecrets();
  }

  /** What was typed into the fields of secrets is gone from them. */
  forgetSecrets() {
    for (const [id, { element, item }] of this.#tree.all) {
      if (item.role !== 'password' || !isField(element)) continue;
      element.value = '';
      this.#told.delete(id);
    }
  }

  /** What a frame has to know, as C++ reads it (widgets/screen/frame.h). */
  get state() {
    const scrolled = [];
    for (const [id, { element, item }] of this.#tree.all) {
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
    const focus = this.#tree.focusBefore();
    this.#tree.update(items, this.#active);
    for (const id of this.#told.keys()) if (!this.#tree.all.has(id)) this.#told.delete(id);
    const dialog = items.findLast((item) => item.role === 'dialog');
    this.#modal.show(this.elementOf(dialog?.id ?? 0), (within) => this.#tree.focusFirstIn(within));
    this.#tree.keepFocus(focus);
  }

  /**
   * What was typed there does not stand in the field as if it had been taken: the field was of a case that is shown
   * still, while another one is open already.
   * @param {number} id of an item
   */
  takeBack(id) {
    const one = this.#tree.all.get(id);
    if (!one || one.item.role === 'password' || !isField(one.element)) return;
    one.element.value = one.item.value ?? '';
    this.#told.delete(id);
  }

  /** @param {number} id of an item */
  elementOf(id) {
    return this.#tree.elementOf(id);
  }

  /**
   * Tab in a surface with a menu: the menu is one stop, what stands outside it is the others.
   * @param {boolean} back
   * @returns {boolean} false when it leaves the surface
   */
  moveByTab(back) {
    const all = this.#tree.focusables();
    const items = all.filter((one) => one.matches('[role=menuitem]:not([aria-disabled])'));
    const stop = items.find((one) => one.matches(':focus')) ?? items[0];
    const stops = all.filter((one) => one === stop || !one.matches('[role=menuitem]'));
    const to = stops[stops.findIndex((one) => one.matches(':focus')) + (back ? -1 : 1)];
    to?.focus();
    return Boolean(to);
  }

  /** Puts the focus where work starts: the first field, menu item or button. */
  focusFirst() {
    this.#tree.focusFirstIn(this.#root);
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const id = this.#tree.idOf(event.target);
    // The second press of a double click is for what the first one was on, not for what has come into its place.
    const astray = event.detail > 1 && id !== this.#pressed;
    if (astray) return event.preventDefault();
    this.#pressed = id;
    const one = this.#tree.all.get(id);
    if (!one) return undefined;
    const row = this.#tree.rowOf(one);
    if (row) return this.#rowUsed(row, howOf(event, row));
    // Pressing what is off changes nothing; a native check box would turn.
    if (one.item.disabled && one.item.role === 'checkbox') return event.preventDefault();
    if (one.item.disabled || !(one.element instanceof HTMLButtonElement)) return undefined;
    if (one.item.toggles) return this.#toggle(one.item.toggles);
    if (one.item.files) return chooseFiles((files) => this.#listener.files?.(files));
    this.#listener.used(one.item.id, '');
    return undefined;
  }

  /** @param {EventTarget | null} target */
  #rowWithMenu(target) {
    const row = this.#tree.rowOf(this.#tree.all.get(this.#tree.idOf(target)));
    return row?.item.menu ? row : undefined;
  }

  /** Right click, context-menu key, Shift+F10, long press (D-19). @param {MouseEvent} event */
  #menuAsked(event) {
    const at = this.#tree.all.get(this.#tree.idOf(event.target));
    const mark = at?.item.plane && event.button !== 2 ? this.#tree.markOf(at) : undefined; // by a key
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
    const within = this.#tree.all.get(item.parent ?? 0);
    if (within?.item.plane) {
      within.element.focus({ preventScroll: true });
      this.#listener.used(item.id, how === 'menu' ? how : '');
      return;
    }
    if (!item.position) return;
    this.#active.set(item.parent ?? 0, item.position - 1);
    this.#tree.setRowStops(this.#active);
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
    const dialog = this.#tree.all.get(this.#tree.idOf(element.closest('[role=dialog]')));
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
    const one = this.#tree.all.get(this.#tree.idOf(event.target));
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
      const mark = this.#tree.markOf(plane);
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
    const list = this.#tree.all.get(row.item.parent ?? 0);
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
    for (const row of this.#tree.all.values()) {
      if (row.item.parent === item.id && row.item.position === index + 1) row.element.focus({ preventScroll: true });
    }
  }

  /** A splitter follows the pointer until it is let go. @param {PointerEvent} event */
  #grabbed(event) {
    const one = this.#tree.all.get(this.#tree.idOf(event.target));
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
    const one = this.#tree.all.get(this.#tree.idOf(element ?? null));
    if (one?.item.position && one.item.parent) this.#active.set(one.item.parent, one.item.position - 1);
    this.#look(this.hovered, element?.matches(':focus-visible') ? this.#tree.idOf(element) : 0);
  }

  /** @param {Event} event */
  #typed(event) {
    const one = this.#tree.all.get(this.#tree.idOf(event.target));
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
