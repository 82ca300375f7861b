// The WebAssembly module of a ribbon: loaded at its first use, and told what happens in the page.
import { loadPivots } from './pivots.js';
import { Widgets } from './runtime.js';
import { loadServers } from './servers.js';

export class RibbonModule {
  /** When it is there. @type {Widgets | undefined} */
  widgets;
  /** @type {Promise<Widgets> | undefined} */
  #loading;
  #host;
  #page;
  #failed;
  /** @type {import('./pivots.js').CustomPivot[]} */
  #pivots = [];

  /**
   * @param {HTMLElement} host has the attributes `servers`, `pivots`, `appliance` and `user`
   * @param {ConstructorParameters<typeof Widgets>[0]} page what the module may do in it
   * @param {() => void} failed it could not be loaded; the next use tries again
   */
  constructor(host, page, failed) {
    this.#host = host;
    this.#page = page;
    this.#failed = failed;
  }

  /** @returns {Promise<Widgets | undefined>} undefined when it could not be loaded */
  async load() {
    try {
      this.#loading ??= this.#start();
      return await this.#loading;
    } catch {
      this.#loading = undefined;
      this.#failed();
      return undefined;
    }
  }

  /** @param {object} message see shims/page.md */
  async say(message) {
    (await this.load())?.send(message);
  }

  /** The same for what does not wait for the module when it is there. @param {object} message */
  tell(message) {
    if (this.widgets) this.widgets.send(message);
    else this.say(message);
  }

  /** The page's own links for the menus, besides those that the attribute leads to. */
  get pivots() {
    return this.#pivots;
  }

  set pivots(list) {
    this.#pivots = [...list];
    if (this.widgets) this.#offerPivots(this.widgets);
  }

  /** Somebody else is logged in to the page, or nobody. */
  userChanged() {
    this.widgets?.serve(this.#appliance);
  }

  get #appliance() {
    return { base: this.#host.getAttribute('appliance') ?? '', user: this.#host.getAttribute('user') ?? '' };
  }

  async #start() {
    const widgets = new Widgets(this.#page);
    const { fontFamily } = getComputedStyle(this.#host);
    const asked = this.#appliance;
    await widgets.load(await loadServers(this.#host.getAttribute('servers')), fontFamily, asked);
    // Told while it was loading.
    if (JSON.stringify(asked) !== JSON.stringify(this.#appliance)) widgets.serve(this.#appliance);
    await this.#offerPivots(widgets);
    this.widgets = widgets;
    return widgets;
  }

  /** @param {Widgets} widgets */
  async #offerPivots(widgets) {
    const { list, failed } = await loadPivots(this.#host.getAttribute('pivots'));
    widgets.send({ is: 'pivots', list: [...this.#pivots, ...list], failed });
  }
}
