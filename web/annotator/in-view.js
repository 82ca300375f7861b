// What of a page is in view, so that its buttons come first. A guess that is right for what flows from top to bottom;
// nothing is lost where it is wrong.

/** More children than that are searched by halving. */
const many = 32;

/** @typedef {{left: number, top: number, right: number, bottom: number}} Box */

/** @param {Box} one @param {Box} other @returns {Box} */
const shared = (one, other) => ({
  left: Math.max(one.left, other.left), top: Math.max(one.top, other.top),
  right: Math.min(one.right, other.right), bottom: Math.min(one.bottom, other.bottom),
});

/**
 * The first of the children that does not end above `top`, when they stand one below the other.
 * @param {HTMLCollection} children
 * @param {number} top
 */
function firstBelow(children, top) {
  let from = 0;
  let to = children.length;
  while (to - from > many) {
    const middle = (from + to) >> 1;
    if (children[middle].getBoundingClientRect().bottom <= top) from = middle;
    else to = middle;
  }
  return from;
}

/**
 * Parts of the page that are in view, each at most about a screen high, in document order.
 * @param {Element} element
 * @param {Box} [view]
 * @returns {Element[]}
 */
export function inView(element, view = { left: 0, top: 0, right: innerWidth, bottom: innerHeight }) {
  const box = element.getBoundingClientRect();
  const isClip = element.scrollHeight > element.clientHeight + 1 && element.clientHeight > 0;
  const clip = isClip ? shared(view, box) : view;
  const seen = shared(box, view);
  if (box.height > 0 && (seen.left >= seen.right || seen.top >= seen.bottom)) return [];
  const { children } = element;
  if (Math.max(box.height, element.scrollHeight) <= innerHeight || children.length === 0) return [element];
  /** @type {Element[]} */
  const found = [];
  for (let at = firstBelow(children, clip.top); at < children.length; ++at) {
    if (children.length > many && children[at].getBoundingClientRect().top >= clip.bottom) break;
    found.push(...inView(children[at], clip));
  }
  return found;
}
