// The DOM twin (decision 3): one real element over each drawn item, with its role, name, state and place.
//
// Built from what C++ declares with a frame and changed only where that has changed. The elements are
// transparent; pixels come from the canvas below. Events go back at once, in their own task.

/**
 * @typedef {object} Item see widgets/kit/semantics.h
 * @property {number} id
 * @property {string} role
 * @property {[number, number, number, number]} box x, y, width, height in the surface
 * @property {number} [parent]
 * @property {string} [name]
 * @property {string} [description]
 * @property {string} [value]
 * @property {string} [href]
 * @property {string} [autocomplete]
 * @property {number} [level]
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
 * @property {(text: string) => void} password the text of the password field
 * @property {() => void} look hover, focus or scroll position is another now
 */

/** Which element stands for a role, and whether its name is its text. */
const elements = /** @type {Record<string, {tag: string, role?: string, text?: boolean}>} */ ({
  button: { tag: 'button', text: true },
  menu: { tag: 'div', role: 'menu' },
  menuitem: { tag: 'button', role: 'menuitem', text: true },
  menulink: { tag: 'a', role: 'menuitem', text: true },
  link: { tag: 'a', text: true },
  text: { tag: 'p', text: true },
  status: { tag: 'div', role: 'status', text: true },
  alert: { tag: 'div', role: 'alert', text: true },
  textbox: { tag: 'input' },
  password: { tag: 'input' },
  combobox: { tag: 'select' },
  list: { tag: 'ul', role: 'list' },
  listitem: { tag: 'li' },
  scroller: { tag: 'div', role: 'group' },
});

/** @param {Item} item */
function kindOf(item) {
  return item.role === 'heading' ? { tag: `h${item.level ?? 2}`, text: true } : elements[item.role];
}

/** An address from data is followed only by these schemes; http is for an embedded service on this machine. */
function safeHref(/** @type {string} */ href) {
  const url = URL.canParse(href) ? new URL(href) : undefined;
  const local = url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  return url && (url.protocol === 'https:' || local) ? url.href : undefined;
}

export class Twin {
  #root;
  #listener;
  /** @type {Map<number, {element: HTMLElement, item: Item}>} */
  #twins = new Map();
  #pressed = 0;
  hovered = 0;
  focused = 0;

  /**
   * @param {HTMLElement} root positioned, as large as the surface; everything in it is this twin's
   * @param {Listener} listener
   */
  constructor(root, listener) {
    this.#root = root;
    this.#listener = listener;
    root.addEventListener('click', (event) => this.#clicked(event));
    // A key that is held presses once: what it opened must not be pressed too.
    root.addEventListener('keydown', (event) => {
      const presses = event.key === 'Enter' || event.key === ' ';
      if (event.repeat && presses && event.target instanceof HTMLElement && event.target.localName !== 'input')
        event.preventDefault();
    });
    root.addEventListener('input', (event) => this.#typed(event));
    root.addEventListener('change', (event) => this.#typed(event));
    root.addEventListener('pointerover', (event) => this.#look(this.#idOf(event.target), this.focused));
    root.addEventListener('pointerleave', () => this.#look(0, this.focused));
    root.addEventListener('focusin', (event) => {
      const seen = event.target instanceof HTMLElement && event.target.matches(':focus-visible');
      this.#look(this.hovered, seen ? this.#idOf(event.target) : 0);
    });
    root.addEventListener('focusout', () => this.#look(this.hovered, 0));
    root.addEventListener('scroll', () => this.#listener.look(), { capture: true, passive: true });
  }

  /** How far the surface's scroller is scrolled. */
  get scrolled() {
    for (const { element, item } of this.#twins.values()) if (item.role === 'scroller') return element.scrollTop;
    return 0;
  }

  /** @param {Item[]} items in reading order, a parent before its children */
  update(items) {
    const before = this.#focusables();
    const focusedAt = before.findIndex((one) => one.matches(':focus'));
    // First, so that what stays is not moved: moving an element takes its focus and its scroll position away.
    const present = new Set(items.map((item) => item.id));
    for (const [id, { element }] of this.#twins) {
      if (present.has(id)) continue;
      element.remove();
      this.#twins.delete(id);
    }
    /** @type {Map<HTMLElement, Element | null>} the next child to stand at, for each parent */
    const next = new Map();
    for (const item of items) {
      const parent = item.parent ? this.#twins.get(item.parent)?.element : this.#root;
      if (!parent || !kindOf(item)) continue;
      const element = this.#elementFor(item);
      const expected = next.has(parent) ? next.get(parent) ?? null : parent.firstElementChild;
      if (element === expected) {
        next.set(parent, element.nextElementSibling);
      } else {
        parent.insertBefore(element, expected);
        next.set(parent, expected);
      }
    }
    if (focusedAt >= 0 && !before[focusedAt].isConnected) this.#keepFocus(focusedAt, before.length);
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
    return /** @type {HTMLElement[]} */ ([...this.#root.querySelectorAll('input, button, select, a')]);
  }

  /** Puts the focus where work starts: the first field, menu item or button. */
  focusFirst() {
    for (const wanted of ['input', '[role=menuitem]:not([aria-disabled])', 'button, select, a']) {
      const first = this.#root.querySelector(wanted);
      if (first instanceof HTMLElement) return first.focus();
    }
    return undefined;
  }

  /** @param {Item} item */
  #elementFor(item) {
    const known = this.#twins.get(item.id);
    const { tag } = kindOf(item);
    const element = known?.element.localName === tag ? known.element : this.#make(item);
    if (known && known.element !== element) known.element.replaceWith(element);
    const before = known?.element === element ? known.item : undefined;
    this.#twins.set(item.id, { element, item });
    if (JSON.stringify(before) !== JSON.stringify(item)) this.#apply(element, item, before);
    return element;
  }

  /** @param {Item} item */
  #make(item) {
    const { tag, role } = kindOf(item);
    const element = document.createElement(tag);
    element.dataset.item = String(item.id);
    if (role) element.setAttribute('role', role);
    if (element instanceof HTMLButtonElement) element.type = 'button';
    if (role === 'menuitem') element.tabIndex = -1;
    if (item.role === 'menu') element.addEventListener('keydown', moveInMenu);
    if (item.role === 'scroller') element.tabIndex = 0;
    if (element instanceof HTMLInputElement) {
      element.type = item.role === 'password' ? 'password' : 'text';
      element.spellcheck = false;
      // What is typed here is not for the host page's shortcuts; Esc is for the surface.
      element.addEventListener('keydown', (event) => { if (event.key !== 'Escape') event.stopPropagation(); });
    }
    return element;
  }

  /**
   * @param {HTMLElement} element
   * @param {Item} item
   * @param {Item | undefined} before
   */
  #apply(element, item, before) {
    this.#place(element, item);
    const { text } = kindOf(item);
    const name = item.name ?? '';
    if (text) {
      if (element.textContent !== name) element.textContent = name;
    } else if (name) {
      element.setAttribute('aria-label', name);
    }
    attribute(element, 'aria-description', item.description);
    attribute(element, 'aria-disabled', item.disabled ? 'true' : undefined);
    attribute(element, 'aria-current', item.current ? 'true' : undefined);
    attribute(element, 'aria-busy', item.busy ? 'true' : undefined);
    attribute(element, 'aria-invalid', item.invalid ? 'true' : undefined);
    if (element instanceof HTMLAnchorElement) {
      attribute(element, 'href', safeHref(item.href ?? ''));
      element.target = '_blank';
      element.rel = 'noopener noreferrer';
    }
    if (element instanceof HTMLInputElement) applyInput(element, item, before);
    if (element instanceof HTMLSelectElement) applySelect(element, item, before);
    if (item.role === 'scroller') spaceOf(element).style.height = `${Number(item.value ?? 0)}px`;
  }

  /**
   * Places are given in the surface; an element's own are in its parent.
   * @param {HTMLElement} element
   * @param {Item} item
   */
  #place(element, item) {
    const parent = item.parent ? this.#twins.get(item.parent) : undefined;
    let [left, top] = item.box;
    if (parent) {
      left -= parent.item.box[0];
      top -= parent.item.box[1];
      if (parent.item.role === 'scroller') top += Math.round(parent.element.scrollTop);
    }
    const { style } = element;
    style.left = `${left}px`;
    style.top = `${top}px`;
    style.width = `${item.box[2]}px`;
    style.height = `${item.box[3]}px`;
  }

  /** @param {Event} event */
  #clicked(event) {
    const id = this.#idOf(event.target);
    // The second press of a double click is for what the first one was on, not for what has come into its place.
    const astray = event instanceof MouseEvent && event.detail > 1 && id !== this.#pressed;
    if (astray) return event.preventDefault();
    this.#pressed = id;
    const twin = this.#twins.get(id);
    if (!twin || twin.item.disabled || twin.element.localName === 'a') return undefined;
    if (twin.element instanceof HTMLButtonElement) this.#listener.used(twin.item.id, '');
    return undefined;
  }

  /** @param {Event} event */
  #typed(event) {
    const twin = this.#twins.get(this.#idOf(event.target));
    if (twin?.element instanceof HTMLSelectElement) {
      if (event.type === 'change') this.#listener.used(twin.item.id, twin.element.value);
    } else if (twin?.element instanceof HTMLInputElement && event.type === 'input') {
      const { value } = twin.element;
      if (twin.item.role === 'password') this.#listener.password(value);
      this.#listener.used(twin.item.id, twin.item.role !== 'password' ? value : value ? '1' : '');
    }
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
 * @param {HTMLElement} element
 * @param {string} name
 * @param {string | undefined} value undefined takes it away
 */
function attribute(element, name, value) {
  if (value === undefined || value === '') element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/**
 * @param {HTMLInputElement} input
 * @param {Item} item
 * @param {Item | undefined} before
 */
function applyInput(input, item, before) {
  if (item.autocomplete) attribute(input, 'autocomplete', item.autocomplete);
  input.required = Boolean(item.required);
  input.readOnly = Boolean(item.disabled);
  // Written only when C++ changed it: never under the user's caret or an IME.
  const value = item.value ?? '';
  if (item.role !== 'password' && value !== (before?.value ?? '') && value !== input.value) input.value = value;
}

/**
 * @param {HTMLSelectElement} select
 * @param {Item} item
 * @param {Item | undefined} before
 */
function applySelect(select, item, before) {
  if (JSON.stringify(before?.options) !== JSON.stringify(item.options)) {
    select.replaceChildren(...(item.options ?? []).map(({ value, label, disabled }) => {
      const option = new Option(label, value);
      option.disabled = disabled;
      return option;
    }));
  }
  select.value = item.value ?? '';
  select.disabled = Boolean(item.disabled);
}

/** The empty element that makes a scroller as long as what is drawn in it. */
function spaceOf(/** @type {HTMLElement} */ scroller) {
  const last = scroller.querySelector(':scope > [data-space]');
  if (last instanceof HTMLElement) return last;
  const space = document.createElement('div');
  space.dataset.space = '';
  space.ariaHidden = 'true';
  scroller.append(space);
  return space;
}

/**
 * Arrow keys, Home, End and the first letter move in a menu (ARIA Authoring Practices, menu).
 * @param {KeyboardEvent} event
 */
function moveInMenu(event) {
  const menu = /** @type {HTMLElement} */ (event.currentTarget);
  if (event.key === ' ' && event.target instanceof HTMLAnchorElement) {
    event.preventDefault();
    if (!event.repeat) event.target.click();
    return;
  }
  const items = /** @type {HTMLElement[]} */ ([...menu.querySelectorAll('[role=menuitem]')]);
  const at = items.findIndex((item) => item.matches(':focus'));
  const to = nextInMenu(event.key, at, items);
  if (to < 0) return;
  event.preventDefault();
  event.stopPropagation();
  items[to].focus();
}

/**
 * The index the focus moves to, or -1.
 * @param {string} key
 * @param {number} at
 * @param {HTMLElement[]} items
 */
function nextInMenu(key, at, items) {
  const count = items.length;
  if (key === 'ArrowDown') return (at + 1) % count;
  if (key === 'ArrowUp') return (at + count - 1) % count;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  if (key.length !== 1 || key === ' ') return -1;
  const letter = key.toLowerCase();
  const starts = (/** @type {HTMLElement} */ item) => (item.textContent ?? '').toLowerCase().startsWith(letter);
  const after = items.findIndex((item, index) => index > at && starts(item));
  return after >= 0 ? after : items.findIndex(starts);
}
