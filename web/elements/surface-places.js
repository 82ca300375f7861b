// Where what the module draws is shown: the casebook or Find on page in the ribbon's panel, the pivot menu and the
// sign-in dialog over the page.

/** @typedef {import('./surface.js').Surface} Surface */
/** @typedef {import('./surface.js').SurfaceName} SurfaceName */

/**
 * @typedef {object} Parts
 * @property {HTMLElement} panel in the ribbon
 * @property {HTMLElement} fallback what the page shows in the panel's place until there is something in it
 * @property {import('./ribbon-popups.js').RibbonPopups} popups
 * @property {import('./ribbon-bar.js').RibbonBar} bar
 * @property {import('./page-finds.js').PageFinds} finds
 * @property {import('./ribbon-memory.js').RibbonMemory} memory
 * @property {import('./page-module.js').PageModule} module
 * @property {boolean} stays the casebook is a part of the page, and always open
 * @property {(open: boolean) => import('./ribbon-frame.js').Size | undefined} frame puts the ribbon where it belongs;
 *   returns what the panel is drawn in, when it is shown
 * @property {(height: number) => boolean} want what the panel shows would like to be this high; whether that is news
 * @property {() => void} moved what stands beside something on the ribbon may have to move
 */

export class SurfacePlaces {
  #parts;
  /** @type {Map<SurfaceName, Surface>} */
  #surfaces = new Map();
  /** The casebook is open, shown or in a collapsed ribbon. */
  #isOpen = false;
  /** Find on page is open, in the casebook's place. */
  #finding = false;
  /** What the panel shows. @type {SurfaceName | undefined} */
  #inPanel;
  /**
   * The casebook opens because it was open on the page before, or is in another tab: the focus stays where it is. Not
   * so any more once a person asks for something.
   */
  restoring = false;

  /** @param {Parts} parts */
  constructor(parts) {
    this.#parts = parts;
    const { panel, stays, module } = parts;
    panel.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || (stays && this.#inPanel === 'casebook')) return;
      this.restoring = false;
      void module.say({ is: 'closed', surface: this.#inPanel });
    });
  }

  /** Whether the casebook is. */
  get isOpen() {
    return this.#isOpen;
  }

  /** Whether Find on page is, in the casebook's place. */
  get isFinding() {
    return this.#finding;
  }

  /**
   * @param {HTMLElement} item of one of the surfaces
   * @param {string} how
   * @returns {SurfaceName | undefined} the surface
   */
  use(item, how) {
    const name = [...this.#surfaces].find(([, { box }]) => box.contains(item))?.[0];
    if (name) this.#widgets?.use(name, Number(item.dataset.item), how);
    return name;
  }

  get #widgets() {
    return this.#parts.module.widgets;
  }

  /** Moves the focus on from the pivot menu. @param {boolean} back @returns {boolean} whether there was more in it */
  tabInMenu(back) {
    return this.#surfaces.get('pivot-menu')?.twin.moveByTab(back) ?? false;
  }

  /** @param {SurfaceName} name */
  open(name) {
    const surface = this.#surface(name);
    const { finds, memory, popups, stays, module } = this.#parts;
    if (name === 'find-on-page') {
      this.#finding = true;
      finds.watch();
      this.layOut();
      surface.twin.focusFirst();
      return;
    }
    if (name === 'casebook') {
      const restored = this.restoring;
      this.restoring = false;
      if (restored && !stays && !memory.record.open) { // closed in another tab meanwhile
        void module.say({ is: 'closed', surface: 'casebook' });
        return;
      }
      this.#isOpen = true;
      if (!stays) memory.keep(restored ? { open: true } : { open: true, collapsed: false });
      this.layOut();
      if (!restored) surface.twin.focusFirst();
      return;
    }
    popups.open(name, surface);
    this.#widgets?.stage.show(surface);
    surface.twin.focusFirst();
  }

  /** @param {SurfaceName} name */
  close(name) {
    const { panel, finds, memory, popups, bar, stays } = this.#parts;
    const hadFocus = panel.matches(':focus-within');
    if (name === 'find-on-page') {
      this.#finding = false;
      finds.leave();
      this.layOut();
      if (hadFocus) bar.find.focus();
      return;
    }
    if (name === 'casebook') {
      this.#isOpen = false;
      if (!stays) memory.keep({ open: false });
      this.layOut();
      if (hadFocus) bar.casebook.focus();
      return;
    }
    this.#widgets?.stage.hide(name);
    if (name === 'sign-in') this.#widgets?.dropTyped();
    popups.close(name);
  }

  /**
   * What is drawn in it is so large, and called so.
   * @param {SurfaceName} name
   * @param {string} label
   * @param {number} width CSS pixels
   * @param {number} height
   * @returns {boolean} whether the surface has another size now
   */
  fit(name, label, width, height) {
    this.#holder(name).setAttribute('aria-label', label);
    const surface = this.#surface(name);
    if (name === 'casebook' || name === 'find-on-page') {
      const before = surface.height;
      if (this.#parts.want(Math.ceil(height))) this.layOut();
      return surface.height !== before;
    }
    return this.#parts.popups.fit(name, surface, width, height);
  }

  /** Everything in its place, and the casebook drawn as large as that. */
  layOut() {
    const { panel, fallback, bar, frame, moved } = this.#parts;
    const before = this.#inPanel;
    const size = frame(this.#isOpen || this.#finding);
    panel.hidden = !size;
    fallback.hidden = Boolean(size);
    bar.casebook.setAttribute('aria-expanded', String(this.#isOpen && !this.#finding));
    bar.find.setAttribute('aria-expanded', String(this.#finding));
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
    moved();
    this.#widgets?.stage.allChanged();
  }

  /** Nothing is shown any more: the element leaves the page. */
  leave() {
    const { finds, popups } = this.#parts;
    finds.leave();
    popups.close('pivot-menu');
    popups.close('sign-in');
    this.#isOpen = false;
    this.#finding = false;
    if (this.#inPanel) this.#surface(this.#inPanel).box.hidden = true;
    this.#inPanel = undefined;
  }

  /** @param {SurfaceName} name */
  #surface(name) {
    let surface = this.#surfaces.get(name);
    if (!surface) {
      const { panel, popups, module } = this.#parts;
      const code = /** @type {import('./page-module.js').FirstUse} */ (module.code); // only it asks for one
      if (name === 'casebook') code.takeDroppedFiles(panel, (files) => this.#widgets?.readFiles(files));
      surface = new code.Surface(name, {
        used: (id, text) => {
          this.restoring = false;
          // The menu of a row opens beside it, and so does the list of cases for what was found.
          if (text === 'menu' || name === 'find-on-page') popups.anchor = this.#surfaces.get(name)?.twin.elementOf(id);
          this.#widgets?.use(name, id, text);
        },
        secret: (which, text) => {
          if (which !== 'token') this.#widgets?.typeSecret(which, text);
        },
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
    const { panel, popups } = this.#parts;
    return {
      'casebook': panel, 'find-on-page': panel, 'pivot-menu': popups.menu, 'sign-in': popups.dialog,
    }[name];
  }
}
