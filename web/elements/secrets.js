// What the widgets order of the vault (widgets/app/page.h), carried out, and what they are told of it: never a secret.
//
// Tabs tell each other to look at the device again, or to sign out; nothing else goes over the channel.
import { IdleWatch } from '../../shims/idle.js';

/** @typedef {import('../../shims/vault.js').Vault} Vault */

const channelName = 'threat-response-widgets:sign-in';
/** Milliseconds without a sign of anybody, after which what is on the device is locked. */
export const lockAfter = 15 * 60_000;

export class Secrets {
  #vault;
  #send;
  #idle = new IdleWatch(lockAfter, () => this.#lock());
  /** @type {BroadcastChannel | undefined} */
  #tabs;

  /**
   * @param {Vault} vault
   * @param {(message: object) => void} send to the widgets
   */
  constructor(vault, send) {
    this.#vault = vault;
    this.#send = send;
  }

  /**
   * Hears other tabs, once the widgets can be told. A channel that listens keeps a page out of the back/forward cache:
   * see `close`.
   */
  listen() {
    if (this.#tabs) return;
    this.#tabs = new BroadcastChannel(channelName);
    this.#tabs.addEventListener('message', ({ data }) => this.#heard(data));
  }

  close() {
    this.#tabs?.close();
    this.#tabs = undefined;
  }

  /** Tells the widgets what there is. @param {object} [outcome] */
  async tell(outcome = {}) {
    if (this.#vault.isOpen) this.#idle.arm();
    else this.#idle.disarm();
    this.#send({ is: 'vault', ...await this.#vault.listing(), ...outcome });
  }

  /** @param {{what: string, client_id: string, server: string, place: 'tab' | 'device'}} order */
  async ordered({ what, client_id: clientId, server, place }) {
    switch (what) {
      case 'prepare': return this.tell({ done: what, trouble: await this.#vault.prepareDevice() });
      case 'unlock': return this.tell({ done: what, trouble: await this.#vault.unlock() });
      case 'keep': return this.#changed(what, this.#vault.keep(place));
      case 'forget': return this.#changed(what, this.#vault.forget(clientId, server));
      case 'forget-device': return this.#changed(what, this.#vault.forgetDevice());
      case 'sign-out-everywhere': this.#tabs?.postMessage('sign-out'); break;
    }
    this.#vault.signOut();
    return this.tell();
  }

  /**
   * @param {string} what
   * @param {Promise<string>} work
   */
  async #changed(what, work) {
    const trouble = await work;
    this.#tabs?.postMessage('look');
    return this.tell({ done: what, trouble });
  }

  #lock() {
    if (this.#vault.lock()) this.#send({ is: 'locked' });
    this.tell();
  }

  /** @param {unknown} data from another tab, so from anybody on this origin: at worst this tab signs out */
  async #heard(data) {
    if (data === 'sign-out') {
      this.#vault.signOut();
      this.#send({ is: 'signed-out' });
    } else if (data === 'look') {
      if (await this.#vault.refresh()) this.#send({ is: 'signed-out' });
    } else {
      return;
    }
    this.tell();
  }
}
