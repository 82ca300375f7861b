// What the widgets order of the vault (widgets/app/page.h), carried out, and what they are told of it: never a secret.
//
// Tabs tell each other to look at the device again, or to sign out; nothing else goes over the channel.
import { IdleWatch } from '../../shims/idle.js';

/** @typedef {import('../../shims/vault.js').Vault} Vault */
/** @typedef {import('../../shims/client-list.js').Place} Place */

const channelName = 'threat-response-widgets:sign-in';
/** Milliseconds without a sign of anybody, after which what is on the device is locked. */
export const lockAfter = 15 * 60_000;

/** Somebody has signed out in this tab: what the appliance keeps is not used before they choose it again. */
const leftKey = 'threat-response-widgets:signed-out';

function hasLeft() {
  try {
    return sessionStorage.getItem(leftKey) !== null;
  } catch {
    return false;
  }
}

/** @param {boolean} left */
export function setLeft(left) {
  try {
    if (left) sessionStorage.setItem(leftKey, '1');
    else sessionStorage.removeItem(leftKey);
  } catch {
    // without storage it holds for this page alone
  }
}

export class Secrets {
  #vault;
  #send;
  #sessionEnded;
  /** @type {string | undefined} who is logged in to the page; undefined until that is known */
  #user;
  #idle = new IdleWatch(lockAfter, () => this.#lock());
  /** @type {BroadcastChannel | undefined} */
  #tabs;

  /**
   * @param {Vault} vault
   * @param {(message: object) => void} send to the widgets
   * @param {() => void} sessionEnded whoever was logged in to the page is not any more
   */
  constructor(vault, send, sessionEnded) {
    this.#sessionEnded = sessionEnded;
    this.#vault = vault;
    this.#send = send;
    vault.refusedByAppliance = () => {
      this.#sessionEnded();
      this.#locked(true);
    };
  }

  /**
   * Who is logged in to the page, and where its server keeps clients for them. Another person takes nothing over;
   * when nobody is, what is half written stays for whoever comes back, and no more.
   * @param {string} base '' for none
   * @param {string} user '' for nobody
   */
  async serve(base, user) {
    const before = this.#user;
    this.#user = user;
    this.#vault.serve(base, user);
    if (before !== undefined && before !== user) this.#locked(before === '' || user === '');
    await this.#vault.refresh();
    return this.tell();
  }

  /** @param {boolean} mayComeBack */
  #locked(mayComeBack) {
    this.#vault.signOut();
    this.#send({ is: mayComeBack ? 'locked' : 'signed-out' });
    this.tell();
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
    const { resume, ...listing } = await this.#vault.listing();
    this.#send({ is: 'vault', ...listing, resume: hasLeft() ? '' : resume, ...outcome });
  }

  /** @param {{what: string, client_id: string, server: string, place: Place}} order */
  async ordered({ what, client_id: clientId, server, place }) {
    switch (what) {
      case 'prepare': return this.tell({ done: what, trouble: await this.#vault.prepareDevice() });
      case 'unlock': return this.tell({ done: what, trouble: await this.#vault.unlock() });
      case 'keep': return this.#changed(what, this.#vault.keep(place));
      case 'forget': return this.#changed(what, this.#vault.forget(clientId, server));
      case 'forget-device': return this.#changed(what, this.#vault.forgetDevice());
      case 'sign-out-everywhere':
        this.#tabs?.postMessage('sign-out');
        await this.#vault.forgetCurrent();
        break;
    }
    setLeft(true);
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
      setLeft(true);
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
