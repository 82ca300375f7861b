// The package's entry: defines the elements and offers the annotator.
import { annotate } from '../annotator/annotate.js';
import { PivotMenuElement } from './pivot-menu-element.js';
import { RibbonElement } from './ribbon-element.js';

if (!customElements.get('tr-pivot-menu')) customElements.define('tr-pivot-menu', PivotMenuElement);
if (!customElements.get('tr-ribbon')) customElements.define('tr-ribbon', RibbonElement);

export { annotate, PivotMenuElement, RibbonElement };
