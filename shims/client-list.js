// The API clients that can be used here: those of this tab and, while its keyring is open, those on this device, with
// their passwords, which do not leave the vault; and those that the appliance keeps, without. A client of a server is
// in one place only.
import { ApplianceClients } from './appliance-clients.js';
import { Keyring, KeyringError, nameOf, shortestPassphrase } from './keyring.js';

/** @typedef {import('./keyring.js').KeptClient} KeptClient */
/** @typedef {'tab' | 'device' | 'appliance'} Place */
/**
 * @typedef {object} Listing what C++ may know
 * @property {import('./keyring.js').KeyringState} keyring
 * @property {import('./appliance-clients.js').ApplianceState} appliance
 * @property {{client_id: string, server: string, place: Place, added: number}[]} clients the oldest first
 * @property {string} current the client of the device that was used last, as `nameOf` names it; '' for none
 * @property {string} resume that of the appliance, which is used without being asked for; '' for none
 */

export class ClientList {
  /** @type {KeptClient[]} */
  #tab = [];
  #keyring = new Keyring();
  appliance = new ApplianceClients();

  get isOpen() { return this.#keyring.isOpen; }

  /** @returns {Promise<Listing>} */
  async listing() {
    const keyring = await this.#keyring.state();
    const listed = (/** @type {KeptClient[]} */ clients, /** @type {Place} */ place) =>
      clients.map(({ client_id, server, added }) => ({ client_id, server, added, place }));
    const { clients, current } = this.#keyring.kept;
    const all = [...listed(this.#tab, 'tab'), ...listed(clients, 'device'),
      ...listed(this.appliance.clients, 'appliance')];
    const { state: appliance, current: resume } = this.appliance;
    return { keyring, appliance, clients: all.sort((one, other) => one.added - other.added), current, resume };
  }

  /**
   * @param {string} clientId
   * @param {string} server
   * @returns {(KeptClient & {place: Place}) | undefined}
   */
  find(clientId, server) {
    const wanted = nameOf({ client_id: clientId, server });
    const of = (/** @type {KeptClient[]} */ clients) => clients.find((one) => nameOf(one) === wanted);
    const here = of(this.#tab), there = of(this.#keyring.kept.clients), far = of(this.appliance.clients);
    if (here) return { ...here, place: 'tab' };
    if (there) return { ...there, place: 'device' };
    return far && { ...far, place: 'appliance' };
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
    const trouble = await this.#put(client, place);
    return trouble || this.#takeAway(client.client_id, client.server, place);
  }

  /** @param {KeptClient} client @param {Place} place */
  async #put(client, place) {
    const name = nameOf(client);
    const others = (/** @type {KeptClient[]} */ clients) => clients.filter((one) => nameOf(one) !== name);
    switch (place) {
      case 'tab':
        this.#tab = [...others(this.#tab), client];
        return '';
      case 'device':
        return outcome(this.#keyring.change(
          ({ clients }) => ({ clients: [...others(clients), client], current: name })));
      case 'appliance':
        return await this.appliance.keep(client) ? '' : 'not-kept-by-appliance';
    }
  }

  /**
   * From everywhere, or from everywhere but one place.
   * @param {string} clientId
   * @param {string} server
   * @param {Place} [but]
   * @returns {Promise<string>} what is wrong, '' for nothing
   */
  async #takeAway(clientId, server, but) {
    const name = nameOf({ client_id: clientId, server });
    const isIt = (/** @type {KeptClient} */ one) => nameOf(one) === name;
    if (but !== 'tab') this.#tab = this.#tab.filter((one) => !isIt(one));
    let trouble = '';
    // Another tab may have put a keyring of its own there, which is not this one's to clear.
    if (but !== 'device') await this.#keyring.refresh();
    if (but !== 'device' && this.#keyring.kept.clients.some(isIt)) {
      trouble = this.#keyring.kept.clients.length === 1 ? await this.forgetDevice()
        : await outcome(this.#keyring.change(({ clients, current }) => ({
          clients: clients.filter((one) => !isIt(one)), current: current === name ? '' : current,
        })));
    }
    if (but !== 'appliance' && this.appliance.clients.some(isIt) && !await this.appliance.forget(clientId, server))
      trouble ||= 'not-forgotten';
    return trouble;
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
    return this.#takeAway(clientId, server);
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

  /** Looks again at what other tabs may have changed. */
  async refresh() {
    await Promise.all([this.#keyring.refresh(), this.appliance.refresh()]);
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
