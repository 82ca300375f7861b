// The package's entry: what elements.js has, and the elements are defined.
import { CasebookElement, define, PivotMenuElement, RibbonElement } from './elements.js';

define({ 'tr-pivot-menu': PivotMenuElement, 'tr-ribbon': RibbonElement, 'tr-casebook': CasebookElement });

export * from './elements.js';
