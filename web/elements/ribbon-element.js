// <tr-ribbon>: the bar with the Casebook button, the search and the settings (WID-05, C-01 to C-04, C-21, C-24), and
// the place where the casebook, the pivot menu and the sign-in dialog open.
//
// Attributes: `servers`, the address of a JSON list of servers (default: the regions of Threat Response);
// `pivots`, addresses of JSON lists of links for the menus, the property `pivots` such a list itself;
// `theme`, "light" or "dark" (default: the system's), until a person chooses in the settings; `user`, who is logged in
// to the page, "" or without it nobody: when it changes, nothing of the one before can be used any more; `appliance`,
// an address on the page's own origin below which its server keeps API clients for that user
// (shims/appliance-clients.js). Events: `tr-case-changed`, detail {id, title}; `tr-session-ended`, when that server
// says that nobody is logged in any more, or somebody else. The page leaves it room, see page-space.js.
import { takeLink } from './case-link.js';
import { diagnose, nameOfFile } from './diagnostics.js';
import { PageFinds } from './page-finds.js';
import { RibbonBar } from './ribbon-bar.js';
import { RibbonDrops } from './ribbon-drops.js';
import { RibbonEdge } from './ribbon-edge.js';
import { RibbonFrame } from './ribbon-frame.js';
import { RibbonLook } from './ribbon-look.js';
import { RibbonMemory } from './ribbon-memory.js';
import { RibbonModule } from './ribbon-module.js';
import { RibbonPopups } from './ribbon-popups.js';
import { RibbonSearch } from './ribbon-search.js';
import { RibbonSettings } from './ribbon-settings.js';
import { saveFile, takeDroppedFiles } from '../../shims/files.js';
import { Store } from '../../shims/store.js';
import { strings } from './strings.js';
import { ribbonSheet, surfaceSheet } from './styles.js';
import { Surface } from './surface.js';

/** @typedef {import('./surface.js').SurfaceName} SurfaceName */
/** @typedef {import('./ribbon-record.js').RibbonRecord} RibbonRecord */

/**
 * @param {string} tag
 * @param {string} className
 */
function make(tag, className) {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}

export class RibbonElement extends HTMLElement {
  static observedAttributes = ['theme', 'user'];

  #ribbon = make('div', 'ribbon');
  #panel = make('div', 'panel');
  #bar;
  #search;
  #settings;
  #frame;
  #popups;
  /** What is dragged onto the ribbon; pivot buttons tell it. */
  drops;
  #memory = new RibbonMemory((before) => this.#remembered(before));
  #look = new RibbonLook(this, () => this.#memory.record);
  #module;
  /** @type {Map<SurfaceName, Surface>} */
  #surfaces = new Map();
  /** The change that the bar speaks of. */
  #toldOf = '';
  /** The casebook is open, shown or in a collapsed ribbon. */
  #isOpen = false;
  /** Find on page is open, in the casebook's place. */
  #finding = false;
  /** What the panel shows. @type {SurfaceName | undefined} */
  #inPanel;
  #finds = new PageFinds((page) => this.#widgets?.send({ is: 'page-changed', ...page }),
    () => queueMicrotask(() => this.#widgets?.send({ is: 'place-hidden' })));
  /** It opens because it was open on the page before, or is in another tab: the focus stays where it is. */
  #restoring = false;
  /** The edge is being dragged: what is not remembered yet. @type {Partial<RibbonRecord>} */
  #dragged = {};
  #ends = new AbortController();
  /** When the module could not be loaded. @type {number[]} */
  #failures = [];

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [surfaceSheet, ribbonSheet];
    this.#search = new RibbonSearch(root, (anchor, type, value) => this.openPivot(anchor, type, value));
    this.#settings = new RibbonSettings(root, {
      chosen: () => this.#look.chosen,
      choose: (part) => this.#memory.keep(part),
      signIn: () => this.#say({ is: 'sign-in' }),
      diagnose: () => this.#diagnose(),
      reset: () => this.#memory.keep({ position: 'bottom', height: 0, width: 0, theme: '', density: '' }),
    });
    this.#bar = new RibbonBar({
      casebook: () => this.#say({ is: 'casebook' }),
      find: () => this.#find(),
      signIn: () => this.#say({ is: 'sign-in' }),
      soon: () => this.preload(),
      retry: () => this.#say({ is: 'retry', id: this.#toldOf }),
      undo: () => this.#say({ is: 'undo', id: this.#toldOf }),
      dismiss: () => this.#say({ is: 'dismiss-notice' }),
      collapse: () => this.#memory.keep({ collapsed: !this.#memory.record.collapsed }),
    }, this.#search.element, this.#settings.button);
    const edge = new RibbonEdge((size, done) => this.#sized(size, done));
    this.#frame = new RibbonFrame(this, {
      ribbon: this.#ribbon, bar: this.#bar, edge, resized: () => this.#laidOut(),
    });
    this.#panel.hidden = true;
    this.#panel.setAttribute('role', 'region');
    this.#ribbon.setAttribute('role', 'region');
    this.#ribbon.append(edge.element, this.#panel, this.#bar.element);
    this.#popups = new RibbonPopups(root, {
      left: (surface) => this.#say({ is: 'closed', surface }),
      tab: (back) => this.#surfaces.get('pivot-menu')?.twin.moveByTab(back) ?? false,
    });
    root.prepend(this.#ribbon, this.#popups.dialog);
    this.drops = new RibbonDrops(root, this.#bar.casebook, {
      say: (message) => this.#module.tell(message),
      use: (id, how) => this.#widgets?.use('casebook', id, how),
      dropOnButton: async () => (await this.#module.load())?.drop(),
      open: () => this.#openForDrag(),
      closeMenu: () => this.#closeMenu(),
    });
    this.#module = new RibbonModule(this, this.#page(), () => {
      this.#failures.push(Date.now());
      this.#bar.say({ text: strings().noModule, failed: true });
      this.dispatchEvent(new CustomEvent('tr-error', { bubbles: true, composed: true }));
    });
    takeDroppedFiles(this.#panel, (files) => this.#widgets?.readFiles(files));
    this.#panel.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.#say({ is: 'closed', surface: this.#inPanel });
    });
  }

  /** The module, when it is loaded. */
  get #widgets() {
    return this.#module.widgets;
  }

  connectedCallback() {
    this.#takeEarly();
    this.#ends = new AbortController();
    const { signal } = this.#ends;
    this.style.setProperty('--_font', getComputedStyle(this).fontFamily);
    this.#memory.start(signal);
    this.#frame.start(signal);
    this.drops.start(signal);
    this.#words();
    this.#themed();
    this.#laidOut();
    this.#restoreCasebook();
    this.#followLink();
    addEventListener('hashchange', () => this.#followLink(), { signal });
    // What an earlier page could not send is sent, or shown to wait.
    Store.isEmpty().then((empty) => { if (!empty) this.preload(); }, () => undefined);
    this.#look.watch(() => this.#themed(), signal);
    addEventListener('resize', () => this.#laidOut(), { signal });
    const language = new MutationObserver(() => { this.#words(); this.#widgets?.changeLanguage(); });
    language.observe(document.documentElement, { attributes: true, attributeFilter: ['lang'] });
    signal.addEventListener('abort', () => language.disconnect());
  }

  /** Links for the menus, besides those that the attribute `pivots` leads to. */
  get pivots() {
    return this.#module.pivots;
  }

  set pivots(list) {
    this.#module.pivots = list;
  }

  /** What was set on the element before it became this one. */
  #takeEarly() {
    if (!Object.hasOwn(this, 'pivots')) return;
    const { pivots } = this;
    Reflect.deleteProperty(this, 'pivots');
    this.pivots = pivots;
  }

  disconnectedCallback() {
    this.#ends.abort();
    this.#finds.leave();
    this.#close('pivot-menu');
  }

  /** @param {string} name @param {string | null} before @param {string | null} now */
  attributeChangedCallback(name, before, now) {
    if (name === 'theme') this.#themed();
    else if (before !== now) this.#module.userChanged();
  }

  /**
   * Opens the pivot menu beside `anchor`; called by <tr-pivot-menu>.
   * @param {HTMLElement} anchor
   * @param {string} type
   * @param {string} value
   * @param {string} [warning] what the recogniser has to say about how it was written (observables.js)
   */
  async openPivot(anchor, type, value, warning = '') {
    this.#popups.anchor = anchor;
    await this.#module.say({ is: 'pivot', type, value, warning });
  }

  /** Loads the module, so that the first use is quick. */
  preload() {
    this.#module.load();
  }

  /** @param {object} message */
  async #say(message) {
    this.#restoring = false;
    await this.#module.say(message);
  }

  async #diagnose() {
    const found = await diagnose({ widgets: this.#widgets, record: this.#memory.record, failures: this.#failures });
    const name = nameOfFile(new Date());
    saveFile({ name, type: 'application/json', text: JSON.stringify(found, null, 2) });
    this.#bar.say({ text: strings().diagnosticsSaved.replace('{0}', name), failed: false });
  }

  async #find() {
    this.#restoring = false;
    const widgets = await this.#module.load();
    widgets?.send({ is: 'find-on-page', ...this.#finds.page });
  }

  /** What the module may do in the page. @returns {ConstructorParameters<typeof RibbonModule>[1]} */
  #page() {
    return {
      open: (name) => this.#open(name),
      close: (name) => this.#close(name),
      fit: (name, label, width, height) => this.#fit(/** @type {SurfaceName} */ (name), label, width, height),
      notice: (notice) => {
        this.#toldOf = notice.id ?? '';
        this.#bar.say(notice);
      },
      dragged: (data) => this.drops.offer(data),
      dropHint: (hint) => this.drops.hint(hint),
      mark: (marking) => this.#finds.mark(marking),
      sessionEnded: () => this.dispatchEvent(new CustomEvent('tr-session-ended', { bubbles: true, composed: true })),
      caseChanged: (detail) => this.dispatchEvent(
        new CustomEvent('tr-case-changed', { detail, bubbles: true, composed: true })),
    };
  }

  /** @param {SurfaceName} name */
  #surface(name) {
    let surface = this.#surfaces.get(name);
    if (!surface) {
      surface = new Surface(name, {
        used: (id, text) => {
          this.#restoring = false;
          // The menu of a row opens beside it, and so does the list of cases for what was found.
          if (text === 'menu' || name === 'find-on-page')
            this.#popups.anchor = this.#surfaces.get(name)?.twin.elementOf(id);
          this.#widgets?.use(name, id, text);
        },
        secret: (which, text) => this.#widgets?.typeSecret(which, text),
        files: (files) => this.#widgets?.readFiles(files),
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
    return {
      'casebook': this.#panel, 'find-on-page': this.#panel,
      'pivot-menu': this.#popups.menu, 'sign-in': this.#popups.dialog,
    }[name];
  }

  /** @param {SurfaceName} name */
  #open(name) {
    const surface = this.#surface(name);
    if (name === 'find-on-page') {
      this.#finding = true;
      this.#finds.watch();
      this.#laidOut();
      surface.twin.focusFirst();
      return;
    }
    if (name === 'casebook') {
      const restored = this.#restoring;
      this.#restoring = false;
      if (restored && !this.#memory.record.open) { // closed in another tab meanwhile
        this.#say({ is: 'closed', surface: 'casebook' });
        return;
      }
      this.#isOpen = true;
      this.#memory.keep(restored ? { open: true } : { open: true, collapsed: false });
      this.#laidOut();
      if (!restored) surface.twin.focusFirst();
      return;
    }
    this.#popups.open(name, surface);
    this.#widgets?.stage.show(surface);
    surface.twin.focusFirst();
  }

  /** @param {SurfaceName} name */
  #close(name) {
    if (name === 'find-on-page') {
      const hadFocus = this.#panel.matches(':focus-within');
      this.#finding = false;
      this.#finds.leave();
      this.#laidOut();
      if (hadFocus) this.#bar.find.focus();
      return;
    }
    if (name === 'casebook') {
      const hadFocus = this.#panel.matches(':focus-within');
      this.#isOpen = false;
      this.#memory.keep({ open: false });
      this.#laidOut();
      if (hadFocus) this.#bar.casebook.focus();
      return;
    }
    this.#widgets?.stage.hide(name);
    if (name === 'sign-in') this.#widgets?.dropTyped();
    this.#popups.close(name);
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
    if (name === 'casebook' || name === 'find-on-page') {
      const before = surface.height;
      if (this.#frame.want(Math.ceil(height))) this.#laidOut();
      return surface.height !== before;
    }
    return this.#popups.fit(name, surface, width, height);
  }

  /** Everything in its place, and the casebook drawn as large as that. */
  #laidOut() {
    const before = this.#inPanel;
    const size = this.#frame.apply({ ...this.#memory.record, ...this.#dragged }, this.#isOpen || this.#finding);
    this.#panel.hidden = !size;
    this.#bar.casebook.setAttribute('aria-expanded', String(this.#isOpen && !this.#finding));
    this.#bar.find.setAttribute('aria-expanded', String(this.#finding));
    this.#inPanel = !size ? undefined : this.#finding ? 'find-on-page' : 'casebook';
    if (before && before !== this.#inPanel) {
      this.#surface(before).box.hidden = true;
      this.#widgets?.stage.hide(before);
    }
    if (size && this.#inPanel) {
      const surface = this.#surface(this.#inPanel);
      surface.box.hidden = false;
      surface.resize(size.width, size.height);
      if (before !== this.#inPanel) this.#widgets?.stage.show(surface);
    }
    this.#moved();
    this.#widgets?.stage.allChanged();
  }

  /** What stands beside something on the ribbon stands there still. */
  #moved() {
    this.#search.moved();
    this.#settings.moved();
    this.#popups.moved();
  }

  /**
   * The casebook's edge was moved, to the usual place with 0.
   * @param {number} size
   * @param {boolean} done
   */
  #sized(size, done) {
    const part = this.#frame.atSide ? { width: size } : { height: size };
    this.#dragged = done ? {} : part;
    if (done) this.#memory.keep(part);
    this.#laidOut();
  }

  /** By a person here, or in another tab. @param {RibbonRecord} before */
  #remembered(before) {
    const { open, collapsed } = this.#memory.record;
    this.#themed();
    this.#laidOut();
    if (open !== this.#isOpen && (open !== before.open || collapsed !== before.collapsed)) {
      if (open) this.#restoreCasebook();
      else this.#say({ is: 'closed', surface: 'casebook' });
    }
  }

  /** Opens the casebook where it was open on the page before: without a dialog, and the focus stays where it is. */
  async #restoreCasebook() {
    const { open, collapsed } = this.#memory.record;
    if (!open || collapsed || this.#isOpen) return;
    const said = this.#say({ is: 'restore-casebook' });
    this.#restoring = true;
    await said;
  }

  #closeMenu() {
    if (this.#widgets?.stage.isShown('pivot-menu')) this.#say({ is: 'closed', surface: 'pivot-menu' });
  }

  /** Something is held over the button: the casebook opens under way, and asks for no sign-in. */
  #openForDrag() {
    this.#memory.keep({ open: true, collapsed: false });
    if (!this.#isOpen) this.#restoreCasebook();
  }

  /** The case that the page's address leads to: not opened before somebody has signed in. */
  #followLink() {
    const id = takeLink();
    if (id !== undefined) this.#say({ is: 'link', id });
  }

  #words() {
    this.#ribbon.setAttribute('aria-label', strings().ribbon);
    this.#bar.words();
    this.#search.words();
    this.#settings.words();
  }

  #themed() {
    this.#look.apply();
    this.#bar.element.classList.toggle('compact', this.#look.isCompact);
    for (const overlay of [this.#popups, this.#search, this.#settings]) overlay.themed();
    this.#widgets?.stage.allChanged();
  }
}
