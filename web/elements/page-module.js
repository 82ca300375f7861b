// The page's WebAssembly module: loaded at the first use by whichever element works then, and told what happens in the
// page. It outlives the element, so that the next one, of another route of the page, goes on with it.
import { importChecked } from '../../shims/integrity.js';
import { active } from './active.js';
import { during } from './idle-watch.js';
import { loadFiles } from './module-files.js';
import { loadPivots } from './pivots.js';
import { loadServers, usable } from './servers.js';

/** @typedef {import('./runtime.js').Widgets} Widgets */
/** @typedef {typeof import('./first-use.js')} FirstUse */
/** @typedef {{code: FirstUse, widgets: Widgets}} Loaded */

/** @type {Promise<Loaded> | undefined} */
let loading;

/** Of the element that works, or did last. @type {PageModule | undefined} */
let current;

/** The page has used the widgets. */
export const isInUse = () => loading !== undefined;

/** @returns {Promise<FirstUse>} */
export const loadFirstUse = () => importChecked('first-use.js', () => import('./first-use.js'));

/**
 * @typedef {object} Wishes what the page may say besides attributes
 * @property {readonly import('../../shims/vault.js').Server[] | undefined} servers
 * @property {import('./pivots.js').CustomPivot[]} pivots
 * @property {typeof fetch | undefined} transport
 */

export class PageModule {
  /** When it is there. @type {Widgets | undefined} */
  widgets;
  /** Likewise. @type {FirstUse | undefined} */
  code;
  #host;
  #page;
  #failed;
  #stays;
  /** @type {Promise<Widgets | undefined> | undefined} */
  #attaching;
  /** Another one after each `leave`: what was begun before it ends without a trace. */
  #visit = {};
  /** What it was given, which is taken from it when it leaves. @type {Widgets | undefined} */
  #given;
  /** Set by the page. @type {Wishes} */
  wishes = { servers: undefined, pivots: [], transport: undefined };

  /**
   * @param {HTMLElement} host has the attributes `servers`, `pivots`, `appliance`, `user` and `wasm-url`
   * @param {import('./runtime.js').Host} page what the module may do in it
   * @param {object} told
   * @param {(cause: string) => void} told.failed it could not be loaded; the next use tries again
   * @param {() => void} told.loaded
   * @param {boolean} told.stays the casebook is a part of the page
   */
  constructor(host, page, { failed, loaded, stays }) {
    this.#host = host;
    this.#page = page;
    this.#failed = failed;
    this.#loaded = loaded;
    this.#stays = stays;
  }

  #loaded;

  /** @returns {Promise<Widgets | undefined>} undefined when it could not be loaded, or its element does not work */
  async load() {
    if (active() !== this.#host) return undefined;
    if (this.widgets) return this.widgets;
    const visit = this.#visit;
    this.#attaching ??= during(this.#attach(visit)).catch((error) => {
      if (visit === this.#visit) {
        this.#attaching = undefined;
        this.#failed(String(/** @type {Error} */ (error).message));
      }
      return undefined;
    });
    return this.#attaching;
  }

  /** @param {object} message see widgets/app/page.h */
  async say(message) {
    (await this.load())?.send(message);
  }

  /** The same for what does not wait for the module when it is there. @param {object} message */
  tell(message) {
    if (this.widgets) this.widgets.send(message);
    else this.say(message);
  }

  /** Its element has left the page: what it showed is closed, and the module waits for the next one. */
  leave() {
    this.#visit = {};
    this.#given?.detach(this.#page);
    this.#given = this.widgets = this.#attaching = undefined;
  }

  /** The page has other links for the menus now. */
  async pivotsChanged() {
    const { widgets } = this;
    if (widgets) this.#offerPivots(widgets, await loadPivots(this.#host.getAttribute('pivots')));
  }

  /** The sign-in offers others now. */
  async serversChanged() {
    if (this.widgets) this.widgets.offer(await this.#servers());
  }

  /** Somebody else is logged in to the page, or nobody. */
  userChanged() {
    this.widgets?.serve(this.#appliance);
  }

  get #appliance() {
    return { base: this.#host.getAttribute('appliance') ?? '', user: this.#host.getAttribute('user') ?? '' };
  }

  async #servers() {
    if (this.wishes.servers) return usable(this.wishes.servers);
    return loadServers(this.#host.getAttribute('servers'));
  }

  /** @param {object} visit as it is when it begins */
  async #attach(visit) {
    const { fontFamily } = getComputedStyle(this.#host);
    const asked = this.#appliance;
    loading ??= start(this.#host.getAttribute('wasm-url') ?? '', fontFamily);
    const loaded = loading.catch((error) => {
      loading = undefined;
      throw error;
    });
    // All at once: who waits for the first menu waits for the longest of them, not for their sum.
    const [{ code, widgets }, servers, pivots] = await Promise.all([
      loaded, this.#servers(), loadPivots(this.#host.getAttribute('pivots'))]);
    if (visit !== this.#visit) return undefined;
    current = this;
    this.#given = widgets;
    await widgets.attach(this.#page, { servers, appliance: asked, stays: this.#stays });
    if (visit !== this.#visit) return undefined;
    // Told while it was loading.
    if (JSON.stringify(asked) !== JSON.stringify(this.#appliance)) widgets.serve(this.#appliance);
    this.#offerPivots(widgets, pivots);
    this.code = code;
    this.widgets = widgets;
    this.#loaded();
    return widgets;
  }

  /** @param {Widgets} widgets @param {Awaited<ReturnType<typeof loadPivots>>} pivots of the page's addresses */
  #offerPivots(widgets, { list, failed }) {
    widgets.send({ is: 'pivots', list: [...this.wishes.pivots, ...list], failed });
  }
}

/**
 * @param {string} wasmUrl where widgets.wasm is; "" beside this script
 * @param {string} family the page's font
 * @returns {Promise<Loaded>}
 */
async function start(wasmUrl, family) {
  const files = loadFiles({
    name: 'widgets',
    // @ts-expect-error: made by the build
    script: () => import('./widgets.js'),
    wasm: wasmUrl || new URL('./widgets.wasm', import.meta.url),
  });
  const code = await loadFirstUse();
  const widgets = new code.Widgets();
  const transport = (/** @type {Parameters<typeof fetch>} */ ...call) =>
    (current?.wishes.transport ?? fetch)(...call);
  await widgets.load({ family, files, transport });
  return { code, widgets };
}
