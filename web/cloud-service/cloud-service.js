// <tr-cloud-service-settings>: the page on which an administrator registers the appliance with Threat Response.
//
// Attributes: `base`, the address of its REST interface on the page's own origin (calls.js; default
// "/cloud-service"); `portal`, the address of the service's portal, where its links lead (none without it); `theme`,
// "light" or "dark" (default: the system's). It speaks the language of the page. Events: `tr-cloud-service-changed`,
// detail {situation}: "off", "not_committed", "ready", "registering", "registered", "deregistering", "failed" or
// "off_registered"; `tr-session-ended`, when the appliance says that nobody is logged in any more; `tr-error`, when
// it could not be loaded. It is as wide as its place and as high as what is on it.
//
// The registration token stays here: the module knows only whether there is one (widgets/cloud_service/settings.h).
import { ElementBase } from '../elements/element-base.js';
import { during, whenIdle } from '../elements/idle-watch.js';
import { loadFiles } from '../elements/module-files.js';
import { Stage } from '../elements/stage.js';
import { pageLanguage } from '../elements/strings.js';
import { surfaceSheet } from '../elements/styles.js';
import { Surface } from '../elements/surface.js';
import { call } from './calls.js';

const name = 'cloud-service';

/** Before there is a module that speaks them. @type {Record<string, [notLoaded: string, again: string]>} */
const plain = {
  en: ['These settings could not be loaded: check the network, then try again.', 'Try Again'],
  de: ['Die Einstellungen konnten nicht geladen werden: Prüfen Sie das Netz und versuchen Sie es erneut.',
    'Erneut versuchen'],
  ja: ['設定を読み込めませんでした。ネットワークを確認してから、もう一度お試しください。', '再試行'],
  ar: ['تعذّر تحميل الإعدادات: تحقق من الشبكة ثم حاول مرة أخرى.', 'إعادة المحاولة'],
};

/**
 * What the module asks for.
 * @typedef {{is: 'call', ask: import('./calls.js').Ask, body?: object} | {is: 'forget-token'} |
 *   {is: 'look-again', after: number} | {is: 'situation', situation: string} | {is: 'session-ended'} |
 *   {is: 'changed'}} Order
 */

/**
 * The page on which an administrator registers an appliance with Threat Response. It is as wide as its place and as
 * high as what is on it; give it `display: block`.
 *
 * @element tr-cloud-service-settings
 *
 * @attr {string} [base=/cloud-service] - Address of the REST interface, on the page's own origin.
 * @attr {string} portal - Address of the service's portal, where the links lead; without it there are none.
 * @attr {'light' | 'dark'} theme - The system's without it.
 * @attr {string} wasm-url - Address of `cloud-service-settings.wasm` of this version, where it is not beside the
 *   scripts.
 *
 * @fires {CustomEvent<{situation: string}>} tr-cloud-service-changed - The first situation, and each other one: `off`,
 *   `not_committed`, `ready`, `registering`, `registered`, `deregistering`, `failed` or `off_registered`.
 * @fires {CustomEvent<null>} tr-session-ended - The appliance says that nobody is logged in any more.
 * @fires {CustomEvent<{message: string, cause: string}>} tr-error - It could not be loaded; the element says so in the
 *   sentence `message` and offers to try again. `cause` is for developers.
 *
 * @cssprop --tr-* - The colours and the density of all that is drawn.
 */
export class CloudServiceSettingsElement extends ElementBase {
  static observedAttributes = ['theme', 'portal'];

  #stage = new Stage({ fit: (_, label, __, height) => this.#fit(label, height) });
  #surface = new Surface(name, {
    used: (id, text) => this.#send({ is: 'item', surface: name, id, text }),
    secret: (_, text) => { this.#token = text; },
    look: () => this.#stage.changed(name),
    draw: () => this.#stage.drawNow(name),
  });
  #token = '';
  #isLoaded = false;
  #isLoading = false;
  /** Of the next look. */
  #timer = 0;
  #ends = new AbortController();
  #darkQuery = matchMedia('(prefers-color-scheme: dark)');
  #sized = new ResizeObserver(() => this.#fitted());

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [surfaceSheet];
    this.#surface.box.setAttribute('role', 'group');
  }

  connectedCallback() {
    this.#ends = new AbortController();
    const { signal } = this.#ends;
    const look = () => this.#look();
    document.addEventListener('visibilitychange', look, { signal });
    addEventListener('focus', look, { signal });
    addEventListener('online', look, { signal });
    this.#darkQuery.addEventListener('change', () => this.#fitted(), { signal });
    if (this.#isLoaded) this.#show();
    else void this.#load();
  }

  disconnectedCallback() {
    this.#ends.abort();
    this.#sized.disconnect();
    clearTimeout(this.#timer);
    this.#token = '';
    if (this.#isLoaded) this.#stage.hide(name);
  }

  /** @param {string} attribute */
  attributeChangedCallback(attribute) {
    if (!this.#isLoaded) return;
    if (attribute === 'portal') this.#configure();
    else this.#fitted();
  }

  /** For tests: fulfilled when nothing is loading, being drawn or asked. */
  whenIdle() {
    return whenIdle();
  }

  async #load() {
    if (this.#isLoading) return;
    this.#isLoading = true;
    const { fontFamily } = getComputedStyle(this);
    this.style.setProperty('--_font', fontFamily);
    const files = {
      name: 'cloud-service-settings',
      // @ts-expect-error: made by the build
      script: () => import('./cloud-service-settings.js'),
      wasm: this.getAttribute('wasm-url') || new URL('./cloud-service-settings.wasm', import.meta.url),
    };
    try {
      await this.#stage.load(loadFiles(files), { say: (/** @type {Order} */ order) => this.#obey(order) }, fontFamily);
      this.#isLoaded = true;
    } catch (error) {
      this.#notLoaded(String(/** @type {Error} */ (error).message));
    }
    this.#isLoading = false;
    if (this.#isLoaded && this.isConnected) this.#show();
  }

  #show() {
    this.shadowRoot?.replaceChildren(this.#surface.box);
    this.#fitted();
    this.#configure();
    this.#stage.show(this.#surface);
    this.#sized.observe(this);
    this.#look();
  }

  /** @param {string} cause for developers */
  #notLoaded(cause) {
    const [words, again] = plain[pageLanguage().split('-')[0].toLowerCase()] ?? plain.en;
    const said = document.createElement('p');
    said.setAttribute('role', 'alert');
    said.textContent = words;
    said.style.margin = '16px';
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = again;
    button.style.margin = '0 16px 16px';
    button.addEventListener('click', () => void this.#load());
    this.shadowRoot?.replaceChildren(said, button);
    this.#tell('tr-error', { message: words, cause });
  }

  #configure() {
    this.#send({ is: 'configure', language: pageLanguage(), portal: this.getAttribute('portal') ?? '' });
  }

  /** Somebody sees it: what is so now is asked. */
  #look() {
    if (this.#isLoaded && this.isConnected && document.visibilityState === 'visible') this.#send({ is: 'look' });
  }

  /** @param {object} message */
  #send(message) {
    if (this.#isLoaded) this.#stage.send(message);
  }

  /** What the module asks for while it is being told something: nothing here may tell it more in the same task.
   * @param {Order} order */
  #obey(order) {
    switch (order.is) {
      case 'call':
        void this.#call(order.ask, order.body);
        break;
      case 'forget-token':
        this.#token = '';
        this.#surface.twin.forgetSecrets();
        break;
      case 'look-again':
        clearTimeout(this.#timer);
        if (order.after) this.#timer = window.setTimeout(() => this.#look(), order.after);
        break;
      case 'situation':
        queueMicrotask(() => this.#tell('tr-cloud-service-changed', { situation: order.situation }));
        break;
      case 'session-ended':
        queueMicrotask(() => this.#tell('tr-session-ended'));
        break;
      default:
        this.#stage.allChanged();
    }
  }

  /**
   * @param {import('./calls.js').Ask} ask
   * @param {object} [body]
   */
  async #call(ask, body) {
    // As it is now: when the call has ended the field is empty.
    const sent = ask === 'register' ? { token: this.#token.trim() } : body;
    const reply = await during(call(this.getAttribute('base') ?? '/cloud-service', ask, sent));
    this.#send({ is: 'reply', ask, ...reply });
  }

  /** @param {string} type @param {object} [detail] */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  /** As high as what is on it. @param {string} label @param {number} height */
  #fit(label, height) {
    this.#surface.box.setAttribute('aria-label', label);
    if (height === this.#surface.height) return false;
    this.#surface.resize(this.#surface.width, height);
    return true;
  }

  #fitted() {
    const theme = this.getAttribute('theme');
    this.classList.toggle('dark', theme ? theme === 'dark' : this.#darkQuery.matches);
    if (this.clientWidth && this.clientWidth !== this.#surface.width)
      this.#surface.resize(this.clientWidth, this.#surface.height || 200);
    if (this.#isLoaded) this.#stage.allChanged();
  }
}
