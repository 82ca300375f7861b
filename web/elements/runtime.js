// The widgets module at work: one instance a page, loaded at the first use (decision 7). Carries messages in and
// orders out.
import { makeFetch } from '../../shims/fetch.js';
import { Vault } from '../../shims/vault.js';
import { Stage } from './stage.js';
import { pageLanguage } from './strings.js';

/** @typedef {import('./surface.js').Surface} Surface */
/** @typedef {import('./surface.js').SurfaceName} SurfaceName */
/**
 * @typedef {import('./stage.js').Holder & Orders} Host
 * @typedef {object} Orders what the ribbon does for the widgets
 * @property {(name: SurfaceName) => void} open
 * @property {(name: SurfaceName) => void} close
 * @property {(notice: Notice) => void} notice
 * @property {(detail: {id: string, title: string}) => void} caseChanged
 */

/**
 * @typedef {{text: string, failed: boolean, until?: number, retry?: string, dismiss?: string}} Notice what the
 *   ribbon says; "%T" in the text stands for `until`, seconds since 1970. Without `dismiss` it goes by itself
 */

// Tabs tell each other until when the service asks to wait; nothing else goes over it.
const pauseChannel = 'threat-response-widgets:pause';
const longestPause = 24 * 60 * 60;
const currentCaseKey = 'threat-response-widgets:current-case';

export class Widgets {
  #host;
  #vault = new Vault();
  #stage;
  #waking = 0;
  #pauses = new BroadcastChannel(pauseChannel);

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    this.#stage = new Stage(host, () => ({ title: defaultTitle() }));
  }

  /**
   * @param {import('../../shims/vault.js').Server[]} servers
   * @param {string} family the page's font
   */
  async load(servers, family) {
    const address = new URL('./widgets.js', import.meta.url).href;
    const say = (/** @type {any} */ order) => this.#told(order);
    await this.#stage.load(address, { fetch: makeFetch(this.#vault), say }, family);
    this.#vault.offer(servers);
    const [instance] = crypto.getRandomValues(new Uint32Array(1));
    this.send({ is: 'configure', servers, language: pageLanguage(), instance });
    this.#pauses.addEventListener('message', ({ data }) => this.#pauseHeard(data));
    window.addEventListener('online', () => this.send({ is: 'online' }));
    const current = readCurrentCase();
    if (current) this.send({ is: 'remember-case', id: current });
  }

  /** Draws surfaces: show, hide, changed, ... */
  get stage() {
    return this.#stage;
  }

  /** @param {object} message see widgets/app/page.h */
  send(message) {
    this.#stage.send(message);
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
      case 'changed': this.#stage.allChanged(); break;
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
