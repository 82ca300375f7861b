// The marks of a page: each observable that has its button, where it stands, and how both come and go.
import { Pieces } from './pieces.js';

/** @typedef {import('../observables/observables.js').Type} Type */
/**
 * What stands where in the page. Its range is where it was when the mark was made or last looked at.
 * @typedef {{type: Type, value: string, element: HTMLElement, range: StaticRange}} PublicMark
 */
/** @typedef {{type: Type, value: string, start: number, end: number, warning?: string | null}} Found  offsets in the
 * text of the run, and what the recogniser has to say about how it is written */
/** @typedef {{node: Text, start: number}} Part  a text node, and where its text begins in the run */

// A button inside a link or a button would be two controls in one: it goes behind it.
const controls = 'a, button, [role=button], [role=link], [role=tab], [role=option], [role^=menuitem]';

/** @param {Node | null} node */
const isButton = (node) => node instanceof HTMLElement && node.localName === 'tr-pivot-menu';

export class Mark {
  type;
  value;
  element;
  /** The page had the button itself, or a copy of ours. */
  adopted;
  /** The link or button that it stands behind. @type {Element | undefined} */
  control;
  /** @type {Text} */
  first;
  start = 0;
  /** @type {Text} */
  last;
  end = 0;

  /** @param {Found} found @param {HTMLElement} element @param {boolean} adopted @param {Text} node */
  constructor({ type, value }, element, adopted, node) {
    this.type = type;
    this.value = value;
    this.element = element;
    this.adopted = adopted;
    this.first = this.last = node;
  }

  /** From its first letter to its last. */
  get range() {
    const { first, last } = this;
    const { length } = first;
    return new StaticRange({
      startContainer: first, startOffset: Math.min(this.start, length),
      endContainer: last, endOffset: Math.min(this.end, last.length),
    });
  }
}

export class Marks {
  #pieces = new Pieces();
  /** @type {WeakMap<Element, Mark>} */
  #of = new WeakMap();
  /** Those that end in a text node, in order. @type {WeakMap<Text, Mark[]>} */
  #in = new WeakMap();
  /** @type {WeakMap<Element, Set<Mark>>} */
  #behind = new WeakMap();
  /** @type {Map<Element, Element | null>} */
  #controls = new Map();
  #template = document.createElement('tr-pivot-menu');
  /** Buttons come with this, while set. @type {string | undefined} */
  arriving;

  constructor() {
    this.#template.setAttribute('role', 'button');
    this.#template.setAttribute('tabindex', '0');
    this.#template.setAttribute('aria-haspopup', 'dialog');
    this.#template.setAttribute('aria-expanded', 'false');
    this.#template.setAttribute('draggable', 'true');
  }

  /** @param {Element} element */
  of(element) {
    return this.#of.get(element);
  }

  /** In document order. @param {ParentNode} root @returns {Mark[]} */
  all(root) {
    return [...root.querySelectorAll('tr-pivot-menu')].flatMap((element) => this.#of.get(element) ?? []);
  }

  /**
   * Gives a run the marks of what has been found in it, and takes those away that it has no more.
   * @param {Part[]} parts
   * @param {Found[]} found in order, without overlaps
   * @returns {boolean} whether anything changed
   */
  update(parts, found) {
    const before = parts.flatMap(({ node, start }) =>
      (this.#in.get(node) ?? []).map((mark) => ({ mark, at: start + mark.end })));
    if (found.length === 0 && before.length === 0) return false;
    /** @type {Map<Found, Mark>} */
    const kept = new Map();
    const ends = new Map(found.map((one) => [one.end, one]));
    let stale = 0;
    for (const { mark, at } of before) {
      const one = ends.get(at);
      const same = one?.type === mark.type && one.value === mark.value && !kept.has(one) && this.#stands(mark);
      if (one && same) kept.set(one, mark);
      else stale += Number(this.drop(mark));
    }
    if (stale === 0 && kept.size === found.length) return false;
    const whole = parts.filter(({ node }) => node.parentNode);
    const cut = this.#cut(whole, found.filter((one) => !kept.has(one)));
    this.#place(cut, found, kept);
    return true;
  }

  /** Whether its button is still beside it. @param {Mark} mark */
  #stands({ element, control, last }) {
    return element.parentNode !== null && element.parentNode === (control ?? last).parentNode;
  }

  /**
   * Cuts the nodes where buttons will stand.
   * @param {Part[]} parts
   * @param {Found[]} found
   * @returns {Part[]}
   */
  #cut(parts, found) {
    let next = 0;
    return parts.flatMap(({ node, start }) => {
      const end = start + node.length;
      const offsets = [];
      for (; next < found.length && found[next].end <= end; ++next)
        if (found[next].end < end) offsets.push(found[next].end - start);
      if (offsets.length === 0 || !canCut(node)) return { node, start };
      let at = start;
      return this.#pieces.cut(node, offsets).map((piece) => {
        at += piece.length;
        return { node: piece, start: at - piece.length };
      });
    });
  }

  /**
   * @param {Part[]} parts
   * @param {Found[]} found
   * @param {Map<Found, Mark>} kept
   */
  #place(parts, found, kept) {
    for (const { node } of parts) this.#in.delete(node);
    let first = 0;
    let last = 0;
    for (const one of found) {
      while (first + 1 < parts.length && parts[first + 1].start <= one.start) ++first;
      while (last + 1 < parts.length && parts[last].start + parts[last].node.length < one.end) ++last;
      const { node, start } = parts[last];
      const mark = kept.get(one) ?? this.#insert(one, node);
      mark.first = parts[first].node;
      mark.start = one.start - parts[first].start;
      mark.last = node;
      mark.end = one.end - start;
      const list = this.#in.get(node);
      if (list) list.push(mark);
      else this.#in.set(node, [mark]);
    }
  }

  /** @param {Found} found @param {Text} node that it ends in @returns {Mark} */
  #insert(found, node) {
    const control = this.#controlAround(node.parentElement);
    /** @type {ChildNode} */
    let left = control ?? node;
    let adopted;
    for (let next = left.nextSibling; next && isButton(next); next = next.nextSibling) {
      const button = /** @type {HTMLElement} */ (next);
      if (!this.#of.has(button) && button.getAttribute('type') === found.type &&
        button.getAttribute('value') === found.value) adopted ??= button;
      left = next;
    }
    const mark = new Mark(found, adopted ?? this.#make(found), adopted !== undefined, node);
    if (!adopted) left.after(mark.element);
    this.#of.set(mark.element, mark);
    if (control) {
      mark.control = control;
      const behind = this.#behind.get(control);
      if (behind) behind.add(mark);
      else this.#behind.set(control, new Set([mark]));
    }
    return mark;
  }

  /**
   * As closest() finds it; the rows of a table ask for what is around them once.
   * @param {Element | null} element
   * @returns {Element | undefined}
   */
  #controlAround(element) {
    if (!element) return undefined;
    let control = this.#controls.get(element);
    if (control === undefined) {
      control = element.matches(controls) ? element : this.#controlAround(element.parentElement) ?? null;
      this.#controls.set(element, control);
    }
    return control ?? undefined;
  }

  /** The page may have changed since. */
  startSlice() {
    this.#controls.clear();
  }

  /** @param {Found} found */
  #make({ type, value, warning }) {
    const button = /** @type {HTMLElement} */ (this.#template.cloneNode());
    button.setAttribute('type', type);
    button.setAttribute('value', value);
    if (warning) button.setAttribute('warning', warning);
    if (this.arriving !== undefined) button.setAttribute('arriving', this.arriving);
    return button;
  }

  /**
   * Takes a mark away; the text that its button cut is one again. Always true.
   * @param {Mark} mark
   * @param {boolean} [join] false for text that goes anyway
   */
  drop(mark, join = true) {
    this.#of.delete(mark.element);
    if (!mark.adopted) mark.element.remove();
    if (mark.control) this.#behind.get(mark.control)?.delete(mark);
    const list = this.#in.get(mark.last);
    list?.splice(list.indexOf(mark), 1);
    if (!join) return true;
    const joined = this.#pieces.join(mark.last);
    if (!joined) return true;
    const { next, before } = joined;
    const moved = this.#in.get(next) ?? [];
    for (const one of moved) {
      if (one.first === next) [one.first, one.start] = [mark.last, one.start + before];
      [one.last, one.end] = [mark.last, one.end + before];
    }
    if (moved.length > 0) this.#in.set(mark.last, [...list ?? [], ...moved]);
    return true;
  }

  /** Those of a text node, and of its pieces. @param {Text} host */
  #dropAll(host) {
    for (const piece of this.#pieces.of(host))
      for (const mark of [...this.#in.get(piece) ?? []]) this.drop(mark, false);
  }

  /**
   * The page has given a text node a new text: what we had cut off belongs to the old one.
   * @param {Text} node
   */
  rewritten(node) {
    const host = this.#pieces.hostOf(node);
    if (host !== node) { // a piece of ours, found by the page: it is the page's from now on
      this.#pieces.forget(node);
      return;
    }
    const tails = this.#pieces.of(host).slice(1);
    if (tails.length === 0) return; // what is still right stays
    this.#dropAll(host);
    for (const tail of tails) {
      this.#pieces.forget(tail);
      tail.remove();
    }
  }

  /**
   * The page has taken a node out of its place: what stands beside it for its sake goes, and a text is whole.
   * @param {Node} node
   */
  removed(node) {
    if (node instanceof Element) for (const mark of [...this.#behind.get(node) ?? []]) this.drop(mark, false);
    if (!(node instanceof Text)) return;
    const host = this.#pieces.hostOf(node);
    if (host !== node) {
      // With its host gone too it has gone with it; alone it was the page's wish.
      if (host.parentNode === null) this.removed(host);
      else this.#pieces.forget(node);
      return;
    }
    this.#dropAll(host);
    for (const tail of this.#pieces.of(host).slice(1)) {
      host.appendData(tail.data);
      this.#pieces.forget(tail);
      tail.remove();
    }
  }

  /** Takes away all that is ours in a part of a page. @param {ParentNode} part */
  clear(part) {
    for (const mark of this.all(part).reverse()) this.drop(mark);
  }
}

/** In a flex or grid container the pieces would be items of their own. @param {Text} node */
function canCut(node) {
  if (!node.parentElement) return true;
  return !/flex|grid/.test(getComputedStyle(node.parentElement).display);
}
