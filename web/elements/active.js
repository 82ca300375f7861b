// The one element of a page that works: the first that is in it. They share what the browser keeps, and the module has
// one casebook: another one waits until the first is gone, as when a route of a page takes the place of another.

/** @typedef {import('./widgets-element.js').WidgetsElement} WidgetsElement */

/** In the page, the one that works first. @type {WidgetsElement[]} */
const present = [];

/** What pivot buttons speak to. @returns {WidgetsElement | undefined} */
export const active = () => present[0];

/** @param {WidgetsElement} element has come into the page */
export function arrive(element) {
  present.push(element);
  if (present[0] === element) return element.begin();
  // eslint-disable-next-line no-console
  console.warn(`threat-response-widgets: <${element.localName}> waits: <${present[0].localName}> is on this page already.`);
}

/** @param {WidgetsElement} element has left it */
export function depart(element) {
  const wasActive = present[0] === element;
  const index = present.indexOf(element);
  if (index >= 0) present.splice(index, 1);
  if (!wasActive) return;
  element.end();
  present[0]?.begin();
}
