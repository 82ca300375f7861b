// The one place that knows the client password and the access token (decision 2).
//
// C++ names a service and a path; the vault makes the address, refuses anything outside the chosen server,
// puts the Authorization header on and takes the token out of the token call's reply. Nothing here is
// written to an attribute, to a URL, to a channel or to the console, and to storage only sealed under a passphrase
// (keyring.js). Of a client that the appliance keeps only the token is here (appliance-clients.js).
import { ClientList } from './client-list.js';

/** @typedef {'password' | 'passphrase' | 'passphrase-again'} Secret a field whose text comes here and nowhere else */
/** @typedef {Secret | 'token'} SecretField `token`: of a page that keeps it itself (web/cloud-service) */
/**
 * @typedef {object} Server
 * @property {string} id
 * @property {string} name
 * @property {string} visibility base address of the portal's host, perhaps with a path: of a proxy
 * @property {string} private_intel base address of the private intelligence, of a self-hosted CTIA too
 * @property {string} [portal] where links lead, when `visibility` is a proxy's address
 * @property {string} [api_clients] address of the page where API clients are made
 * @property {string} [unavailable] the reason why it cannot be chosen
 * @property {boolean} [registered] the appliance is registered there (LOG-18)
 */

const tokenPath = '/iroh/oauth2/token';
/** The paths of each service that the widgets use; anything else is refused. */
const paths = { 'visibility': ['/iroh/'], 'private-intel': ['/ctia/'] };

/** Thrown for a call that must not be sent; the message names no secret. */
export class Refusal extends Error {}

/**
 * The user a token stands for, which is no secret. Nothing is decided by it: the service checks the token.
 * @param {string} token a JWT
 * @returns {string | undefined}
 */
function subjectOf(token) {
  try {
    const [, payload] = token.split('.');
    const bytes = Uint8Array.from(atob(payload.replace(/-/g, '+').replace(/_/g, '/')), (one) => one.charCodeAt(0));
    const { sub } = JSON.parse(new TextDecoder().decode(bytes));
    return typeof sub === 'string' ? sub : undefined;
  } catch {
    return undefined;
  }
}

/** Base64url of SHA-256 of a token, which is ASCII. @param {string} token */
async function hashOf(token) {
  if (!globalThis.crypto?.subtle) return ''; // no secure context: the appliance then gives the token it has
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token));
  return btoa(String.fromCharCode(...new Uint8Array(hash))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/** Base64 of UTF-8 (RFC 7617, section 2.1). @param {{client_id: string, password: string}} client */
function basicOf({ client_id, password }) {
  return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${client_id}:${password}`)))}`;
}

export class Vault {
  /** @type {Server[]} */
  #servers = [];
  /** @type {Server | undefined} */
  #server;
  /** @type {{client_id: string, password: string, place: import('./client-list.js').Place | ''} | undefined} */
  #client;
  /** @type {Record<Secret, string>} */
  #typed = { 'password': '', 'passphrase': '', 'passphrase-again': '' };
  #token = '';
  /** Of #token; '' without one: tells the appliance which token is not wanted any more. */
  #tokenHash = '';
  /** Another one for each client that is used: what an earlier one has asked for is dropped. */
  #ticket = {};
  #clients = new ClientList();

  /** @param {Server[]} servers */
  offer(servers) {
    this.#servers = servers;
  }

  /**
   * The text of a secret's field, straight from its input element.
   * @param {Secret} secret
   * @param {string} text
   */
  type(secret, text) {
    this.#typed[secret] = text;
  }

  /** The dialog is closed: what was typed has been used, or is not wanted. */
  dropTyped() {
    this.#typed = { 'password': '', 'passphrase': '', 'passphrase-again': '' };
    this.#clients.dropPrepared();
  }

  /** Somebody at the server that keeps clients: nobody is logged in there, or somebody else, or it has none. */
  refusedByAppliance = () => {};

  /**
   * Where the page's own server keeps clients, and for whom.
   * @param {string} base
   * @param {string} user '' for nobody
   */
  serve(base, user) {
    this.#clients.appliance.serve(base, user);
  }

  /** Whether the device's keyring is open: armed to lock. */
  get isOpen() { return this.#clients.isOpen; }

  /** What C++ may know of the clients that can be used. */
  listing() {
    return this.#clients.listing();
  }

  /**
   * From now on the typed password and this client id are used; an older token is forgotten.
   * @param {string} clientId
   * @param {string} serverId
   */
  use(clientId, serverId) {
    this.#server = this.#servers.find((server) => server.id === serverId && !server.unavailable);
    this.#client = { client_id: clientId, password: this.#typed.password, place: '' };
    this.#forgetToken();
  }

  /**
   * From now on this client of the list is used. One that is not there any more sends nothing.
   * @param {string} clientId
   * @param {string} serverId
   */
  choose(clientId, serverId) {
    const kept = this.#clients.find(clientId, serverId);
    this.#server = kept && this.#servers.find((server) => server.id === serverId && !server.unavailable);
    this.#client = kept;
    this.#forgetToken();
    if (kept) this.#clients.using(kept); // whether it is remembered does not matter for this tab
  }

  /** Makes the keyring ready for `keep`. @returns {Promise<string>} what is wrong, '' for nothing */
  prepareDevice() {
    return this.#clients.prepare(this.#typed.passphrase, this.#typed['passphrase-again']);
  }

  /** @returns {Promise<string>} what is wrong, '' for nothing */
  unlock() {
    return this.#clients.unlock(this.#typed.passphrase);
  }

  /**
   * Keeps the client in use. What cannot be kept on the device is kept in the tab.
   * @param {import('./client-list.js').Place} place
   * @returns {Promise<string>} what is wrong, '' for nothing
   */
  async keep(place) {
    const client = this.#client, server = this.#server;
    if (!client || !server) return 'not-kept';
    const known = this.#clients.find(client.client_id, server.id);
    const added = known?.password === client.password ? known.added : Math.floor(Date.now() / 1000);
    const record = { client_id: client.client_id, server: server.id, password: client.password, added };
    const trouble = await this.#clients.keep(record, place);
    if (trouble && place !== 'tab') await this.#clients.keep(record, 'tab');
    if (this.#client !== client) return trouble;
    client.place = trouble ? 'tab' : place;
    if (client.place === 'appliance') client.password = '';
    return trouble;
  }

  /**
   * @param {string} clientId
   * @param {string} serverId
   * @returns {Promise<string>} what is wrong, '' for nothing
   */
  async forget(clientId, serverId) {
    if (this.#client?.client_id === clientId && this.#server?.id === serverId) this.#drop();
    return this.#clients.forget(clientId, serverId);
  }

  /** Everything kept on this device, opened or not. @returns {Promise<string>} what is wrong, '' for nothing */
  forgetDevice() {
    if (this.#client?.place === 'device') this.#drop();
    return this.#clients.forgetDevice();
  }

  /** Nothing is left in this tab; what is on the device is locked. */
  signOut() {
    this.#drop();
    this.dropTyped();
    this.#clients.forgetTab();
    this.#clients.lock();
  }

  /** Drops the key and what it has opened. @returns {boolean} whether the client in use is gone with it */
  lock() {
    this.dropTyped();
    this.#clients.lock();
    const isGone = this.#client?.place === 'device';
    if (isGone) this.#drop();
    return isGone;
  }

  /** In no tab a client is used without being chosen. */
  forgetCurrent() {
    return this.#clients.appliance.forgetCurrent();
  }

  /** Another tab has changed what is kept. @returns {Promise<boolean>} whether the client in use is gone */
  async refresh() {
    await this.#clients.refresh();
    const client = this.#client, server = this.#server;
    if (!client?.place || client.place === 'tab' || !server) return false;
    // A server that does not answer just now has forgotten nothing.
    if (client.place === 'appliance' && this.#clients.appliance.state === 'unavailable') return false;
    if (this.#clients.find(client.client_id, server.id)) return false;
    this.#drop();
    return true;
  }

  #drop() {
    this.#server = undefined;
    this.#client = undefined;
    this.#forgetToken();
  }

  #forgetToken() {
    this.#token = this.#tokenHash = '';
    this.#ticket = {};
  }

  /**
   * The address and headers of a call. With a `body` it goes to the page's own server, which makes the token call.
   * @param {string} named 'visibility:/iroh/…' or 'private-intel:/ctia/…'
   * @param {string} credential 'vault:bearer' or 'vault:basic'
   * @returns {{url: string, headers: Record<string, string>, isToken: boolean, ticket: object, body?: string}}
   *   `ticket` is for `takeToken`
   * @throws {Refusal}
   */
  prepare(named, credential) {
    const colon = named.indexOf(':');
    const service = named.slice(0, colon);
    const client = this.#client, server = this.#server;
    if (!client || !server || !Object.hasOwn(paths, service)) throw new Refusal('no server is chosen');
    const base = new URL(service === 'visibility' ? server.visibility : server.private_intel);
    const root = base.pathname.replace(/\/+$/, '');
    const url = new URL(base.origin + root + named.slice(colon + 1));
    // Compared after parsing: '/../', '@' and '//' have had their effect by now.
    const inside = paths[/** @type {keyof typeof paths} */ (service)]
      .some((path) => url.pathname.startsWith(root + path));
    if (url.origin !== base.origin || !inside || url.username || url.hash) {
      throw new Refusal('the address is outside the service');
    }
    const isToken = service === 'visibility' && url.pathname === root + tokenPath;
    if (isToken !== (credential === 'vault:basic')) throw new Refusal('the credential does not fit the call');
    const ticket = this.#ticket;
    if (isToken && client.place === 'appliance') {
      const about = { client_id: client.client_id, server: server.id };
      const headers = { 'Content-Type': 'application/json' };
      return { ...this.#clients.appliance.tokenCall(about, this.#tokenHash), headers, isToken, ticket };
    }
    const authorization = isToken ? basicOf(client) : `Bearer ${this.#token}`;
    return { url: url.href, headers: { Authorization: authorization }, isToken, ticket };
  }

  /**
   * Keeps the token of a token call's reply and gives back the reply without it.
   * @param {Uint8Array<ArrayBuffer>} bytes
   * @param {object} ticket of the call: an older client's answer is dropped
   * @returns {Promise<Uint8Array<ArrayBuffer>>}
   */
  async takeToken(bytes, ticket) {
    try {
      const reply = JSON.parse(new TextDecoder().decode(bytes));
      if (typeof reply?.access_token !== 'string' || !/^[\x21-\x7e]+$/.test(reply.access_token)) {
        return new Uint8Array(0);
      }
      const hash = await hashOf(reply.access_token);
      if (ticket === this.#ticket) {
        this.#token = reply.access_token;
        this.#tokenHash = hash;
      }
      const { expires_in, scope } = reply;
      return new TextEncoder().encode(JSON.stringify({ expires_in, scope, user: subjectOf(reply.access_token) }));
    } catch {
      return new Uint8Array(0);
    }
  }
}
