// <tr-pivot-menu type="domain" value="bit.ly">: the button beside an observable (PM-02, C-25). Plain DOM; the
// menu it opens is drawn by the page's ribbon.
//
// Attributes: `type` (ip, ipv6, domain, url, sha256) and `value`, the canonical value.
import { raiseContextMenu } from '../../shims/long-press.js';
import { strings } from './strings.js';
import { pivotSheet } from './styles.js';

const svg = 'http://www.w3.org/2000/svg';

// Three dots on a line that turn off: where to go from here.
function icon() {
  const picture = document.createElementNS(svg, 'svg');
  picture.setAttribute('viewBox', '0 0 16 16');
  picture.setAttribute('aria-hidden', 'true');
  for (const [x, y] of [[3.5, 8], [12.5, 3.5], [12.5, 12.5]]) {
    const dot = document.createElementNS(svg, 'circle');
    dot.setAttribute('cx', String(x));
    dot.setAttribute('cy', String(y));
    dot.setAttribute('r', '1.8');
    picture.append(dot);
  }
  const lines = document.createElementNS(svg, 'path');
  lines.setAttribute('d', 'M5.2 7.2 10.8 4.3M5.2 8.8l5.6 2.9');
  picture.append(lines);
  return picture;
}

export class PivotMenuElement extends HTMLElement {
  static observedAttributes = ['value', 'expanded'];
  #button = document.createElement('button');

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open', delegatesFocus: true });
    root.adoptedStyleSheets = [pivotSheet];
    this.#button.type = 'button';
    this.#button.setAttribute('aria-haspopup', 'dialog');
    this.#button.append(icon());
    root.append(this.#button);
    this.#button.addEventListener('click', () => this.#open());
    // The context-menu key and Shift+F10 raise the same event (D-19), and so does a long press.
    this.#button.addEventListener('contextmenu', (event) => {
      event.preventDefault();
      this.#open();
    });
    raiseContextMenu(this.#button);
    this.#button.addEventListener('pointerenter', () => ribbon()?.preload());
    this.#button.addEventListener('focus', () => ribbon()?.preload());
  }

  get type() { return this.getAttribute('type') ?? ''; }
  set type(type) { this.setAttribute('type', type); }
  get value() { return this.getAttribute('value') ?? ''; }
  set value(value) { this.setAttribute('value', value); }

  connectedCallback() { this.#named(); }
  attributeChangedCallback() { this.#named(); }

  #named() {
    this.#button.setAttribute('aria-label', strings().actionsFor.replace('{0}', () => this.value));
    this.#button.setAttribute('aria-expanded', String(this.hasAttribute('expanded')));
  }

  #open() {
    ribbon()?.openPivot(this, this.type, this.value);
  }
}

/** The page's ribbon, once it is defined. */
function ribbon() {
  const element = document.querySelector('tr-ribbon');
  return /** @type {import('./ribbon-element.js').RibbonElement | null} */ (element);
}
