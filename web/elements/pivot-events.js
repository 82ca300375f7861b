// What is done to the pivot buttons of a document or shadow root, heard at the root: one set of listeners for all.
//
// The page's own handlers do not hear a press: a row that opens something by a click stays closed.
import { active } from './active.js';
import { writeDrag } from '../../shims/drag-data.js';
import { raiseContextMenu } from '../../shims/long-press.js';
import { dragByTouch } from '../../shims/touch-drag.js';
import { gripWidth } from './pivot-rules.js';
import { pivotSheet } from './styles.js';

/** @typedef {import('./pivot-menu-element.js').PivotMenuElement} PivotMenuElement */

/** @type {WeakSet<Node>} */
const attended = new WeakSet();

/** @param {EventTarget | null} target */
const isPivot = (target) => target instanceof Element && target.localName === 'tr-pivot-menu';

/** @param {Event} event */
function open(event) {
  event.preventDefault(); // a label around it would act
  const button = /** @type {PivotMenuElement} */ (event.target);
  const { type, value } = button;
  // The page may do something else instead.
  if (button.dispatchEvent(new CustomEvent('tr-pivot', { detail: { type, value }, bubbles: true, composed: true,
    cancelable: true }))) active()?.openPivot(button, type, value, button.getAttribute('warning') ?? '');
}

/** @param {Event} event */
function pressed(event) {
  if (!isPivot(event.target)) return;
  event.stopImmediatePropagation();
  open(event);
}

/** As a button's: Enter when it goes down, the space bar when it comes up. @param {KeyboardEvent} event */
function key(event) {
  if (!isPivot(event.target) || (event.key !== 'Enter' && event.key !== ' ')) return;
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  event.stopImmediatePropagation();
  event.preventDefault(); // the space bar would scroll
  if (!event.repeat && (event.type === 'keydown') === (event.key === 'Enter')) open(event);
}

/** What other tools take: a dropped URL opens, so only a URL is one. @param {PivotMenuElement} button */
const dataOf = ({ type, value }) =>
  ({ text: value, json: JSON.stringify([{ type, value }]), urls: type === 'url' ? value : '' });

/** @param {DragEvent} event */
function dragged(event) {
  if (!isPivot(event.target) || !event.dataTransfer) return;
  const data = dataOf(/** @type {PivotMenuElement} */ (event.target));
  writeDrag(event.dataTransfer, data);
  active()?.drops?.begin(event.dataTransfer, data);
}

/** Where the button is dragged by alone (pivot-rules.js). @param {PointerEvent} event */
function isOnGrip({ target, clientX }) {
  if (!(target instanceof Element)) return false;
  const { left, right } = target.getBoundingClientRect();
  return getComputedStyle(target).direction === 'rtl' ? clientX < left + gripWidth : clientX > right - gripWidth;
}

/**
 * By finger, which browsers' own drag and drop does not have everywhere.
 * @type {import('../../shims/touch-drag.js').Drag}
 */
const byFinger = {
  part: (target, event) => isPivot(target) ? (isOnGrip(event) ? 'grip' : 'body') : undefined,
  begin: (target) => active()?.drops?.touch(dataOf(/** @type {PivotMenuElement} */ (target))) ?? false,
  move: (x, y) => active()?.drops?.moveFinger(x, y),
  drop: () => active()?.drops?.liftFinger(),
  cancel: () => active()?.drops?.cancel(),
};

/**
 * Gives a root's pivot buttons their look and their behaviour, once.
 * @param {Node} root what is no document and no shadow root is left alone
 */
export function attendPivots(root) {
  if (attended.has(root) || !(root instanceof Document || root instanceof ShadowRoot)) return;
  attended.add(root);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, pivotSheet];
  const capture = { capture: true };
  raiseContextMenu(root, (target, event) => isPivot(target) && !isOnGrip(event));
  root.addEventListener('click', pressed, capture);
  root.addEventListener('keydown', (event) => key(/** @type {KeyboardEvent} */ (event)), capture);
  root.addEventListener('keyup', (event) => key(/** @type {KeyboardEvent} */ (event)), capture);
  // By right click, by the context-menu key and Shift+F10, which raise the same event (D-19), and by a long press.
  root.addEventListener('contextmenu', (event) => { if (isPivot(event.target)) open(event); });
  const soon = (/** @type {Event} */ event) => { if (isPivot(event.target)) active()?.preload(); };
  root.addEventListener('pointerover', soon, { passive: true });
  root.addEventListener('focusin', soon);
  dragByTouch(root, byFinger);
  root.addEventListener('dragstart', (event) => dragged(/** @type {DragEvent} */ (event)));
}
