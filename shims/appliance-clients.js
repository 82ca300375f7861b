// API clients that the page's own server keeps for whoever is logged in there ("this appliance", decision 2, D-10):
// their names, and the call for a token. Passwords go there once and never come back.
//
// The routes are those of web/appliance/broker/routes.h. They are on the page's own origin, so the session's cookie
// goes with each call.

import { callOwnServer } from './own-server.js';

/** @typedef {import('./keyring.js').KeptClient} KeptClient */
/** @typedef {'none' | 'there' | 'damaged' | 'unavailable'} ApplianceState `none`: the page has no such server */

/** Milliseconds; a server of the page's own is near. */
const patience = 10_000;

/** @param {unknown} found @returns {KeptClient[]} without passwords */
function clientsOf(found) {
  if (!Array.isArray(found)) return [];
  return found.filter((one) => [one?.client_id, one?.server].every((text) => typeof text === 'string'))
    .map(({ client_id, server, added }) => ({ client_id, server, password: '', added: Number(added) || 0 }));
}

export class ApplianceClients {
  #base = '';
  #user = '';
  /** @type {ApplianceState} */
  state = 'none';
  /** @type {KeptClient[]} */
  clients = [];
  /** The one used last, as `nameOf` names it; '' for none. */
  current = '';

  /**
   * @param {string} base address that the routes are below, of the page's own origin; '' for none
   * @param {string} user who is logged in there; '' for nobody
   */
  serve(base, user) {
    const address = base && URL.canParse(base, location.href) ? new URL(base, location.href) : undefined;
    this.#base = address?.origin === location.origin ? address.href : '';
    this.#user = user;
    this.#set('none');
  }

  /** @param {ApplianceState} state @param {any} [listing] */
  #set(state, listing) {
    this.state = state;
    this.clients = clientsOf(listing?.clients);
    this.current = typeof listing?.current === 'string' ? listing.current : '';
  }

  get isServed() { return this.#base !== '' && this.#user !== ''; }

  /** Asks what there is. */
  async refresh() {
    if (!this.isServed) return this.#set('none');
    const user = this.#user;
    const reply = await this.#call('GET', 'clients');
    const listing = await reply?.json().catch(() => undefined);
    if (user !== this.#user) return; // somebody else by now
    if (!reply?.ok || typeof listing !== 'object') return this.#set('unavailable');
    this.#set(listing?.damaged === true ? 'damaged' : 'there', listing);
  }

  /** @param {KeptClient} client @returns {Promise<boolean>} */
  async keep({ client_id, server, password }) {
    const reply = await this.#call('PUT', 'clients', { client_id, server, password });
    if (reply?.ok) await this.refresh();
    return reply?.ok ?? false;
  }

  /** @param {string} clientId @param {string} server @returns {Promise<boolean>} */
  async forget(clientId, server) {
    const reply = await this.#call('DELETE', `clients?${new URLSearchParams({ client_id: clientId, server })}`);
    if (reply?.ok) await this.refresh();
    return reply?.ok ?? false;
  }

  /** No client is used without being chosen again, in any tab. */
  async forgetCurrent() {
    if (!this.isServed) return;
    await this.#call('DELETE', 'current');
    this.current = '';
  }

  /**
   * The call for a token of a kept client.
   * @param {{client_id: string, server: string}} client
   * @param {string} unwanted the hash of the token that is not used any more; '' for none
   */
  tokenCall({ client_id, server }, unwanted) {
    return { url: `${this.#base}token`, body: JSON.stringify({ client_id, server, user: this.#user, unwanted }) };
  }

  /**
   * @param {string} method
   * @param {string} route
   * @param {object} [body]
   * @returns {Promise<Response | undefined>} nothing when it does not answer
   */
  #call(method, route, body) {
    return callOwnServer(this.#base + route, method, body, patience);
  }
}
