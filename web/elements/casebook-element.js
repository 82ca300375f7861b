// <tr-casebook>: the casebook in a place of the page's own, without the ribbon.
import { PlaceFrame } from './place-frame.js';
import { WidgetsElement } from './widgets-element.js';

/**
 * The casebook in a place of the page's own layout: as large as your styles make it, 480 pixels high without them. The
 * search, `Find on page` and the settings are in a bar at its foot. A page has one `<tr-ribbon>` or one
 * `<tr-casebook>`.
 *
 * @element tr-casebook
 *
 * @slot - What stands there until the casebook is loaded, and when it cannot be.
 */
export class CasebookElement extends WidgetsElement {
  /** @override */
  static frame = PlaceFrame;
  /** @override */
  static stays = true;
}
