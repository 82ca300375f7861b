// What elements are made of, for modules that are imported where there is no page as well: by a server that renders.

/** @type {typeof HTMLElement} */
export const ElementBase = globalThis.HTMLElement ?? class {};
