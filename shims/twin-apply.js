// What an item says, as attributes, text and style of its element; written only where it has changed.
import { kindOf } from './twin-roles.js';

/** @typedef {import('./twin-tree.js').Item} Item */

export const fields = 'input:not([type=checkbox]), textarea';

/** An address from data is followed only by these schemes; http is for an embedded service on this machine. */
function safeHref(/** @type {string} */ href) {
  const url = URL.canParse(href) ? new URL(href) : undefined;
  const local = url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  return url && (url.protocol === 'https:' || local) ? url.href : undefined;
}

/**
 * All of an item but its place.
 * @param {HTMLElement} element
 * @param {Item} item
 * @param {Item | undefined} before
 */
export function apply(element, item, before) {
  const placed = !kindOf(item)?.inline && (!same(before?.label, item.label) || before?.box[3] !== item.box[3]);
  if (placed) lookLike(element, item);
  const name = item.name ?? '';
  // What has elements in it is named by them.
  if (!kindOf(item)?.text) attribute(element, 'aria-label', name);
  else if (!element.firstElementChild && element.textContent !== name) element.textContent = name;
  const flag = (/** @type {boolean | undefined} */ value) => (value ? 'true' : undefined);
  const state = (/** @type {boolean | undefined} */ value) => (value === undefined ? undefined : String(value));
  attribute(element, 'aria-description', item.description);
  attribute(element, 'aria-disabled', flag(item.disabled));
  attribute(element, 'aria-current', flag(item.current));
  attribute(element, 'aria-busy', flag(item.busy));
  attribute(element, 'aria-invalid', flag(item.invalid));
  attribute(element, 'aria-selected', state(item.selected));
  attribute(element, 'aria-expanded', state(item.expanded));
  const opens = item.menu || (item.role === 'menuitem' && item.expanded !== undefined);
  attribute(element, 'aria-haspopup', opens ? 'menu' : undefined);
  attribute(element, 'aria-multiselectable', flag(item.multiple));
  attribute(element, 'aria-sort', item.sort);
  attribute(element, 'data-look', item.look);
  attribute(element, 'data-icon', item.icon);
  attribute(element, 'data-plane', item.plane);
  attribute(element, 'draggable', flag(item.drags));
  attribute(element, 'data-drop', flag(item.drops));
  attribute(element, 'data-tick', item.tick ? (item.selected ? 'on' : 'off') : undefined);
  if (item.icon) element.title = name;
  attribute(element, 'aria-modal', item.role === 'dialog' ? 'true' : undefined);
  applyPosition(element, item);
  applyRange(element, item);
  if (item.role === 'tab') element.tabIndex = item.selected ? 0 : -1;
  if (element instanceof HTMLAnchorElement) {
    attribute(element, 'href', safeHref(item.href ?? ''));
    element.target = '_blank';
    element.rel = 'noopener noreferrer';
  }
  if (item.role === 'checkbox') /** @type {HTMLInputElement} */ (element).checked = Boolean(item.checked);
  else if (isField(element)) applyField(element, item, before);
  if (element instanceof HTMLSelectElement) applySelect(element, item, before);
  if (item.scrollHeight) {
    element.dataset.scrolls = '';
    element.style.setProperty('--space', `${item.scrollHeight}px`);
  }
}

/**
 * @param {HTMLElement} element
 * @returns {element is HTMLInputElement | HTMLTextAreaElement}
 */
export function isField(element) {
  return element.matches(fields);
}

/**
 * Whether two plain values are equal.
 * @param {unknown} one
 * @param {unknown} other
 * @returns {boolean}
 */
export function same(one, other) {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every((key) => same(/** @type {any} */ (one)[key], /** @type {any} */ (other)[key]));
}

/**
 * Whether two items are the same but for where they are; as high, too, since a line of text is.
 * @param {Item} one
 * @param {Item} other
 */
export function sameButPlace(one, other) {
  const keys = /** @type {(keyof Item)[]} */ (Object.keys(one));
  return keys.length === Object.keys(other).length && keys.every((key) =>
    key === 'box' ? one.box[3] === other.box[3] : same(one[key], other[key]));
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
 * The twin's text lies over the drawn one: selected, found, and read where the twin is the interface.
 * @param {HTMLElement} element
 * @param {Item} item
 */
function lookLike(element, item) {
  const { label, box } = item;
  const { style } = element;
  style.fontSize = label.size === 14 ? '' : `${label.size}px`;
  style.fontWeight = label.strong ? '600' : '';
  const start = label.start ? `${label.start}px` : '';
  // A flowing text begins at the surface's start edge, whichever way it runs itself.
  if (kindOf(item)?.flow) style.setProperty('--start', start);
  else style.paddingInlineStart = start;
  if (label.line || kindOf(item)?.text) style.lineHeight = `${label.line || box[3]}px`;
  style.paddingBlockStart = label.top ? `${label.top}px` : '';
  // A button puts its text in the middle of what is left of its height.
  const below = label.top && element instanceof HTMLButtonElement ? box[3] - (label.line ?? 0) - label.top : 0;
  style.paddingBlockEnd = below > 0 ? `${below}px` : '';
  element.classList.toggle('muted', Boolean(label.muted));
  element.classList.toggle('centred', Boolean(label.centred));
  element.classList.toggle('paragraph', Boolean(label.line));
}

/**
 * @param {HTMLElement} element
 * @param {Item} item
 */
function applyPosition(element, { role, position, of: count }) {
  if (role === 'option' && position) {
    attribute(element, 'aria-posinset', String(position));
    attribute(element, 'aria-setsize', String(count));
  } else if (role === 'row') {
    attribute(element, 'aria-rowindex', String((position ?? 0) + 1)); // the head is the first row
  } else if (role === 'grid') {
    attribute(element, 'aria-rowcount', String(count));
  }
}

/**
 * @param {HTMLElement} element
 * @param {Item} item
 */
function applyRange(element, { role, now, low, high, value }) {
  if (role !== 'progressbar' && role !== 'splitter') return;
  attribute(element, 'aria-valuenow', now === undefined ? undefined : String(now));
  attribute(element, 'aria-valuemin', low === undefined ? undefined : String(low));
  attribute(element, 'aria-valuemax', high === undefined ? undefined : String(high));
  attribute(element, 'aria-valuetext', value);
  if (role === 'splitter') attribute(element, 'aria-orientation', 'vertical');
  element.style.setProperty('--share', `${now ?? 0}%`);
}

/**
 * @param {HTMLInputElement | HTMLTextAreaElement} field
 * @param {Item} item
 * @param {Item | undefined} before
 */
function applyField(field, item, before) {
  if (item.autocomplete) attribute(field, 'autocomplete', item.autocomplete);
  field.required = Boolean(item.required);
  field.readOnly = Boolean(item.disabled);
  // Written only when C++ changed it: never under the user's caret or an IME.
  const value = item.value ?? '';
  if (item.role !== 'password' && value !== (before?.value ?? '') && value !== field.value) field.value = value;
}

/**
 * @param {HTMLSelectElement} select
 * @param {Item} item
 * @param {Item | undefined} before
 */
function applySelect(select, item, before) {
  if (!same(before?.options, item.options)) {
    select.replaceChildren(...(item.options ?? []).map(({ value, label, disabled }) => {
      const option = new Option(label, value);
      option.disabled = disabled;
      return option;
    }));
  }
  select.value = item.value ?? '';
  select.disabled = Boolean(item.disabled);
}
