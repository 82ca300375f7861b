// What <tr-ribbon> and <tr-casebook> have in common: a bar with the search, what there is to say, and settings; and the
// places where the casebook, Find on page, the pivot menu and the sign-in dialog open. A page has one that works
// (active.js); its words in detail are in the comments of the two.
import { active, arrive, depart } from './active.js';
import { takeLink } from './case-link.js';
import { ElementBase } from './element-base.js';
import { during, whenIdle } from './idle-watch.js';
import { PageFinds } from './page-finds.js';
import { isInUse, loadFirstUse, PageModule } from './page-module.js';
import { RibbonBar } from './ribbon-bar.js';
import { RibbonDrops } from './ribbon-drops.js';
import { RibbonEdge } from './ribbon-edge.js';
import { RibbonFrame } from './ribbon-frame.js';
import { RibbonLook } from './ribbon-look.js';
import { RibbonMemory } from './ribbon-memory.js';
import { RibbonPopups } from './ribbon-popups.js';
import { RibbonSearch } from './ribbon-search.js';
import { RibbonSettings } from './ribbon-settings.js';
import { setLocale, strings } from './strings.js';
import { placeSheet, ribbonSheet, surfaceSheet } from './styles.js';
import { SurfacePlaces } from './surface-places.js';

/** @typedef {import('./ribbon-record.js').RibbonRecord} RibbonRecord */

const reflected = /** @type {const} */ (['theme', 'user', 'appliance', 'locale', 'wasmUrl']);

/** Of shims/store.js, which is not loaded for its name alone. */
const storeName = 'threat-response-widgets';

/**
 * @param {string} tag
 * @param {string} className
 */
function make(tag, className) {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}

/** Whether an earlier page has left what is not sent yet: the store is looked into only where there is one. */
async function somethingWaits() {
  const all = await indexedDB.databases?.();
  if (all && !all.some(({ name }) => name === storeName)) return false;
  const { Store } = await loadFirstUse();
  return !await Store.isEmpty();
}

/**
 * @abstract
 *
 * @attr {string} servers - Address of a JSON list of servers that the sign-in offers; the regions of Threat Response
 *   without it. Read at the first use.
 * @attr {string} pivots - Addresses of JSON lists of links for the menus, blanks between them. Read at the first use.
 * @attr {'light' | 'dark'} theme - The system's without it. What the user chooses in the settings comes first.
 * @attr {string} user - Who is logged in to your page; empty or without it nobody. When it changes, nothing of the one
 *   before can be used any more.
 * @attr {string} appliance - Address on the page's own origin, below which your server keeps API clients for `user`.
 * @attr {string} locale - The language of the widgets (BCP 47), where it is not the page's `lang`.
 * @attr {string} wasm-url - Address of `widgets.wasm` of this version, where it is not beside the scripts. Read at the
 *   first use.
 *
 * @fires {CustomEvent<null>} tr-load - The WebAssembly module is loaded, at the first use.
 * @fires {CustomEvent<{message: string, cause: string}>} tr-error - The module or the list of servers could not be
 *   loaded: the element says so in the sentence `message`, and the next use tries again. `cause` is for developers.
 * @fires {CustomEvent<{server: string, scopes: string[]}>} tr-signed-in - Somebody has signed in, with a client that
 *   has these scopes.
 * @fires {CustomEvent<null>} tr-signed-out - Nobody is signed in any more: signed out, here or in another tab, or
 *   locked.
 * @fires {CustomEvent<{id: string, title: string}>} tr-case-changed - Another case is the current one, or it has
 *   another title; without an id there is none.
 * @fires {CustomEvent<{id: string, title: string, observables: {type: string, value: string}[]}>} tr-observable-added -
 *   The service has observables in a case that were not in it.
 * @fires {CustomEvent<null>} tr-session-ended - The server that `appliance` names says that nobody is logged in any
 *   more, or somebody else.
 *
 * @cssprop --tr-* - The colours and the density of all that is drawn.
 */
export class WidgetsElement extends ElementBase {
  static observedAttributes = ['theme', 'user', 'appliance', 'locale'];
  /** What holds the bar and the casebook. @type {typeof RibbonFrame | typeof import('./place-frame.js').PlaceFrame} */
  static frame = RibbonFrame;
  /** The casebook is a part of the page, and always open. */
  static stays = false;

  /** @type {boolean} */
  #stays;
  /** @type {import('./pivots.js').CustomPivot[] | undefined} */
  #pivots;

  #ribbon = make('div', 'ribbon');
  #panel = make('div', 'panel');
  /** What the page shows in the casebook's place until it is there. */
  #fallback = make('slot', 'fallback');
  #bar;
  #search;
  #settings;
  #frame;
  #popups;
  /** What is dragged onto the ribbon; pivot buttons tell it. @internal */
  drops;
  #memory = new RibbonMemory((before) => this.#remembered(before));
  #look = new RibbonLook(this, () => this.#memory.record);
  #module;
  #places;
  /** The change that the bar speaks of. */
  #toldOf = '';
  #finds = new PageFinds((page) => this.#widgets?.send({ is: 'page-changed', ...page }),
    () => queueMicrotask(() => this.#widgets?.send({ is: 'place-hidden' })));
  /** The edge is being dragged: what is not remembered yet. @type {Partial<RibbonRecord>} */
  #dragged = {};
  #ends = new AbortController();
  /** When the module could not be loaded. @type {number[]} */
  #failures = [];

  constructor() {
    super();
    const { frame: Frame, stays } = /** @type {typeof WidgetsElement} */ (new.target);
    this.#stays = stays;
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = stays ? [surfaceSheet, ribbonSheet, placeSheet] : [surfaceSheet, ribbonSheet];
    this.#search = new RibbonSearch(root, (anchor, type, value) => this.openPivot(anchor, type, value));
    this.#settings = new RibbonSettings(root, {
      stays,
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
    this.#frame = new Frame(this, {
      ribbon: this.#ribbon, bar: this.#bar, edge, resized: () => this.#places.layOut(),
    });
    this.#panel.hidden = true;
    this.#panel.setAttribute('role', 'region');
    this.#ribbon.setAttribute('role', 'region');
    this.#ribbon.append(edge.element, this.#panel, ...(stays ? [this.#fallback] : []), this.#bar.element);
    this.#popups = new RibbonPopups(root, {
      left: (surface) => this.#say({ is: 'closed', surface }),
      tab: (back) => this.#places.tabInMenu(back),
    });
    root.prepend(this.#ribbon, this.#popups.dialog);
    this.drops = new RibbonDrops(root, this.#bar.casebook, {
      say: (message) => this.#module.tell(message),
      use: (item, how) => this.#places.use(item, how),
      dropOnButton: async () => (await this.#module.load())?.drop(),
      open: () => this.#openForDrag(),
      closeMenu: () => this.#closeMenu(),
    });
    this.#module = new PageModule(this, this.#page(), {
      stays,
      failed: (cause) => {
        this.#failures.push(Date.now());
        const message = strings().noModule;
        this.#bar.say({ text: message, failed: true });
        this.#tell('tr-error', { message, cause });
      },
      loaded: () => {
        this.#tell('tr-load');
        if (stays && this.#failures.length > 0) this.#restoreCasebook();
      },
    });
    this.#places = new SurfacePlaces({
      panel: this.#panel, fallback: this.#fallback, popups: this.#popups, bar: this.#bar, finds: this.#finds,
      memory: this.#memory, module: this.#module, stays,
      frame: (open) => this.#frame.apply({ ...this.#memory.record, ...this.#dragged }, open),
      want: (height) => this.#frame.want(height),
      moved: () => this.#moved(),
    });
    this.#rest();
  }

  /** The module, when it is loaded. */
  get #widgets() {
    return this.#module.widgets;
  }

  connectedCallback() {
    this.#takeEarly();
    arrive(this);
  }

  disconnectedCallback() {
    depart(this);
  }

  /** It works from now on (active.js). @internal */
  begin() {
    setLocale(this.getAttribute('locale'));
    this.#bar.element.hidden = false;
    this.#ends = new AbortController();
    const { signal } = this.#ends;
    this.#memory.start(signal);
    this.drops.start(signal);
    this.#words();
    // What asks for the page's font and for sizes waits for the frame: before it, the page would be laid out for that
    // alone, and once more when its next scripts have filled it.
    requestAnimationFrame(() => {
      if (!signal.aborted) this.#appear(signal);
    });
    this.#restoreCasebook();
    this.#followLink();
    addEventListener('hashchange', () => this.#followLink(), { signal });
    // What an earlier page could not send is sent, or shown to wait.
    during(somethingWaits()).then((waits) => { if (waits) this.preload(); }, () => undefined);
    this.#look.watch(() => this.#themed(), signal);
    addEventListener('resize', () => this.#places.layOut(), { signal });
    const language = new MutationObserver(() => { this.#words(); this.#widgets?.changeLanguage(); });
    language.observe(document.documentElement, { attributes: true, attributeFilter: ['lang'] });
    signal.addEventListener('abort', () => language.disconnect());
    // What it knows of the session and of the open case is known here, too.
    if (isInUse()) this.preload();
  }

  /** @param {AbortSignal} signal */
  #appear(signal) {
    this.style.setProperty('--_font', getComputedStyle(this).fontFamily);
    this.#frame.start(signal);
    this.#themed();
    this.#places.layOut();
  }

  /**
   * Servers that the sign-in offers, or the address of a list of them as the attribute has it: what a framework sets
   * as a property.
   */
  get servers() { return this.#module.wishes.servers ?? this.getAttribute('servers') ?? undefined; }
  set servers(servers) {
    const isList = Array.isArray(servers);
    this.#module.wishes.servers = isList ? servers : undefined;
    if (!isList) this.#reflect('servers', servers);
    this.#module.serversChanged();
  }

  /** Links for the menus besides those that the attribute `pivots` leads to, or the addresses that it has. */
  get pivots() { return this.#pivots ?? this.getAttribute('pivots') ?? []; }
  set pivots(pivots) {
    this.#pivots = Array.isArray(pivots) ? [...pivots] : undefined;
    this.#module.wishes.pivots = this.#pivots ?? [];
    if (!this.#pivots) this.#reflect('pivots', pivots);
    this.#module.pivotsChanged();
  }

  /** @param {string} attribute @param {unknown} value */
  #reflect(attribute, value) {
    if (value === undefined || value === null) this.removeAttribute(attribute);
    else this.setAttribute(attribute, String(value));
  }

  /**
   * What calls of the service go through in place of `fetch`, whose arguments and answer it has: a page's own proxy or
   * test. It sees the tokens and, where no server keeps it, the client's password.
   */
  get transport() { return this.#module.wishes.transport; }
  set transport(send) { this.#module.wishes.transport = send; }

  get theme() { return this.getAttribute('theme') ?? ''; }
  set theme(theme) { this.#reflect('theme', theme); }
  get user() { return this.getAttribute('user') ?? ''; }
  set user(user) { this.#reflect('user', user); }
  get appliance() { return this.getAttribute('appliance') ?? ''; }
  set appliance(address) { this.#reflect('appliance', address); }
  get locale() { return this.getAttribute('locale') ?? ''; }
  set locale(locale) { this.#reflect('locale', locale); }
  /** The attribute `wasm-url`. */
  get wasmUrl() { return this.getAttribute('wasm-url') ?? ''; }
  set wasmUrl(address) { this.#reflect('wasm-url', address); }

  /** The open case, as far as it is known. @returns {{id: string, title: string} | null} */
  get currentCase() { return this.#widgets?.currentCase ?? null; }

  /** Somebody is signed in with a client. @returns {boolean} */
  get signedIn() { return this.#widgets?.session.signed_in ?? false; }

  /** Opens the casebook; before somebody has signed in, the dialog for that. @returns {Promise<void>} */
  async openCasebook() { if (!this.#places.isOpen) await this.#say({ is: 'casebook' }); }

  /** Closes the casebook. @returns {Promise<void>} */
  async closeCasebook() {
    if (this.#places.isOpen && !this.#stays) await this.#say({ is: 'closed', surface: 'casebook' });
  }

  /** Opens Find on page, or closes it. @returns {Promise<void>} */
  findOnPage() { return this.#find(); }

  /** Opens the sign-in dialog. @returns {Promise<void>} */
  signIn() { return this.#say({ is: 'sign-in' }); }

  /** What was set on the element before it became this one. */
  #takeEarly() {
    for (const name of /** @type {const} */ (['servers', 'pivots', 'transport', ...reflected])) {
      if (!Object.hasOwn(this, name)) continue;
      const value = /** @type {any} */ (this)[name];
      Reflect.deleteProperty(this, name);
      /** @type {any} */ (this)[name] = value;
    }
  }

  /** As long as it does not work there is nothing to press. */
  #rest() {
    this.#bar.element.hidden = true;
    this.#panel.hidden = true;
    this.#fallback.hidden = false;
  }

  /** It does not any more. @internal */
  end() {
    this.#ends.abort();
    this.#places.leave();
    this.#rest();
    this.#module.leave();
  }

  /** @param {string} name @param {string | null} before @param {string | null} now */
  attributeChangedCallback(name, before, now) {
    if (before === now || active() !== this) return;
    if (name === 'theme') return this.#themed();
    if (name !== 'locale') return this.#module.userChanged();
    setLocale(now);
    this.#words();
    this.#widgets?.changeLanguage();
  }

  /**
   * Opens the pivot menu beside `anchor`; called by <tr-pivot-menu>.
   * @internal
   * @param {HTMLElement} anchor
   * @param {string} type
   * @param {string} value
   * @param {string} [warning] what the recogniser has to say about how it was written (observables.js)
   */
  async openPivot(anchor, type, value, warning = '') {
    this.#popups.anchor = anchor;
    await this.#module.say({ is: 'pivot', type, value, warning });
  }

  /** Loads the module, so that the first use is quick. @returns {Promise<void>} when it is there, or cannot be */
  async preload() {
    await this.#module.load();
  }

  /** For tests: fulfilled when nothing is loading, being drawn, asked or sent, and nothing will be within a second. */
  whenIdle() {
    return whenIdle();
  }

  /** @param {string} type @param {object} [detail] */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  /** @param {object} message */
  async #say(message) {
    this.#places.restoring = false;
    await this.#module.say(message);
  }

  async #diagnose() {
    const { diagnose, nameOfFile, saveFile } = await loadFirstUse();
    const found = await diagnose({ widgets: this.#widgets, record: this.#memory.record, failures: this.#failures });
    const name = nameOfFile(new Date());
    saveFile({ name, type: 'application/json', text: JSON.stringify(found, null, 2) });
    this.#bar.say({ text: strings().diagnosticsSaved.replace('{0}', name), failed: false });
  }

  async #find() {
    this.#places.restoring = false;
    const widgets = await this.#module.load();
    widgets?.send({ is: 'find-on-page', ...this.#finds.page });
  }

  /** What the module may do in the page. @returns {import('./runtime.js').Host} */
  #page() {
    return {
      open: (name) => this.#places.open(name),
      close: (name) => this.#places.close(name),
      fit: (name, ...how) => this.#places.fit(/** @type {import('./surface.js').SurfaceName} */ (name), ...how),
      notice: (notice) => {
        this.#toldOf = notice.id ?? '';
        this.#bar.say(notice);
      },
      trouble: (sentence) => this.#bar.warn(sentence),
      dragged: (data) => this.drops.offer(data),
      dropHint: (hint) => this.drops.hint(hint),
      mark: (marking) => this.#finds.mark(marking),
      sessionEnded: () => this.#tell('tr-session-ended'),
      caseChanged: (detail) => this.#tell('tr-case-changed', detail),
      added: ({ id, title, observables }) => this.#tell('tr-observable-added', { id, title, observables }),
      session: ({ signed_in: isIn, server, scopes }) => {
        if (isIn) this.#tell('tr-signed-in', { server, scopes });
        else this.#tell('tr-signed-out');
      },
    };
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
    this.#places.layOut();
  }

  /** By a person here, or in another tab. @param {RibbonRecord} before */
  #remembered(before) {
    const { open, collapsed } = this.#memory.record;
    this.#themed();
    this.#places.layOut();
    if (!this.#stays && open !== this.#places.isOpen && (open !== before.open || collapsed !== before.collapsed)) {
      if (open) this.#restoreCasebook();
      else this.#say({ is: 'closed', surface: 'casebook' });
    }
  }

  /** Opens the casebook where it was open on the page before: without a dialog, and the focus stays where it is. */
  async #restoreCasebook() {
    const { open, collapsed } = this.#memory.record;
    if (this.#places.isOpen || (!this.#stays && (!open || collapsed))) return;
    const said = this.#say({ is: 'restore-casebook' });
    this.#places.restoring = true;
    await said;
  }

  #closeMenu() {
    if (this.#widgets?.stage.isShown('pivot-menu')) this.#say({ is: 'closed', surface: 'pivot-menu' });
  }

  /** Something is held over the button: the casebook opens under way, and asks for no sign-in. */
  #openForDrag() {
    if (!this.#stays) this.#memory.keep({ open: true, collapsed: false });
    if (this.#places.isFinding) this.#say({ is: 'closed', surface: 'find-on-page' });
    if (!this.#places.isOpen) this.#restoreCasebook();
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
