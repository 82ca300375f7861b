// Starts the built appliance for a test and waits for its ready line.
import { spawn } from 'node:child_process';
import http from 'node:http';
import https from 'node:https';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The executable: `TR_APPLIANCE`, else the one `npm start` builds. */
export const APPLIANCE = process.env['TR_APPLIANCE'] ?? `${ROOT}build/native/appliance`;

/**
 * @typedef {object} Appliance
 * @property {string} appliance address of the report pages
 * @property {string} visibility address of the embedded service
 * @property {string} private_intel address of the embedded case store
 * @property {string} client_id
 * @property {string} client_password
 * @property {{name: string, email: string, organization: string, password: string}[]} users
 * @property {{name: string, scopes: string, client_id: string, client_password: string}[]} clients
 * @property {{name: string, password: string}[]} operators who may log in to the pages
 * @property {string} cookie of a session of the first of them, "name=value"
 * @property {() => Promise<number | null>} stop ends it as a person does; gives its exit status
 * @property {() => Promise<void>} kill ends it as a power cut does
 * @property {() => string} stderr what it has said so far
 */

/**
 * With `state` the store is that folder, else a temporary one. The ports are free ones, and those of the last
 * start for a known folder. Rejects with the appliance's own words when it ends before it is ready.
 * @param {{state?: string, settings?: string, controls?: boolean, args?: string[]}} [options] `settings` is a
 *   file, `controls` lets `putControl` work, `args` replaces the whole command line
 * @returns {Promise<Appliance>}
 */
export async function startAppliance({ state, settings, controls = false, args } = {}) {
  const words = args ?? [
    ...(state === undefined ? ['--ephemeral'] : ['--state', state, '--listen', '127.0.0.1:0']),
    ...(settings === undefined ? [] : ['--settings', settings]),
    ...(controls ? ['--test-controls'] : []),
  ];
  const child = spawn(APPLIANCE, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
  /** @type {Promise<number | null>} */
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve(status));
  });
  /** @type {Promise<string>} */
  const ready = new Promise((resolve) => createInterface({ input: child.stdout }).once('line', resolve));
  const first = await Promise.race([ready, ended]);
  if (typeof first !== 'string') throw new Error(`The appliance ended with status ${first}: ${stderr.trim()}`);
  const told = JSON.parse(first);
  return {
    ...told,
    cookie: await logIn(told.appliance, told.operators[0]),
    stop: () => (child.kill('SIGTERM'), ended),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    stderr: () => stderr,
  };
}

/**
 * The cookie of a new session, "name=value". Over https any certificate will do.
 * @param {string} origin of the appliance's pages
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
 * A bearer token of the demo client, or of another one.
 * @param {Appliance} appliance
 * @param {{client_id: string, client_password: string}} [client]
 * @returns {Promise<string>}
 */
export async function signIn(appliance, { client_id: id, client_password: password } = appliance) {
  const reply = await fetch(`${appliance.visibility}/iroh/oauth2/token`, {
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
 * Sets a switch of an appliance that was started with `controls`.
 * @param {Appliance} appliance
 * @param {'faults' | 'clock' | 'traffic'} name
 * @param {unknown} value
 */
export async function putControl(appliance, name, value) {
  const reply = await fetch(`${appliance.visibility}/test/${name}`, {
    method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) });
  if (!reply.ok) throw new Error(`The test control ${name} answered ${reply.status}: ${await reply.text()}`);
}
