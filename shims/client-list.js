// The API clients that can be used here, with their passwords, which do not leave the vault: those of this tab, and
// those on this device while its keyring is open. A client of a server is in one place only.
import { Keyring, KeyringError, nameOf, shortestPassphrase } from './keyring.js';

/** @typedef {import('./keyring.js').KeptClient} KeptClient */
/** @typedef {'tab' | 'device'} Place */
/**
 * @typedef {object} Listing what C++ may know
 * @property {import('./keyring.js').KeyringState} keyring
 * @property {{client_id: string, server: string, place: Place, added: number}[]} clients the oldest first
 * @property {string} current the client of the device that was used last, as `nameOf` names it; '' for none
 */

export class ClientList {
  /** @type {KeptClient[]} */
  #tab = [];
  #keyring = new Keyring();

  get isOpen() { return this.#keyring.isOpen; }

  /** @returns {Promise<Listing>} */
  async listing() {
    const keyring = await this.#keyring.state();
    const listed = (/** @type {KeptClient[]} */ clients, /** @type {Place} */ place) =>
      clients.map(({ client_id, server, added }) => ({ client_id, server, added, place }));
    const { clients, current } = this.#keyring.kept;
    const all = [...listed(this.#tab, 'tab'), ...listed(clients, 'device')];
    return { keyring, clients: all.sort((one, other) => one.added - other.added), current };
  }

  /**
   * @param {string} clientId
   * @param {string} server
   * @returns {(KeptClient & {place: Place}) | undefined}
   */
  find(clientId, server) {
    const wanted = nameOf({ client_id: clientId, server });
    const of = (/** @type {KeptClient[]} */ clients) => clients.find((one) => nameOf(one) === wanted);
    const here = of(this.#tab), there = of(this.#keyring.kept.clients);
    if (here) return { ...here, place: 'tab' };
    return there && { ...there, place: 'device' };
  }

  /**
   * Opens the keyring, or makes one where there is none to open.
   * @param {string} passphrase
   * @param {string} again the same, for a new one
   * @returns {Promise<string>} what is wrong, '' for nothing
   */
  async prepare(passphrase, again) {
    const state = await this.#keyring.state();
    if (state === 'open') return '';
    if (state === 'locked') return this.unlock(passphrase);
    if (state === 'unavailable') return 'not-kept';
    if ([...passphrase].length < shortestPassphrase) return 'passphrase-short';
    if (passphrase !== again) return 'passphrases-differ';
    await this.#keyring.create(passphrase);
    return '';
  }

  /** @param {string} passphrase @returns {Promise<string>} what is wrong, '' for nothing */
  unlock(passphrase) {
    return outcome(this.#keyring.open(passphrase));
  }

  /**
   * @param {KeptClient} client
   * @param {Place} place
   * @returns {Promise<string>} what is wrong, '' for nothing; in the tab nothing can be
   */
  async keep(client, place) {
    const name = nameOf(client);
    const others = (/** @type {KeptClient[]} */ clients) => clients.filter((one) => nameOf(one) !== name);
    if (place === 'device') {
      const trouble = await outcome(this.#keyring.change(
        ({ clients }) => ({ clients: [...others(clients), client], current: name })));
      if (trouble) return trouble;
      this.#tab = others(this.#tab);
      return '';
    }
    this.#tab = [...others(this.#tab), client];
    if (!this.#keyring.kept.clients.some((one) => nameOf(one) === name)) return '';
    return outcome(this.#keyring.change(({ clients }) => ({ clients: others(clients), current: '' })));
  }

  /** It is used from now on, on the next page too. @param {KeptClient & {place: Place}} client */
  async using(client) {
    const name = nameOf(client);
    if (client.place !== 'device' || this.#keyring.kept.current === name) return;
    await outcome(this.#keyring.change((kept) => ({ ...kept, current: name })));
  }

  /**
   * @param {string} clientId
   * @param {string} server
   * @returns {Promise<string>} what is wrong, '' for nothing
   */
  async forget(clientId, server) {
    const name = nameOf({ client_id: clientId, server });
    this.#tab = this.#tab.filter((one) => nameOf(one) !== name);
    const { clients } = this.#keyring.kept;
    if (!clients.some((one) => nameOf(one) === name)) return '';
    if (clients.length === 1) return this.forgetDevice();
    return outcome(this.#keyring.change((kept) => ({
      clients: kept.clients.filter((one) => nameOf(one) !== name), current: kept.current === name ? '' : kept.current,
    })));
  }

  /** Everything that is kept on the device. @returns {Promise<string>} what is wrong, '' for nothing */
  forgetDevice() {
    return outcome(this.#keyring.forget());
  }

  forgetTab() {
    this.#tab = [];
  }

  lock() {
    this.#keyring.lock();
  }

  /** A keyring that was prepared and not used is none. */
  dropPrepared() {
    if (!this.#keyring.isOpen) this.#keyring.lock();
  }

  refresh() {
    return this.#keyring.refresh();
  }
}

/** @param {Promise<void>} done */
async function outcome(done) {
  try {
    await done;
    return '';
  } catch (error) {
    return error instanceof KeyringError ? error.trouble : 'not-kept';
  }
}
