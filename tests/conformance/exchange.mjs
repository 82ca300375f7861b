// An appliance at the embedded exchange, as its tests need one: keys and requests for certificates by openssl,
// every call over a connection of its own.
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';

import { openssl } from './certificate.mjs';
import { MODULES, Visitor } from './visitor.mjs';

/** @typedef {import('./appliance.mjs').Appliance} Appliance */
/** @typedef {{key: string, cert: string}} Identity  PEM */
/** @typedef {{status: number, headers: import('node:http').IncomingHttpHeaders, text: string, json: any}} Reply */

export const EUROPE = 'api.eu.sse.itd.cisco.com';
export const AMERICAS = 'api-sse.cisco.com';
export const EST = 'est.sco.cisco.com';
const ENROL = '/.well-known/est/simpleenroll';
export const SELF = '/exchange/v1/registrations/self';

/**
 * @param {Appliance} appliance
 * @param {string} host
 * @param {string} path
 * @param {{method?: string, body?: unknown, identity?: Identity | undefined, headers?: Record<string, string>,
 *   ca?: string, name?: string, signal?: AbortSignal}} [how] a body that is no string is sent as JSON; `name` is
 *   what Host says when it is not `host`
 * @returns {Promise<Reply>}
 */
export function callExchange(appliance, host, path, how = {}) {
  const { method = 'GET', body, identity, headers = {}, name = host } = how;
  const { port } = new URL(appliance.exchange);
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const asked = request({
      host: '127.0.0.1', port, servername: host, method, path, agent: false, ...identity,
      ca: how.ca ?? readFileSync(appliance.exchange_ca, 'utf8'), ...(how.signal ? { signal: how.signal } : {}),
      headers: {
        host: `${name}:${port}`,
        ...(text === undefined ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
        ...headers,
      },
    }, async (reply) => {
      try {
        let all = '';
        for await (const piece of reply.setEncoding('utf8')) all += piece;
        let json;
        try { json = JSON.parse(all); } catch { json = undefined; }
        resolve({ status: reply.statusCode ?? 0, headers: reply.headers, text: all, json });
      } catch (error) {
        reject(error);
      }
    });
    asked.on('error', reject).end(text);
  });
}

/** @param {string} pem */
export const bare = (pem) => pem.replace(/-----[^-]+-----|\s/g, '');

/**
 * A key, and a request for a certificate of it in base64.
 * @param {string} folder
 * @param {string[]} [algorithm] of `openssl req`
 */
export function makeRequest(folder, algorithm = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1']) {
  const file = join(folder, randomUUID());
  openssl('req', '-new', ...algorithm, '-nodes', '-subj', '/CN=anybody', '-keyout', `${file}.key`, '-out',
    `${file}.csr`);
  return { key: readFileSync(`${file}.key`, 'utf8'), asked: bare(readFileSync(`${file}.csr`, 'utf8')) };
}

/**
 * The certificates of an EST answer.
 * @param {string} folder
 * @param {Reply} reply
 * @returns {string[]} PEM
 */
export function certificatesOf(folder, reply) {
  const file = join(folder, randomUUID());
  writeFileSync(file, Buffer.from(reply.text, 'base64'));
  const text = String(openssl('pkcs7', '-inform', 'DER', '-in', file, '-print_certs'));
  return text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
}

/**
 * A registration token, made on the page as a person does it.
 * @param {Appliance} appliance
 * @param {'EUROPE' | 'AMERICAS'} [region]
 * @param {number} [user] of the demo users
 * @returns {Promise<string>}
 */
export async function makeToken(appliance, region = 'EUROPE', user = 0) {
  const visitor = new Visitor(appliance.visibility);
  await visitor.logIn(/** @type {any} */ (appliance.users[user]));
  await visitor.post(`${MODULES}/token`, [['region', region]]);
  const { text } = await visitor.get(MODULES);
  return /id="registration-token" class="mono">([0-9a-z]{36})</.exec(text)?.[1] ?? '';
}

/** One appliance that registers, step by step. Each step can be taken again. */
export class Registering {
  id = randomUUID();
  token = '';
  secret = '';
  /** @type {Identity | undefined} */
  identity;

  /**
   * @param {() => Appliance} exchange the one that runs now
   * @param {string} folder for files
   * @param {string} [host] of its region
   * @param {string} [name]
   */
  constructor(exchange, folder, host = EUROPE, name = 'mail1.example.com') {
    this.exchange = exchange;
    this.folder = folder;
    this.host = host;
    this.name = name;
  }

  /**
   * @param {string} host
   * @param {string} path
   * @param {Parameters<typeof callExchange>[3]} [how]
   */
  call(host, path, how) {
    return callExchange(this.exchange(), host, path, { identity: this.identity, ...how });
  }

  async redeem() {
    const reply = await this.call(this.host, '/exchange/v1/registrations', {
      method: 'POST', body: { token: this.token, registration: this.id, name: this.name } });
    if (reply.status === 200) this.secret = reply.json.enrolment;
    return reply;
  }

  /** @param {string} [path] */
  async enrol(path = ENROL) {
    const { key, asked } = makeRequest(this.folder);
    const reply = await this.ask(asked, path);
    if (reply.status === 200) this.identity = { key, cert: certificatesOf(this.folder, reply)[0] ?? '' };
    return reply;
  }

  /** @param {string} asked @param {string} [path] @param {Record<string, string>} [headers] */
  ask(asked, path = ENROL, headers = {}) {
    const authorization = `Basic ${Buffer.from(`${this.id}:${this.secret}`).toString('base64')}`;
    return this.call(EST, path, { method: 'POST', body: asked, headers: {
      ...(path === ENROL ? { authorization } : {}), 'content-type': 'application/pkcs10', ...headers } });
  }

  renew() {
    return this.enrol('/.well-known/est/simplereenroll');
  }

  /** @param {'GET' | 'PUT' | 'DELETE'} [method] */
  self(method = 'GET') {
    return this.call(this.host, SELF, { method });
  }

  /** @param {string} [token] */
  async register(token) {
    this.token = token ?? await makeToken(this.exchange(), this.host === EUROPE ? 'EUROPE' : 'AMERICAS');
    for (const step of [() => this.redeem(), () => this.enrol(), () => this.self('PUT')]) {
      const reply = await step();
      if (reply.status !== 200) throw new Error(`The exchange answered ${reply.status}: ${reply.text}`);
    }
    return this;
  }
}

/** @typedef {{id: string, method: string, path: string, body: any}} RelayCall */

/**
 * Waits for calls as a registered appliance does, and answers them until it is stopped.
 * @param {Registering} one
 * @param {(call: RelayCall) => unknown} answer the answer's body, or `{status, body}`; undefined for no answer
 */
export function relay(one, answer) {
  const ending = new AbortController();
  /** @type {RelayCall[]} */
  const calls = [];
  const turns = (async () => {
    let refused = 0; // in a row: an exchange that is gone for good ends it
    while (!ending.signal.aborted && refused < 100) {
      const reply = await one.call(one.host, '/exchange/v1/relay/next?wait=20', { signal: ending.signal })
        .catch(() => undefined);
      if (reply?.status === 403) return;
      refused = reply ? 0 : refused + 1;
      if (!reply) await new Promise((resolve) => setTimeout(resolve, 50).unref());
      if (reply?.status !== 200) continue;
      calls.push(reply.json);
      const body = answer(reply.json);
      if (body === undefined) continue;
      const said = typeof body === 'object' && body !== null && 'status' in body ? body : { status: 200, body };
      await one.call(one.host, `/exchange/v1/relay/answers/${reply.json.id}`, { method: 'POST', body: said });
    }
  })();
  return { calls, stop: async () => { ending.abort(); await turns; } };
}
