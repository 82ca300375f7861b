// All that is annotated of a page, for whoever shows what was found.

/** @typedef {import('./annotation.js').Annotation} Annotation */

/** Fires `change` when a part of the page comes or goes, has been looked through, or has other marks. */
class PageMarks extends EventTarget {
  /** @type {Set<Annotation>} */
  #annotations = new Set();
  /** @type {WeakSet<Annotation>} */
  #ready = new WeakSet();

  /** @param {Annotation} annotation */
  add(annotation) {
    this.#annotations.add(annotation);
    const changed = () => this.dispatchEvent(new Event('change'));
    annotation.addEventListener('change', changed);
    annotation.addEventListener('remove', () => {
      this.#annotations.delete(annotation);
      changed();
    });
    annotation.ready.then(() => {
      this.#ready.add(annotation);
      changed();
    }, () => undefined); // removed by whoever made it
    changed();
  }

  /** The one whose part of the page holds this. @param {Node} part */
  around(part) {
    return [...this.#annotations].find((one) => one.root.contains(part));
  }

  /** @returns {'not-searched' | 'searching' | 'searched'} */
  get state() {
    if (this.#annotations.size === 0) return 'not-searched';
    return [...this.#annotations].every((one) => this.#ready.has(one)) ? 'searched' : 'searching';
  }

  /** In the order of the page. @returns {import('./marks.js').Mark[]} */
  get all() {
    const inOrder = [...this.#annotations].sort((one, other) =>
      one.root.compareDocumentPosition(other.root) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1);
    return inOrder.flatMap((one) => one.marks);
  }
}

export const pageMarks = new PageMarks();
