// <tr-pivot-menu type="domain" value="bit.ly">: the button beside an observable (PM-02, C-25) and the handle it is
// dragged by (HOST-04). Plain DOM; the menu it opens is drawn by the page's ribbon.
//
// Attributes: `type` (ip, ipv6, domain, url, sha256) and `value`, the canonical value; `warning`, what the
// recogniser says of how it was written (mixed-script, zero-width, bidi); `expanded` while its menu is open. A report
// has ten thousands of these, so each is one empty inline element: its icon is its background, it has no shadow
// tree, and its root listens for all of them (pivot-events.js).
import { ElementBase } from './element-base.js';
import { attendPivots } from './pivot-events.js';
import { pageLanguage, strings } from './strings.js';

/** What it is to screen readers and to the keyboard; the annotator's copies have it from the start. */
const constant = Object.entries({
  'role': 'button', 'tabindex': '0', 'aria-haspopup': 'dialog', 'aria-expanded': 'false', 'draggable': 'true',
});

/** @type {string | undefined} */
let language;
let before = '';
let after = '';
/** @param {string} value */
function actionsFor(value) {
  const now = pageLanguage();
  if (now !== language) {
    language = now;
    [before, after] = strings().actionsFor.split('{0}');
  }
  return before + value + after;
}

/**
 * The button beside an observable, with the handle that the observable is dragged by. Its menu is drawn by the page's
 * `<tr-ribbon>`. `annotate` puts one beside every observable that it finds; a page may write its own.
 *
 * @element tr-pivot-menu
 *
 * @attr {string} type - The kind of the observable: `ip`, `ipv6`, `domain`, `url` or `sha256`.
 * @attr {string} value - The canonical value, as `annotate` and `find` give it: `bit.ly`, not `bit[.]ly`.
 * @attr {'mixed-script' | 'zero-width' | 'bidi'} warning - What the menu warns of: how the value was written in the
 *   page.
 * @attr {boolean} expanded - Set by the ribbon as long as the menu is open.
 *
 * @fires {CustomEvent<{type: string, value: string}>} tr-pivot - The menu is about to open. Cancel it
 *   (`preventDefault()`) and do something else.
 *
 * @cssprop [--tr-accent=#0b63bd] - The colour of the button; `#6cb4fb` where the page has a dark colour scheme.
 */
export class PivotMenuElement extends ElementBase {
  static observedAttributes = ['value', 'expanded'];

  get type() { return this.getAttribute('type') ?? ''; }
  set type(type) { this.setAttribute('type', type); }
  get value() { return this.getAttribute('value') ?? ''; }
  set value(value) { this.setAttribute('value', value); }

  connectedCallback() {
    if (!this.hasAttribute('role')) for (const [name, value] of constant) this.setAttribute(name, value);
    attendPivots(this.getRootNode());
  }

  /** @param {string} name @param {string | null} _ @param {string | null} value */
  attributeChangedCallback(name, _, value) {
    if (name === 'value') this.setAttribute('aria-label', actionsFor(value ?? ''));
    else this.setAttribute('aria-expanded', String(value !== null));
  }
}
