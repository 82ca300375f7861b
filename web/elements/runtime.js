// The widgets module at work: one instance a page, loaded at the first use (decision 7). Carries messages in,
// orders out, and draws a surface only when something about it has changed (decision 5).
import * as idna from '../../shims/idna.js';
import { makeFetch } from '../../shims/fetch.js';
import { Glyphs } from '../../shims/glyphs.js';
import { Vault } from '../../shims/vault.js';
import { pageLanguage } from './strings.js';

/** @typedef {import('./surface.js').Surface} Surface */
/** @typedef {import('./surface.js').SurfaceName} SurfaceName */
/**
 * @typedef {object} Host what the ribbon does for the widgets
 * @property {(name: SurfaceName) => void} open
 * @property {(name: SurfaceName) => void} close
 * @property {(name: SurfaceName, label: string, width: number, height: number) => boolean} fit gives a surface
 *   the size it wants; true when it has another one now
 * @property {(notice: Notice) => void} notice
 * @property {(detail: {id: string, title: string}) => void} caseChanged
 * @property {() => boolean} dark
 */

/**
 * @typedef {{text: string, failed: boolean, until?: number, retry?: string, dismiss?: string}} Notice what the
 *   ribbon says; "%T" in the text stands for `until`, seconds since 1970. Without `dismiss` it goes by itself
 */

/** A reason why the widgets cannot work in this browser. */
export class Unsupported extends Error {}

// Tabs tell each other until when the service asks to wait; nothing else goes over it.
const pauseChannel = 'threat-response-widgets:pause';
const longestPause = 24 * 60 * 60;
const currentCaseKey = 'threat-response-widgets:current-case';

export class Widgets {
  /** @type {any} Emscripten's module object */
  #module;
  #host;
  #vault = new Vault();
  #gl;
  /** @type {Map<SurfaceName, Surface>} the open ones */
  #surfaces = new Map();
  /** @type {Set<SurfaceName>} */
  #changed = new Set();
  #frameAsked = 0;
  /** @type {any} */
  #frame;
  #waking = 0;
  #pauses = new BroadcastChannel(pauseChannel);

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    this.#gl = new OffscreenCanvas(1, 1);
  }

  /**
   * @param {import('../../shims/vault.js').Server[]} servers
   * @param {string} family the page's font
   */
  async load(servers, family) {
    const webgl = this.#gl.getContext('webgl2', { antialias: false, depth: false, stencil: false });
    if (!webgl) throw new Unsupported();
    const address = new URL('./widgets.js', import.meta.url).href;
    const { default: create } = await import(/* @vite-ignore */ address);
    this.#module = await create({
      page: {
        webgl,
        glyphs: new Glyphs(family),
        fetch: makeFetch(this.#vault),
        say: (/** @type {string} */ text) => this.#told(JSON.parse(text)),
      },
      idna,
    });
    if (!this.#module._tr_start()) throw new Unsupported();
    this.#vault.offer(servers);
    const [instance] = crypto.getRandomValues(new Uint32Array(1));
    this.send({ is: 'configure', servers, language: pageLanguage(), instance });
    this.#pauses.addEventListener('message', ({ data }) => this.#pauseHeard(data));
    window.addEventListener('online', () => this.send({ is: 'online' }));
    const current = readCurrentCase();
    if (current) this.send({ is: 'remember-case', id: current });
  }

  /** @param {object} message see widgets/app/page.h */
  send(message) {
    this.#call(this.#module._tr_receive, message);
  }

  /** The page's language is another now. */
  changeLanguage() {
    this.send({ is: 'configure', servers: [], language: pageLanguage() });
  }

  /**
   * @param {SurfaceName} surface
   * @param {number} id
   * @param {string} text
   */
  use(surface, id, text) {
    this.send({ is: 'item', surface, id, text });
  }

  /** @param {string} text */
  typePassword(text) {
    this.#vault.typePassword(text);
  }

  /**
   * From now on drawn, until `hide`. Drawn once at once, so that it opens with its content.
   * @param {Surface} surface
   */
  show(surface) {
    this.#surfaces.set(surface.name, surface);
    this.#draw(surface);
  }

  /** @param {SurfaceName} name */
  hide(name) {
    this.#surfaces.delete(name);
  }

  /** @param {SurfaceName} name */
  changed(name) {
    this.#changed.add(name);
    if (!this.#frameAsked) this.#frameAsked = requestAnimationFrame(() => this.#drawChanged());
  }

  allChanged() {
    for (const name of this.#surfaces.keys()) this.changed(name);
  }

  #drawChanged() {
    this.#frameAsked = 0;
    const names = [...this.#changed];
    this.#changed.clear();
    for (const name of names) {
      const surface = this.#surfaces.get(name);
      if (surface) this.#draw(surface);
    }
  }

  /** @param {Surface} surface */
  #draw(surface) {
    this.#drawOnce(surface);
    const { name, width, height } = this.#frame;
    if (this.#host.fit(surface.name, name, width, height)) this.#drawOnce(surface);
    surface.twin.update(this.#frame.items);
  }

  /** @param {Surface} surface */
  #drawOnce(surface) {
    const ratio = window.devicePixelRatio;
    const width = Math.max(1, Math.ceil(surface.width * ratio));
    const height = Math.max(1, Math.ceil(surface.height * ratio));
    if (this.#gl.width !== width) this.#gl.width = width;
    if (this.#gl.height !== height) this.#gl.height = height;
    this.#call(this.#module._tr_frame, {
      surface: surface.name,
      width: width / ratio,
      height: height / ratio,
      ratio,
      dark: this.#host.dark(),
      rtl: getComputedStyle(surface.box).direction === 'rtl',
      hovered: surface.twin.hovered,
      focused: surface.twin.focused,
      scrolled: surface.twin.scrolled,
      title: defaultTitle(),
    });
    surface.show(this.#gl.transferToImageBitmap(), ratio);
  }

  /** @param {unknown} until from another tab, so from anybody on this origin */
  #pauseHeard(until) {
    if (typeof until !== 'number' || !(until <= Date.now() / 1000 + longestPause)) return;
    this.send({ is: 'paused', until });
  }

  /** @param {number} at seconds since 1970 */
  #wakeAt(at) {
    clearTimeout(this.#waking);
    this.#waking = window.setTimeout(() => this.send({ is: 'woke' }), Math.max(0, at * 1000 - Date.now()));
  }

  /** @param {any} order see widgets/app/page.h */
  #told(order) {
    switch (order.is) {
      case 'frame': this.#frame = order; break;
      case 'changed': this.allChanged(); break;
      case 'open': this.#host.open(order.surface); break;
      case 'close': this.#host.close(order.surface); break;
      case 'notice': this.#host.notice(order); break;
      case 'wake': this.#wakeAt(order.at); break;
      case 'pause': this.#pauses.postMessage(order.until); break;
      case 'use-credential': this.#vault.use(order.client_id, order.server); break;
      // Both in the task of the user's own event, so that the browser allows them.
      case 'open-tab': window.open(order.url, '_blank', 'noopener,noreferrer'); break;
      case 'copy': navigator.clipboard?.writeText(order.text); break;
      case 'case-changed':
        keepCurrentCase(order.id);
        this.#host.caseChanged({ id: order.id, title: order.title });
        break;
    }
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

/** "Casebook Nov 24, 2026, 5:14 AM" in the page's language (B-37). */
function defaultTitle() {
  const format = new Intl.DateTimeFormat(pageLanguage(), { dateStyle: 'medium', timeStyle: 'short' });
  return `Casebook ${format.format(new Date())}`;
}

// The id of a case is no secret; without storage the current case just does not outlive the page.
function readCurrentCase() {
  try {
    return localStorage.getItem(currentCaseKey) ?? '';
  } catch {
    return '';
  }
}

/** @param {string} id */
function keepCurrentCase(id) {
  try {
    localStorage.setItem(currentCaseKey, id);
  } catch {
    // as above
  }
}
