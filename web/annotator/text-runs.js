// The text of a page as runs: text that a reader sees as one, across inline elements and line breaks, up to the next
// block or table cell (D-05).
//
// A walk goes through a part of the page run by run, and can rest between two: what it has to go to next is kept right
// while the page changes.

/** @typedef {import('./marks.js').Part} Part */
/** @typedef {{parts: Part[], text: string}} Run */
/** @typedef {{element: HTMLElement}} Declared  an element that says itself which observable it holds */

const html = 'http://www.w3.org/1999/xhtml';
const passedOver = new Set(['script', 'style', 'template', 'noscript', 'textarea', 'input', 'select', 'option',
  'iframe', 'object', 'canvas', 'audio', 'video', 'head', 'title']);
const inline = new Set(['a', 'abbr', 'b', 'bdi', 'bdo', 'big', 'cite', 'code', 'data', 'del', 'dfn', 'em', 'font', 'i',
  'ins', 'kbd', 'label', 'mark', 'q', 's', 'samp', 'small', 'span', 'strike', 'strong', 'sub', 'sup', 'time', 'tt', 'u',
  'var', 'wbr']);

/** @param {Element} element */
const isOurs = (element) => element.localName.startsWith('tr-');

/** Whether nobody looks for observables in there. @param {Element} element */
function isPassedOver(element) {
  return passedOver.has(element.localName) || element.namespaceURI !== html ||
    element.getAttribute('data-observables') === 'off' ||
    (element.hasAttribute('contenteditable') && element.getAttribute('contenteditable') !== 'false');
}

/** @param {Element} element */
const isDeclared = (element) =>
  element.hasAttribute('data-observable-type') || element.hasAttribute('data-observable-value');

/** Whether text goes on through a node: into it, or past it. @param {Node} node */
export function joins(node) {
  if (!(node instanceof Element)) return node.nodeType !== Node.DOCUMENT_FRAGMENT_NODE;
  if (isOurs(node) || node.localName === 'br') return true;
  if (!inline.has(node.localName) || isPassedOver(node) || isDeclared(node)) return false;
  // An element outside of the page has no style yet.
  return ['', 'inline', 'contents'].includes(getComputedStyle(node).display);
}

/**
 * A line end in the page's source is a blank to its readers, but in preformatted text. Same length.
 * @param {Text} node
 */
function asRead(node) {
  const { data } = node;
  if (!/\S[\r\n]+\S/.test(data) || !node.parentElement) return data;
  const { whiteSpace } = getComputedStyle(node.parentElement);
  return /^(pre|break-spaces)/.test(whiteSpace) ? data : data.replace(/[\r\n]/g, ' ');
}

/**
 * The outermost element around `node`, within `root`, whose content is read as one: declared, or passed over.
 * @param {Node} node
 * @param {Node} root
 */
function special(node, root) {
  let found;
  for (let at = /** @type {Node | null} */ (node); at; at = at.parentNode) {
    if (at instanceof Element && (isPassedOver(at) || isDeclared(at) || isOurs(at))) found = at;
    if (at === root) break;
  }
  return found;
}

export class Walk {
  /** Where it goes on: always where a run may begin. @type {Node | null} */
  #at;
  #parent;
  /** The node behind the last one of all. @type {Node | null} */
  #end;

  /**
   * All of `first` to `last`, which stand beside each other.
   * @param {Node} first
   * @param {Node} last
   */
  constructor(first, last = first) {
    this.#at = first;
    this.#parent = first.parentNode;
    this.#end = last.nextSibling;
  }

  /**
   * What a change of `node` may have changed: the node itself, or with text or what is inline all of the text around
   * it. Nothing where no observables are looked for.
   * @param {Node} node
   * @param {Node} root
   * @param {Set<Node>} seen what other walks go through; what this one does is added
   */
  static around(node, root, seen) {
    const whole = special(node, root);
    let first = whole && isDeclared(whole) && !isPassedOver(whole) ? whole : node;
    if (whole && whole !== first) return undefined;
    while (first !== root && first.parentNode && first.parentNode !== root && joins(first) && joins(first.parentNode))
      first = first.parentNode;
    if (seen.has(first)) return undefined;
    let last = first;
    if (first !== root && joins(first)) {
      while (first.previousSibling && joins(first.previousSibling)) first = first.previousSibling;
      while (last.nextSibling && joins(last.nextSibling)) last = last.nextSibling;
    }
    for (let at = /** @type {Node | null} */ (first); at; at = at === last ? null : at.nextSibling) seen.add(at);
    return new Walk(first, last);
  }

  /** The next with anything in it, or nothing at the end. @returns {Run | Declared | undefined} */
  next() {
    /** @type {Part[]} */
    const parts = [];
    let text = '';
    let blank = true;
    while (this.#at && this.#at !== this.#end) {
      const node = this.#at;
      let into = false;
      if (node instanceof Text) {
        parts.push({ node, start: text.length });
        const read = asRead(node);
        text += read;
        blank &&= read.trim() === '';
      } else if (node instanceof Element && !isOurs(node)) {
        if (node.localName === 'br') {
          text += '\n';
        } else if (joins(node)) {
          into = true;
        } else {
          if (!blank) return { parts, text };
          parts.length = 0;
          text = '';
          into = !isPassedOver(node);
          if (into && node instanceof HTMLElement && isDeclared(node)) {
            this.#step(false);
            return { element: node };
          }
        }
      }
      if (!this.#step(into)) continue;
      if (!blank) return { parts, text };
      parts.length = 0;
      text = '';
    }
    return blank ? undefined : { parts, text };
  }

  /** Goes on to the next node, into this one first with `into`; whether that left a block. @param {boolean} into */
  #step(into) {
    let node = /** @type {Node} */ (this.#at);
    let left = into && !joins(node) && !node.firstChild;
    if (into && node.firstChild) {
      this.#at = node.firstChild;
      return false;
    }
    while (!node.nextSibling) {
      const parent = node.parentNode;
      if (!parent || parent === this.#parent) {
        this.#at = null;
        return left;
      }
      node = parent;
      left ||= !joins(node);
    }
    this.#at = node.nextSibling;
    return left;
  }

  /**
   * The page has taken a node away: what was in it is not gone to any more.
   * @param {Node} node
   * @param {Node} from its parent
   * @param {Node | null} next what stood behind it
   */
  removed(node, from, next) {
    if (node === this.#end) this.#end = next;
    if (!this.#at || !node.contains(this.#at)) return;
    this.#at = next;
    if (next || from === this.#parent) return;
    this.#at = from;
    this.#step(false);
  }
}
