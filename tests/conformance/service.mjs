// Calls to a started appliance as a vector describes them, and tokens of other users, other organisations and
// other times: signed with the key in the state folder, as the service itself signs.
import { createSign, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** @typedef {import('./appliance.mjs').Appliance} Appliance */
/** @typedef {{status: number, headers: Headers, text: string, json: any}} Reply */
/** @typedef {{user?: string, org?: string, scopes?: string[], issued?: number, lifetime?: number, key?: string}} Who */

const CLAIMS = 'https://schemas.cisco.com/iroh/identity/claims/';
export const ORG = 'org-a';

/** @param {unknown} value */
const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * @param {string} state the folder of the appliance
 * @param {Who} [who]
 */
export function mint(state, who = {}) {
  const issued = who.issued ?? Math.floor(Date.now() / 1000);
  const claims = {
    iss: 'IROH Auth',
    sub: who.user ?? 'user-a',
    iat: issued,
    nbf: issued - 60,
    exp: issued + (who.lifetime ?? 600),
    [`${CLAIMS}scopes`]: who.scopes ?? ['casebook', 'enrich:read', 'profile:read'],
    [`${CLAIMS}org/id`]: who.org ?? ORG,
    [`${CLAIMS}oauth/client/id`]: `client-${randomUUID()}`,
  };
  const text = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`;
  const key = who.key ?? readFileSync(`${state}/token-key.pem`, 'utf8');
  return `${text}.${createSign('RSA-SHA256').update(text).sign(key, 'base64url')}`;
}

/**
 * What who is logged in to the appliance's pages is answered.
 * @param {import('./appliance.mjs').Appliance} appliance
 * @param {string} path
 * @param {Parameters<typeof call>[1]} [asked]
 */
export const callAsOperator = (appliance, path, asked = {}) => call(appliance.appliance + path,
  { ...asked, headers: { cookie: appliance.cookie, origin: appliance.appliance, ...asked.headers } });

/**
 * @param {string} address
 * @param {{method?: string, headers?: Record<string, string>, body?: any, token?: string}} [call] a body that is no
 *   string is sent as JSON
 * @returns {Promise<Reply>}
 */
export async function call(address, { method = 'GET', headers = {}, body, token } = {}) {
  const reply = await fetch(address, {
    method,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    redirect: 'manual',
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await reply.text();
  /** @type {any} */
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  return { status: reply.status, headers: reply.headers, text, json };
}
