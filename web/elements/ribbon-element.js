// <tr-ribbon>: the bar at the page's foot or side with the Casebook button (WID-05, C-01 to C-04, C-21, C-24). The page
// leaves it room, see page-space.js.
import { WidgetsElement } from './widgets-element.js';

/**
 * The bar with the `Casebook` and `Find on page` buttons, the search and the settings. In it opens the casebook, beside
 * the page's pivot buttons their menu, over it the sign-in. A page has one.
 *
 * @element tr-ribbon
 *
 * @cssprop --tr-ribbon-left - Set by the ribbon on the root element, for what a page fixes to an edge of the window:
 *   the room that the ribbon takes at the left, a length.
 * @cssprop --tr-ribbon-right - The same at the right.
 * @cssprop --tr-ribbon-bottom - The same at the bottom.
 */
export class RibbonElement extends WidgetsElement {}
