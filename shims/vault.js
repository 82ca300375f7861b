// The one place that knows the client password and the access token (decision 2).
//
// C++ names a service and a path; the vault makes the address, refuses anything outside the chosen server,
// puts the Authorization header on and takes the token out of the token call's reply. Nothing here is
// written to storage, to an attribute, to a URL or to the console: closing the tab forgets it.

/**
 * @typedef {object} Server
 * @property {string} id
 * @property {string} name
 * @property {string} visibility base address of the portal's host, perhaps with a path: of a proxy
 * @property {string} private_intel base address of the private intelligence, of a self-hosted CTIA too
 * @property {string} [api_clients] address of the page where API clients are made
 * @property {string} [unavailable] the reason why it cannot be chosen
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

export class Vault {
  /** @type {Server[]} */
  #servers = [];
  /** @type {Server | undefined} */
  #server;
  #clientId = '';
  #password = '';
  #typed = '';
  #token = '';

  /** @param {Server[]} servers */
  offer(servers) {
    this.#servers = servers;
  }

  /**
   * The text of the password field, straight from its input element.
   * @param {string} text
   */
  typePassword(text) {
    this.#typed = text;
  }

  /**
   * From now on the typed password and this client id are used; an older token is forgotten.
   * @param {string} clientId
   * @param {string} serverId
   */
  use(clientId, serverId) {
    this.#server = this.#servers.find((server) => server.id === serverId && !server.unavailable);
    this.#clientId = clientId;
    this.#password = this.#typed;
    this.#token = '';
  }

  /**
   * The address and header of a call.
   * @param {string} named 'visibility:/iroh/…' or 'private-intel:/ctia/…'
   * @param {string} credential 'vault:bearer' or 'vault:basic'
   * @returns {{url: string, authorization: string, isToken: boolean}}
   * @throws {Refusal}
   */
  prepare(named, credential) {
    const colon = named.indexOf(':');
    const service = named.slice(0, colon);
    if (!this.#server || !Object.hasOwn(paths, service)) throw new Refusal('no server is chosen');
    const base = new URL(service === 'visibility' ? this.#server.visibility : this.#server.private_intel);
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
    return { url: url.href, authorization: this.#authorization(isToken), isToken };
  }

  /**
   * Keeps the token of a token call's reply and gives back the reply without it.
   * @param {Uint8Array<ArrayBuffer>} bytes
   * @param {string} sentAuthorization the header it was asked with: an older client's answer is dropped
   * @returns {Uint8Array<ArrayBuffer>}
   */
  takeToken(bytes, sentAuthorization) {
    try {
      const reply = JSON.parse(new TextDecoder().decode(bytes));
      if (typeof reply?.access_token !== 'string' || !/^[\x21-\x7e]+$/.test(reply.access_token)) {
        return new Uint8Array(0);
      }
      if (sentAuthorization === this.#authorization(true)) this.#token = reply.access_token;
      const { expires_in, scope } = reply;
      return new TextEncoder().encode(JSON.stringify({ expires_in, scope, user: subjectOf(reply.access_token) }));
    } catch {
      return new Uint8Array(0);
    }
  }

  /** @param {boolean} basic */
  #authorization(basic) {
    if (!basic) return `Bearer ${this.#token}`;
    // Base64 of UTF-8 (RFC 7617, section 2.1).
    const bytes = new TextEncoder().encode(`${this.#clientId}:${this.#password}`);
    return `Basic ${btoa(String.fromCharCode(...bytes))}`;
  }
}
