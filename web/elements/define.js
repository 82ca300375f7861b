// Names become elements, once a page. A second version of the package on one page leaves the first one's alone: they
// share what the browser keeps and one ribbon, and the page's developer is told.

/** @returns {string} of this package; "" where it was not built */
export const version = () => /** @type {any} */ (globalThis).TR_VERSION ?? '';

const mark = Symbol.for('threat-response-widgets version');

/**
 * Does nothing where there are no elements: on a server.
 * @param {Record<string, CustomElementConstructor>} classes by the elements' names
 */
export function define(classes) {
  if (!globalThis.customElements) return;
  for (const [name, element] of Object.entries(classes)) {
    const there = /** @type {any} */ (customElements.get(name));
    if (!there) {
      Object.defineProperty(element, mark, { value: version() });
      customElements.define(name, element);
    } else if (there !== element) {
      // eslint-disable-next-line no-console
      console.warn(`threat-response-widgets ${version()}: <${name}> is defined on this page already, by version `
        + `${there[mark] ?? 'unknown'}, which stays in use; load the package once.`);
    }
  }
}
