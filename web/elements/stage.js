// A module of drawn surfaces in a page: loads it, asks it for frames, shows the pictures and keeps the twins. A surface
// is drawn only when something about it has changed (decision 5).
//
// Without pictures (no WebGL 2, its context lost, or a browser that falsifies what is read back from a canvas) the
// twins are the interface: the same elements, shown.
import * as idna from '../../shims/idna.js';
import { Glyphs, readsBack } from '../../shims/glyphs.js';
import { pageIntl } from '../../shims/intl.js';
import { begin, during } from './idle-watch.js';
import { pageLanguage } from './strings.js';
import { onForcedColours, ThemeReader } from './theme.js';

/** @typedef {import('./surface.js').Surface} Surface */
/**
 * @typedef {object} Holder what stands around the surfaces
 * @property {(name: string, label: string, width: number, height: number) => boolean} fit gives a surface
 *   the size it wants; true when it has another one now
 */

export class Stage {
  /** @type {any} Emscripten's module object */
  #module;
  #holder;
  /** Nobody sees it: each surface takes its picture from it. @type {OffscreenCanvas | HTMLCanvasElement} */
  #gl = new OffscreenCanvas(1, 1);
  /** @type {WebGL2RenderingContext | null} */
  #webgl = null;
  #hasPictures = false;
  #theme = new ThemeReader();
  /** @type {Map<string, Surface>} the open ones */
  #surfaces = new Map();
  /** @type {Set<string>} */
  #changed = new Set();
  /** Ends the wait for the frame that is asked for. @type {(() => void) | undefined} */
  #frameAsked;
  /** @type {any} */
  #frame;
  /** What the frame request of a surface holds beside its size and state. @type {() => object} */
  #extra;

  /**
   * @param {Holder} holder
   * @param {() => object} [extra]
   */
  constructor(holder, extra = () => ({})) {
    this.#holder = holder;
    this.#extra = extra;
  }

  /**
   * @param {import('./module-files.js').Coming} files
   * @param {object} page what the module calls, beside what is drawn with; `say` gets every message but frames
   * @param {string} family the page's font
   */
  load(files, page, family) {
    return during(this.#load(files, page, family));
  }

  /** @param {import('./module-files.js').Coming} files @param {object} page @param {string} family */
  async #load(files, page, family) {
    const { say } = /** @type {{say: (message: any) => void}} */ (page);
    // While the files come: the browser takes its time to make a context. Glyphs are read from a canvas: where that is
    // falsified nothing drawn could be read by people either.
    this.#webgl = readsBack() ? this.#context() : null;
    const [{ default: create }, compiled] = await files;
    const ofModule = {
      ...page,
      webgl: this.#webgl,
      glyphs: new Glyphs(family),
      intl: pageIntl(pageLanguage),
      say: (/** @type {string} */ text) => {
        const message = JSON.parse(text);
        if (message.is === 'frame') this.#frame = message;
        else say(message);
      },
    };
    this.#module = await create({
      instantiateWasm: (/** @type {WebAssembly.Imports} */ imports, /** @type {(made: object) => void} */ made) => {
        WebAssembly.instantiate(compiled, imports).then(made);
        return {};
      },
      page: ofModule,
      idna,
    });
    if (this.#isLost) { // while the module was on its way
      this.#gl = new OffscreenCanvas(1, 1);
      ofModule.webgl = this.#webgl = this.#context();
    }
    this.#hasPictures = Boolean(this.#module._tr_start()) && !this.#isLost;
    // The browser takes a context away when the machine sleeps, or gives it to another page.
    this.#gl.addEventListener('webglcontextlost', (event) => {
      event.preventDefault(); // or it never comes back
      this.#setPictures(false);
    });
    this.#gl.addEventListener('webglcontextrestored', () => this.#setPictures(true));
    document.fonts.addEventListener('loadingdone', () => {
      this.send({ is: 'font-changed' });
      this.allChanged();
    });
    this.#watchRatio();
    this.#watchTheme();
  }

  /** A page changes its theme by an attribute of its root or body: a class, a style, data-theme. */
  #watchTheme() {
    const changed = () => this.allChanged();
    onForcedColours(changed);
    const observer = new MutationObserver(changed);
    for (const element of [document.documentElement, document.body]) observer.observe(element, { attributes: true });
  }

  /**
   * WebKitGTK has no WebGL on an OffscreenCanvas: there a canvas element outside of the document does it.
   * @returns {WebGL2RenderingContext | null}
   */
  #context() {
    const options = { antialias: false, depth: false, stencil: false };
    const make = () =>
      /** @type {WebGL2RenderingContext | null} */ (this.#gl.getContext('webgl2', options));
    const context = make();
    if (context) return context;
    this.#gl = document.createElement('canvas');
    return make();
  }

  /** Known before the event tells it. */
  get #isLost() {
    return this.#webgl?.isContextLost() ?? false;
  }

  /** Another display, or another zoom: glyphs are made for it. */
  #watchRatio() {
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => {
      this.allChanged();
      this.#watchRatio();
    }, { once: true });
  }

  /** Surfaces are drawn; else their twins are shown. */
  get hasPictures() {
    return this.#hasPictures;
  }

  /** Of WebAssembly; it only grows. */
  get memoryBytes() {
    return this.#module.HEAPU8.length;
  }

  /** @param {boolean} available */
  #setPictures(available) {
    this.#hasPictures = available;
    this.send({ is: 'pictures', available });
    this.allChanged();
  }

  /** @param {object} message see widgets/app/page.h */
  send(message) {
    this.#call(this.#module._tr_receive, message);
  }

  /**
   * From now on drawn, until `hide`. Drawn once at once, so that it opens with its content.
   * @param {Surface} surface
   */
  show(surface) {
    this.#surfaces.set(surface.name, surface);
    this.#draw(surface);
  }

  /** @param {string} name */
  hide(name) {
    this.#surfaces.get(name)?.twin.closed();
    this.#surfaces.delete(name);
  }

  /** What was typed there was not taken. @param {string} name of its surface @param {number} id */
  takeBack(name, id) {
    this.#surfaces.get(name)?.twin.takeBack(id);
  }

  /** @param {string} name */
  isShown(name) {
    return this.#surfaces.has(name);
  }

  /** @param {string} name */
  changed(name) {
    this.#changed.add(name);
    if (this.#frameAsked) return;
    this.#frameAsked = begin();
    requestAnimationFrame(() => this.#drawChanged());
  }

  allChanged() {
    for (const name of this.#surfaces.keys()) this.changed(name);
  }

  /** At once, for what has to be there before the task ends. @param {string} name */
  drawNow(name) {
    const surface = this.#surfaces.get(name);
    if (surface) this.#draw(surface);
  }

  #drawChanged() {
    this.#frameAsked?.();
    this.#frameAsked = undefined;
    const names = [...this.#changed];
    this.#changed.clear();
    for (const name of names) this.drawNow(name);
  }

  /** @param {Surface} surface */
  #draw(surface) {
    this.#drawOnce(surface);
    const { name, width, height } = this.#frame;
    if (this.#holder.fit(surface.name, name, width, height)) this.#drawOnce(surface);
    surface.twin.update(this.#frame.items);
  }

  /** @param {Surface} surface */
  #drawOnce(surface) {
    const ratio = window.devicePixelRatio;
    const width = Math.max(1, Math.ceil(surface.width * ratio));
    const height = Math.max(1, Math.ceil(surface.height * ratio));
    if (this.#gl.width !== width) this.#gl.width = width;
    if (this.#gl.height !== height) this.#gl.height = height;
    const theme = this.#theme.read(surface.box);
    if (theme) this.send(theme);
    this.#call(this.#module._tr_frame, {
      surface: surface.name,
      width: width / ratio,
      height: height / ratio,
      ratio,
      rtl: getComputedStyle(surface.box).direction === 'rtl',
      ...surface.twin.state,
      ...this.#extra(),
    });
    const isDrawn = this.#hasPictures && !this.#isLost;
    surface.showTwin(!isDrawn);
    if (isDrawn) surface.show(pictureOn(this.#gl), ratio);
  }

  /**
   * @param {(text: number, size: number) => void} entry
   * @param {object} message
   */
  #call(entry, message) {
    const bytes = new TextEncoder().encode(JSON.stringify(message));
    const at = this.#module._malloc(bytes.length);
    this.#module.HEAPU8.set(bytes, at);
    entry(at, bytes.length);
    this.#module._free(at);
  }
}

/** What has just been drawn, in the task that drew it. @param {OffscreenCanvas | HTMLCanvasElement} canvas */
function pictureOn(canvas) {
  return canvas instanceof OffscreenCanvas ? canvas.transferToImageBitmap() : canvas;
}
