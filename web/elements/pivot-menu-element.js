// <tr-pivot-menu type="domain" value="bit.ly">: the button beside an observable (PM-02, C-25) and the handle it is
// dragged by (HOST-04). Plain DOM; the menu it opens is drawn by the page's ribbon.
//
// Attributes: `type` (ip, ipv6, domain, url, sha256) and `value`, the canonical value; `warning`, what the
// recogniser says of how it was written (mixed-script, zero-width, bidi); `expanded` while its menu is open. A report
// has ten thousands of these, so each is one empty inline element: its icon is its background, it has no shadow
// tree, and its root listens for all of them (pivot-events.js).
import { attendPivots } from './pivot-events.js';
import { strings } from './strings.js';

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
  const { lang } = document.documentElement;
  if (lang !== language) {
    language = lang;
    [before, after] = strings().actionsFor.split('{0}');
  }
  return before + value + after;
}

export class PivotMenuElement extends HTMLElement {
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
