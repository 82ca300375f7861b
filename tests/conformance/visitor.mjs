// A person at the pages of the embedded service.
import { call } from './service.mjs';

export const API_CLIENTS = '/settings/apiClients';
export const MODULES = '/settings/modules';

/** A browser with cookies, as far as these pages need one. */
export class Visitor {
  cookie = '';
  /** @param {string} origin */
  constructor(origin) {
    this.origin = origin;
  }

  /** @param {string} path */
  get(path) {
    return call(`${this.origin}${path}`, { headers: { cookie: this.cookie } });
  }

  /**
   * @param {string} path
   * @param {[string, string][]} fields
   * @param {Record<string, string>} [headers]
   */
  async post(path, fields, headers = { 'sec-fetch-site': 'same-origin' }) {
    const reply = await call(`${this.origin}${path}`, {
      method: 'POST', body: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: this.cookie, ...headers } });
    const set = reply.headers.get('set-cookie');
    if (set) this.cookie = String(set.split(';')[0]);
    return reply;
  }

  /**
   * @param {{email: string, password: string}} user
   * @param {string} [then]
   */
  logIn({ email, password }, then = '') {
    return this.post('/settings/login', [['email', email], ['password', password], ['then', then]]);
  }
}
