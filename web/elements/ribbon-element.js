// <tr-ribbon>: the bar at the page's foot with the Casebook button (WID-05, C-01, C-03), and the place where
// the casebook, the pivot menu and the sign-in dialog open.
//
// Attributes: `servers`, the address of a JSON list of servers (default: the regions of Threat Response);
// `theme`, "light" or "dark" (default: the system's). Event: `tr-case-changed`, detail {id, title}.
import { raiseContextMenu } from '../../shims/long-press.js';
import { Overlay } from './overlay.js';
import { loadServers } from './servers.js';
import { pageLanguage, strings } from './strings.js';
import { ribbonSheet, surfaceSheet } from './styles.js';
import { Surface } from './surface.js';
import { Widgets } from './runtime.js';

/** @typedef {import('./surface.js').SurfaceName} SurfaceName */

const panelHeight = 360;

/**
 * @param {string} tag
 * @param {string} className
 */
function make(tag, className) {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}

/** @param {number} seconds since 1970 */
function timeOfDay(seconds) {
  return new Intl.DateTimeFormat(pageLanguage(), { timeStyle: 'medium' }).format(seconds * 1000);
}

export class RibbonElement extends HTMLElement {
  static observedAttributes = ['theme'];

  #ribbon = make('div', 'ribbon');
  #panel = make('section', 'panel');
  #casebook = document.createElement('button');
  #notice = make('div', 'notice');
  #retry = document.createElement('button');
  #dismiss = document.createElement('button');
  #dialog = document.createElement('dialog');
  #menu = make('div', 'menu');
  #overMenu;
  /** @type {Map<SurfaceName, Surface>} */
  #surfaces = new Map();
  /** @type {Promise<Widgets> | undefined} */
  #loading;
  /** @type {Widgets | undefined} */
  #widgets;
  /** The button that was pressed last. @type {HTMLElement | undefined} */
  #anchor;
  #ends = new AbortController();
  #darkQuery = matchMedia('(prefers-color-scheme: dark)');

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [surfaceSheet, ribbonSheet];
    const bar = make('div', 'bar');
    this.#panel.hidden = true;
    this.#notice.setAttribute('role', 'status');
    this.#retry.hidden = this.#dismiss.hidden = true;
    for (const button of [this.#casebook, this.#retry, this.#dismiss]) button.type = 'button';
    bar.append(this.#casebook, this.#notice, this.#retry, this.#dismiss);
    this.#ribbon.setAttribute('role', 'region');
    this.#ribbon.append(this.#panel, bar);
    this.#menu.setAttribute('role', 'dialog');
    root.append(this.#ribbon, this.#dialog);
    this.#overMenu = new Overlay(this.#menu, root, () => this.#say({ is: 'closed', surface: 'pivot-menu' }));
    this.#listen();
  }

  connectedCallback() {
    this.#ends = new AbortController();
    const { signal } = this.#ends;
    this.#casebook.setAttribute('aria-expanded', 'false');
    this.#words();
    this.#themed();
    this.#darkQuery.addEventListener('change', () => this.#themed(), { signal });
    addEventListener('resize', () => this.#resized(), { signal });
    const language = new MutationObserver(() => { this.#words(); this.#widgets?.changeLanguage(); });
    language.observe(document.documentElement, { attributes: true, attributeFilter: ['lang'] });
    signal.addEventListener('abort', () => language.disconnect());
  }

  disconnectedCallback() {
    this.#ends.abort();
    this.#close('pivot-menu');
  }

  attributeChangedCallback() {
    this.#themed();
  }

  /**
   * Opens the pivot menu beside `anchor`; called by <tr-pivot-menu>.
   * @param {HTMLElement} anchor
   * @param {string} type
   * @param {string} value
   */
  async openPivot(anchor, type, value) {
    this.#anchor = anchor;
    const widgets = await this.#load();
    widgets?.send({ is: 'pivot', type, value });
  }

  /** Loads the module, so that the first use is quick. */
  preload() {
    this.#load();
  }

  #listen() {
    this.#casebook.addEventListener('click', () => this.#say({ is: 'casebook' }));
    this.#casebook.addEventListener('pointerenter', () => this.preload());
    // LOG-17; the context-menu key and Shift+F10 raise the same event (D-19), and so does a long press.
    raiseContextMenu(this.#casebook);
    this.#casebook.addEventListener('contextmenu', (event) => {
      event.preventDefault();
      this.#say({ is: 'sign-in' });
    });
    this.#retry.addEventListener('click', () => this.#say({ is: 'retry-add' }));
    this.#dismiss.addEventListener('click', () => this.#say({ is: 'dismiss-notice' }));
    this.#dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      this.#say({ is: 'closed', surface: 'sign-in' });
    });
    this.#dialog.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !(event.composedPath()[0] instanceof HTMLInputElement)) return;
      const buttons = this.#dialog.querySelectorAll('button');
      buttons[buttons.length - 1]?.click(); // as a form: Enter in a field is the primary button
    }, { capture: true }); // a field keeps its keys to itself
    this.#menu.addEventListener('keydown', (event) => this.#menuKey(event));
    this.#panel.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.#say({ is: 'closed', surface: 'casebook' });
    });
  }

  /** @param {object} message */
  async #say(message) {
    (await this.#load())?.send(message);
  }

  async #load() {
    try {
      this.#loading ??= this.#start();
      return await this.#loading;
    } catch {
      this.#loading = undefined; // the next use tries again
      this.#showNotice(strings().noModule, true);
      this.dispatchEvent(new CustomEvent('tr-error', { bubbles: true, composed: true }));
      return undefined;
    }
  }

  async #start() {
    const widgets = new Widgets({
      open: (name) => this.#open(name),
      close: (name) => this.#close(name),
      fit: (name, label, width, height) => this.#fit(/** @type {SurfaceName} */ (name), label, width, height),
      notice: (notice) => this.#told(notice),
      caseChanged: (detail) => this.dispatchEvent(
        new CustomEvent('tr-case-changed', { detail, bubbles: true, composed: true })),
    });
    const { fontFamily } = getComputedStyle(this);
    this.style.setProperty('--_font', fontFamily);
    await widgets.load(await loadServers(this.getAttribute('servers')), fontFamily);
    this.#widgets = widgets;
    return widgets;
  }

  /** @param {SurfaceName} name */
  #surface(name) {
    let surface = this.#surfaces.get(name);
    if (!surface) {
      surface = new Surface(name, {
        used: (id, text) => this.#widgets?.use(name, id, text),
        password: (text) => this.#widgets?.typePassword(text),
        look: () => this.#widgets?.stage.changed(name),
        draw: () => this.#widgets?.stage.drawNow(name),
      });
      this.#surfaces.set(name, surface);
      this.#holder(name).append(surface.box);
    }
    return surface;
  }

  /** @param {SurfaceName} name */
  #holder(name) {
    return { 'casebook': this.#panel, 'pivot-menu': this.#menu, 'sign-in': this.#dialog }[name];
  }

  /** @param {SurfaceName} name */
  #open(name) {
    const surface = this.#surface(name);
    if (name === 'casebook') {
      this.#panel.hidden = false;
      this.#casebook.setAttribute('aria-expanded', 'true');
      this.#panel.setAttribute('role', 'region');
      this.#resized();
    } else if (name === 'sign-in') {
      surface.resize(Math.min(440, innerWidth - 18), 300);
      if (!this.#dialog.open) this.#dialog.showModal();
    } else {
      surface.resize(320, 200);
      if (this.#anchor) this.#overMenu.open(this.#anchor);
    }
    this.#widgets?.stage.show(surface);
    surface.twin.focusFirst();
  }

  /** @param {SurfaceName} name */
  #close(name) {
    this.#widgets?.stage.hide(name);
    if (name === 'casebook') {
      this.#panel.hidden = true;
      this.#casebook.setAttribute('aria-expanded', 'false');
      this.style.removeProperty('--panel');
      this.#casebook.focus();
    } else if (name === 'sign-in') {
      this.#dialog.close(); // gives the focus back itself
    } else {
      this.#overMenu.close();
    }
  }

  /**
   * @param {SurfaceName} name
   * @param {string} label
   * @param {number} width
   * @param {number} height
   */
  #fit(name, label, width, height) {
    this.#holder(name).setAttribute('aria-label', label);
    const surface = this.#surface(name);
    if (name === 'casebook') return false;
    const wide = Math.min(Math.ceil(width), innerWidth - 18), high = Math.ceil(height);
    const other = surface.width !== wide || surface.height !== high;
    if (other) surface.resize(wide, high);
    if (name === 'pivot-menu') this.#overMenu.place();
    return other;
  }

  #resized() {
    const surface = this.#surfaces.get('casebook');
    if (surface && !this.#panel.hidden) {
      const height = Math.min(panelHeight, Math.round(innerHeight * 0.7));
      surface.resize(document.documentElement.clientWidth, height);
      this.style.setProperty('--panel', `${height}px`);
    }
    this.#widgets?.stage.allChanged();
  }

  /** @param {KeyboardEvent} event */
  #menuKey(event) {
    if (event.key !== 'Escape' && event.key !== 'Tab') return;
    event.preventDefault();
    event.stopPropagation(); // Esc is not for what is under the menu
    if (event.key === 'Tab' && this.#surfaces.get('pivot-menu')?.twin.moveByTab(event.shiftKey)) return;
    this.#say({ is: 'closed', surface: 'pivot-menu' });
  }

  /** @param {import('./runtime.js').Notice} notice */
  #told({ text, failed, until, retry = '', dismiss = '' }) {
    this.#showNotice(until === undefined ? text : text.replace('%T', () => timeOfDay(until)), failed);
    this.#retry.textContent = retry;
    this.#dismiss.textContent = dismiss;
    this.#retry.hidden = !failed;
    this.#dismiss.hidden = !text || !dismiss;
  }

  /**
   * @param {string} text
   * @param {boolean} failed
   */
  #showNotice(text, failed) {
    this.#notice.textContent = text;
    this.#notice.classList.toggle('failed', failed);
  }

  #words() {
    this.#casebook.textContent = strings().casebook;
    this.#ribbon.setAttribute('aria-label', strings().ribbon);
  }

  #isDark() {
    const theme = this.getAttribute('theme');
    return theme ? theme === 'dark' : this.#darkQuery.matches;
  }

  #themed() {
    this.classList.toggle('dark', this.#isDark());
    this.#overMenu.themed();
    this.#widgets?.stage.allChanged();
  }
}
