// Puts a pivot button (<tr-pivot-menu>) beside every observable of a part of a page (HOST-04, PM-02).
//
//   const marks = await annotate(document.querySelector('#report'));
//   marks.count      // buttons added by this call
//   marks.remove();  // takes them away; the page's text nodes are whole again
//
// A page steers it with attributes: data-observables="off" leaves an element out; data-observable-type and
// data-observable-value declare what an element holds (a shortened hash, an address without a scheme).
// Text is never changed. A second call adds nothing beside what has its button already.
import { loadObservables, types } from '../observables/observables.js';
import { textRuns } from './text-runs.js';

/** @typedef {{type: string, value: string}} Observable */
/** @typedef {Observable & {node: Text, offset: number}} Place  the button goes behind `offset` in `node` */
/** @typedef {import('../observables/observables.js').Observables['find']} Find */
/** @typedef {import('../observables/observables.js').Type} Type */

/**
 * @param {Document | Element | DocumentFragment} root
 * @param {{wasmUrl?: string | URL}} [options] where observables.wasm is, when not beside this file
 * @returns {Promise<{count: number, remove: () => void}>}
 */
export async function annotate(root, options = {}) {
  const { find } = await loadObservables(options);
  const start = root instanceof Document ? root.documentElement : root;
  const places = textRuns(start).flatMap((part) =>
    'element' in part ? declaredPlaces(part.element, find) : runPlaces(part, find));
  /** @type {Element[]} */
  const menus = [];
  /** @type {{node: Text, tail: Text}[]} */
  const splits = [];
  // From the end: what is split off a node never holds a place that is still to come.
  for (const place of places.reverse()) {
    const menu = insert(place, splits);
    if (menu) menus.push(menu);
  }
  return { count: menus.length, remove: () => restore(menus.splice(0), splits.splice(0)) };
}

/**
 * @param {import('./text-runs.js').Run} run
 * @param {Find} find
 * @returns {Place[]}
 */
function runPlaces({ nodes, text }, find) {
  const places = [];
  let index = 0;
  let before = 0;  // length of the nodes in front of `index`
  for (const { type, value, end } of find(text)) {
    while (before + nodes[index].length < end) before += nodes[index++].length;
    places.push({ type, value, node: nodes[index], offset: end - before });
  }
  return places;
}

/**
 * @param {HTMLElement} element
 * @param {Find} find
 * @returns {Place[]}
 */
function declaredPlaces(element, find) {
  const observable = declared(element, find);
  const node = lastText(element);
  if (!observable || !node) return [];
  return [{ ...observable, node, offset: node.data.trimEnd().length }];
}

/**
 * @param {HTMLElement} element
 * @param {Find} find
 * @returns {Observable | undefined} nothing for a kind that is not supported, and for an empty cell
 */
function declared(element, find) {
  const text = (element.dataset.observableValue ?? element.textContent ?? '').trim();
  const type = element.dataset.observableType;
  // The page knows better than the look of it: setup.zip as a domain, evil.example/a as a URL.
  const [hit] = type === undefined ? find(text).filter(({ raw }) => raw === text)
    : types.some((known) => known === type) ? find(text, { declared: /** @type {Type} */ (type) }) : [];
  return hit && { type: hit.type, value: hit.value };
}

/** @param {HTMLElement} element */
function lastText(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  /** @type {Text | undefined} */
  let last;
  while (walker.nextNode())
    if (walker.currentNode instanceof Text && walker.currentNode.data.trim() !== '') last = walker.currentNode;
  return last;
}

/**
 * @param {Place} place
 * @param {{node: Text, tail: Text}[]} splits
 * @returns {Element | undefined} nothing when the button is there already
 */
function insert({ type, value, node, offset }, splits) {
  // A button inside a link or a button would be two controls in one: it goes behind it.
  const control = node.parentElement?.closest('a, button');
  const left = control ?? node;
  if (control || offset === node.length)
    for (let next = left.nextSibling; next instanceof Element && next.tagName === 'TR-PIVOT-MENU';
      next = next.nextSibling)
      if (next.getAttribute('type') === type && next.getAttribute('value') === value) return undefined;
  if (!left.parentNode) return undefined;
  if (!control && offset < node.length) splits.push({ node, tail: node.splitText(offset) });
  const menu = document.createElement('tr-pivot-menu');
  menu.setAttribute('type', type);
  menu.setAttribute('value', value);
  left.parentNode.insertBefore(menu, left.nextSibling);
  return menu;
}

/**
 * @param {Element[]} menus
 * @param {{node: Text, tail: Text}[]} splits in the order they were made
 */
function restore(menus, splits) {
  for (const menu of menus) menu.remove();
  for (const { node, tail } of splits.reverse()) {
    // The page may have moved or replaced them since.
    if (tail.previousSibling !== node) continue;
    node.appendData(tail.data);
    tail.remove();
  }
}
