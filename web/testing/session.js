// Who somebody is to the service: a session at the report pages, and a token of an API client.
import http from 'node:http';
import https from 'node:https';

/** @typedef {{client_id: string, client_password: string}} Client an API client */

/**
 * The cookie of a new session, "name=value". Over https any certificate will do.
 * @param {string} origin of the report pages
 * @param {{name: string, password: string}} operator
 * @returns {Promise<string>}
 */
export function logIn(origin, { name, password }) {
  const send = origin.startsWith('https:') ? https.request : http.request;
  const headers = { origin, 'content-type': 'application/json' };
  /** The name of a certificate is nobody's. @type {import('node:net').LookupFunction} */
  const lookup = (_, { all }, found) =>
    (all ? found(null, [{ address: '127.0.0.1', family: 4 }]) : found(null, '127.0.0.1', 4));
  return new Promise((resolve, reject) => {
    const how = { method: 'POST', headers, lookup, rejectUnauthorized: false };
    const asked = send(`${origin}/login`, how, (reply) => {
      reply.resume();
      if (reply.statusCode === 204) resolve(reply.headers['set-cookie']?.[0].split(';')[0] ?? '');
      else reject(new Error(`The log-in answered ${reply.statusCode}.`));
    });
    asked.on('error', reject).end(JSON.stringify({ name, password }));
  });
}

/**
 * A bearer token, as any program would ask for it.
 * @param {string} visibility
 * @param {Client} client
 * @returns {Promise<string>}
 */
export async function tokenFrom(visibility, { client_id: id, client_password: password }) {
  const reply = await fetch(`${visibility}/iroh/oauth2/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${id}:${password}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  });
  if (!reply.ok) throw new Error(`The token call answered ${reply.status}: ${await reply.text()}`);
  return (await reply.json()).access_token;
}

/**
 * The report pages keep no API client any more for whoever has the session: their next use asks for one.
 * @param {string} origin of the report pages
 * @param {string} cookie
 */
export async function forgetClients(origin, cookie) {
  const reply = await fetch(`${origin}/threat-response/clients`, { method: 'DELETE', headers: { cookie, origin } });
  if (reply.status !== 204) throw new Error(`Forgetting the API clients answered ${reply.status}.`);
}
