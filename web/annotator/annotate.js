// Puts a pivot button (<tr-pivot-menu>) beside every observable of a part of a page (HOST-04, PM-02), and keeps it so
// while the page changes.
//
//   const annotation = annotate(document.querySelector('#report'));
//   await annotation.ready;     // everything that is there now has its button
//   annotation.marks;           // [{ type, value, element, range }] in document order
//   annotation.remove();        // takes them away; the page is as it was, its text nodes whole
//
// A page steers it with attributes: data-observables="off" leaves an element out; data-observable-type and
// data-observable-value declare what an element holds (a shortened hash, an address without a scheme).
// Text, selection and event handlers of the page stay as they are. A part of what is annotated already is not
// annotated again.
import { Annotation } from './annotation.js';
import { pageMarks } from './page-marks.js';

export { Annotation };

/**
 * @param {Document | Element | DocumentFragment} root a shadow root is looked into when it is given, not otherwise
 * @param {{wasmUrl?: string | URL}} [options] where observables.wasm is, when not beside this file
 * @returns {Annotation} the one that is there when `root` is a part of what it covers
 */
export function annotate(root, options = {}) {
  const part = root instanceof Document ? root.documentElement : root;
  const around = pageMarks.around(part);
  if (around) return around;
  const annotation = new Annotation(part, options);
  pageMarks.add(annotation);
  annotation.ready.catch(() => annotation.remove()); // without a recogniser; the next call tries again
  return annotation;
}
