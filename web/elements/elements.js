// The classes of the elements and the annotator; nothing happens by importing them, in a page or on a server.
export { annotate } from '../annotator/annotate.js';
export { loadObservables } from '../observables/observables.js';
export { define } from './define.js';
export { CasebookElement } from './casebook-element.js';
export { PivotMenuElement } from './pivot-menu-element.js';
export { RibbonElement } from './ribbon-element.js';
