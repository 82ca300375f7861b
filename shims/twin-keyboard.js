// Keys inside what is one stop of Tab: menu, tabs, list, table, splitter (ARIA Authoring Practices). Each function
// says whether the key was its own; then nobody else gets it.

/** @typedef {import('./twin-tree.js').Item} Item */

/** Whether the page reads from right to left here. @param {Element} element */
const mirrored = (element) => getComputedStyle(element).direction === 'rtl';

/** @param {Element} container @param {string} selector */
function stops(container, selector) {
  return /** @type {HTMLElement[]} */ ([...container.querySelectorAll(selector)]);
}

/**
 * Arrow keys, Home, End and the first letter; an arrow to the side opens and closes a sub-menu, Esc closes it first.
 * @param {KeyboardEvent} event
 * @param {HTMLElement} menu the outermost
 */
export function moveInMenu(event, menu) {
  const items = stops(menu, '[role=menuitem]');
  const at = items.findIndex((item) => item.matches(':focus'));
  const focused = items[at];
  if (!focused) return false;
  if (event.key === ' ' && focused instanceof HTMLAnchorElement) {
    if (!event.repeat) focused.click();
    return true;
  }
  const inner = /** @type {HTMLElement | null} */ (focused.closest('[role=menu]'));
  const opener = inner && inner !== menu ? items.find((item) => item.nextElementSibling === inner) : undefined;
  const expanded = focused.getAttribute('aria-expanded');
  const [forward, back] = mirrored(menu) ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft'];
  if (event.key === forward && expanded === 'false') {
    focused.click();
    return focusFirstIn(focused);
  }
  if (event.key === forward && expanded === 'true') return focusFirstIn(focused);
  if (event.key === back && expanded === 'true') {
    focused.click();
    return true;
  }
  if ((event.key === back || event.key === 'Escape') && opener) {
    opener.focus();
    opener.click();
    return true;
  }
  const to = nextByKey(event.key, at, items);
  if (to < 0) return false;
  items[to].focus();
  return true;
}

/** The sub-menu stands right behind its opener. @param {HTMLElement} opener */
function focusFirstIn(opener) {
  const first = opener.nextElementSibling?.querySelector('[role=menuitem]');
  if (first instanceof HTMLElement) first.focus();
  return true;
}

/**
 * The index the focus moves to, or -1.
 * @param {string} key
 * @param {number} at
 * @param {HTMLElement[]} items
 */
function nextByKey(key, at, items) {
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

/**
 * The arrow keys choose the tab they come to.
 * @param {KeyboardEvent} event
 * @param {HTMLElement} list
 */
export function moveInTabs(event, list) {
  const tabs = stops(list, '[role=tab]');
  const at = tabs.findIndex((tab) => tab.matches(':focus'));
  if (at < 0) return false;
  const [next, previous] = mirrored(list) ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft'];
  const count = tabs.length;
  const to = { [next]: (at + 1) % count, [previous]: (at + count - 1) % count, Home: 0, End: count - 1 }[event.key];
  if (to === undefined) return false;
  tabs[to].focus();
  tabs[to].click();
  return true;
}

/**
 * The index of the row a key leads to, from 0; undefined for another key.
 * @param {string} key
 * @param {number} at
 * @param {number} count
 * @param {number} page rows in view
 */
export function rowByKey(key, at, count, page) {
  const to = {
    ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: count - 1,
  }[key];
  return to === undefined ? undefined : Math.max(0, Math.min(to, count - 1));
}

/**
 * The value a splitter gets by a key, or undefined.
 * @param {KeyboardEvent} event
 * @param {Item} item
 * @param {Element} element
 */
export function splitByKey(event, { now = 0, low = 0, high = 100 }, element) {
  const [grow, shrink] = mirrored(element) ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft'];
  const to = { [grow]: now + 16, [shrink]: now - 16, Home: low, End: high }[event.key];
  return to === undefined ? undefined : Math.max(low, Math.min(to, high));
}
