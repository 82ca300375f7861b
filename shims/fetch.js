// One call of C++'s Fetch API, carried out with the browser's fetch() (decision 1).
//
// Nothing is sent along that the service has no use for, redirects are refused (they could carry the bearer
// elsewhere), and a body is read only up to a limit.
import { Refusal } from './vault.js';

const tokenLock = 'threat-response-widgets:token';
const largestBody = 16 * 1024 * 1024;
/** Milliseconds a tab waits for its turn: whoever has it may be frozen, and locks only save work. */
const usualPatience = 10_000;

/** @typedef {{url: string, method: string, headers: Record<string, string>, timeout: number,
 *   body?: Uint8Array<ArrayBuffer>}} Request */
/** @typedef {{status: number, text: string, headers: string, bytes: Uint8Array<ArrayBuffer>}} Reply */

/**
 * @param {'network' | 'timeout' | 'too large' | 'refused'} text
 * @returns {Reply}
 */
const failed = (text) => ({ status: 0, text, headers: '', bytes: new Uint8Array(0) });

/**
 * The body, or undefined when it is larger than the limit; the rest is then not read.
 * @param {Response} response
 */
async function readBody(response) {
  /** @type {Uint8Array[]} */
  const parts = [];
  let size = 0;
  const reader = response.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > largestBody) {
      await reader.cancel();
      return undefined;
    }
    parts.push(value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/**
 * Does something when no other tab does, or when they take too long.
 * @template T
 * @param {() => Promise<T>} action
 * @param {number} patience milliseconds
 * @param {AbortSignal} closed
 */
async function inTurn(action, patience, closed) {
  const locks = globalThis.navigator?.locks;
  if (!locks) return action();
  const tooLong = new AbortController();
  const timer = setTimeout(() => tooLong.abort(), patience);
  const giveUp = () => tooLong.abort();
  closed.addEventListener('abort', giveUp, { once: true });
  let begun = false;
  try {
    return await locks.request(tokenLock, { signal: tooLong.signal }, () => {
      begun = true;
      clearTimeout(timer);
      return action();
    });
  } catch (error) {
    if (begun || closed.aborted) throw error;
    return await action();
  } finally {
    clearTimeout(timer);
    closed.removeEventListener('abort', giveUp);
  }
}

/** @type {typeof fetch} as it is when it is called: tests put another in its place */
const fetched = (...call) => fetch(...call);

/**
 * @typedef {object} Options
 * @property {number} [patience] milliseconds for which a token call waits for those of other tabs
 * @property {import('./call-log.js').CallLog} [log] is told what became of each call
 * @property {typeof fetch} [transport] the browser's fetch without it
 */

/**
 * @param {import('./vault.js').Vault} vault
 * @param {Options} [options]
 * @returns {(request: Request, closed: AbortSignal) => Promise<Reply>} never rejects
 */
export function makeFetch(vault, { patience = usualPatience, log, transport = fetched } = {}) {
  const send = makeSend(vault, patience, transport);
  return async (request, closed) => {
    const started = performance.now();
    const { url, reply } = await send(request, closed);
    const { status, text, bytes } = reply;
    log?.add({ url, method: request.method, started, status, failure: status === 0 ? text : '', bytes });
    return reply;
  };
}

/**
 * The same, with the address that it came to; '' for one that was refused.
 * @param {import('./vault.js').Vault} vault
 * @param {number} patience
 * @param {typeof fetch} transport
 * @returns {(request: Request, closed: AbortSignal) => Promise<{url: string, reply: Reply}>}
 */
function makeSend(vault, patience, transport) {
  return async (request, closed) => {
    let url = '';
    const done = (/** @type {Reply} */ reply) => ({ url, reply });
    let timedOut = false;
    const abort = new AbortController();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    closed.addEventListener('abort', () => abort.abort(), { once: true });
    try {
      const { Authorization: credential, ...others } = request.headers;
      const { headers: own, isToken, ticket, body, ...prepared } = vault.prepare(request.url, credential);
      url = prepared.url;
      const toAppliance = body !== undefined;
      // The time runs from when it is sent: to wait for other tabs is not the service's fault.
      const send = () => {
        if (request.timeout) timer = setTimeout(() => { timedOut = true; abort.abort(); }, request.timeout);
        return transport(url, {
          method: request.method,
          headers: { ...others, ...own },
          body: body ?? request.body,
          signal: abort.signal,
          // The session at the page's own server is what allows a call there, of its proxy too.
          credentials: new URL(url).origin === globalThis.location?.origin ? 'same-origin' : 'omit',
          referrerPolicy: 'no-referrer',
          redirect: 'error',
          cache: 'no-store',
        });
      };
      // Tabs ask for their tokens one after the other (D-01): each its own, which never leaves it.
      const response = isToken ? await inTurn(send, patience, abort.signal) : await send();
      // Nobody is logged in there any more, or somebody else.
      if (toAppliance && (response.status === 401 || response.status === 409)) {
        vault.refusedByAppliance();
        return done(failed('refused'));
      }
      const bytes = await readBody(response);
      if (!bytes) return done(failed('too large'));
      const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\r\n');
      return done({
        status: response.status,
        text: response.statusText,
        headers,
        bytes: isToken && response.ok ? await vault.takeToken(bytes, ticket) : bytes,
      });
    } catch (error) {
      if (error instanceof Refusal) return done(failed('refused'));
      return done(failed(timedOut ? 'timeout' : 'network'));
    } finally {
      clearTimeout(timer);
    }
  };
}
