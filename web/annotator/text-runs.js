// The text of a page as runs: text that a reader sees as one, across inline elements, up to the next block,
// table cell or <br>.

/** @typedef {{nodes: Text[], text: string}} Run */
/** @typedef {{element: HTMLElement}} Declared  an element that says itself which observable it holds */

const passedOver = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT', 'TEXTAREA', 'INPUT', 'SELECT']);
const inline = new Set(['A', 'ABBR', 'B', 'BDI', 'BDO', 'BIG', 'CITE', 'CODE', 'DATA', 'DEL', 'DFN', 'EM', 'FONT',
  'I', 'INS', 'KBD', 'LABEL', 'MARK', 'Q', 'S', 'SAMP', 'SMALL', 'SPAN', 'STRIKE', 'STRONG', 'SUB', 'SUP', 'TIME',
  'TT', 'U', 'VAR', 'WBR']);

/** @param {Element} element */
const isOurs = (element) => element.tagName.startsWith('TR-');

/** @param {Element} element */
function isPassedOver(element) {
  return passedOver.has(element.tagName.toUpperCase()) || element.getAttribute('data-observables') === 'off' ||
    (element.hasAttribute('contenteditable') && element.getAttribute('contenteditable') !== 'false');
}

/** @param {Element} element */
function joins(element) {
  if (isOurs(element)) return true;
  if (!inline.has(element.tagName.toUpperCase())) return false;
  // An element outside of the page has no style yet.
  return ['', 'inline', 'contents'].includes(getComputedStyle(element).display);
}

/** @param {Element} element */
const isDeclared = (element) =>
  element.hasAttribute('data-observable-type') || element.hasAttribute('data-observable-value');

/**
 * The runs and the declared elements below `root`, in document order. Nothing is changed on the way.
 * @param {Element | DocumentFragment} root
 * @returns {(Run | Declared)[]}
 */
export function textRuns(root) {
  if (root instanceof Element &&
    root.closest('[data-observables="off"], [contenteditable]:not([contenteditable="false"])')) return [];
  /** @type {(Run | Declared)[]} */
  const found = [];
  /** @type {Text[]} */
  let nodes = [];
  const finish = () => {
    if (nodes.length > 0) found.push({ nodes, text: nodes.map((node) => node.data).join('') });
    nodes = [];
  };
  // Returns whether the walk goes into the node.
  const enter = (/** @type {Node} */ node) => {
    if (node instanceof Text) nodes.push(node);
    if (!(node instanceof Element)) return node === root;
    if (isOurs(node)) return false;
    if (!joins(node)) finish();
    if (isPassedOver(node)) return false;
    if (!(node instanceof HTMLElement) || !isDeclared(node)) return true;
    finish();
    found.push({ element: node });
    return false;
  };

  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let into = enter(root); ;) {
    if (into && walker.firstChild()) {
      into = enter(walker.currentNode);
      continue;
    }
    while (walker.currentNode !== root && !walker.nextSibling()) {
      walker.parentNode();
      if (walker.currentNode instanceof Element && !joins(walker.currentNode)) finish();
    }
    if (walker.currentNode === root) break;
    into = enter(walker.currentNode);
  }
  finish();
  return found;
}
