// One call of C++'s Fetch API, carried out with the browser's fetch() (decision 1).
//
// Nothing is sent along that the service has no use for, redirects are refused (they could carry the bearer
// elsewhere), and a body is read only up to a limit.
import { Refusal } from './vault.js';

const tokenLock = 'threat-response-widgets:token';
const largestBody = 16 * 1024 * 1024;
/** Milliseconds a tab waits for its turn: whoever has it may be frozen, and locks only save work. */
const usualPatience = 10_000;

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

/**
 * @param {import('./vault.js').Vault} vault
 * @param {number} [patience] milliseconds for which a token call waits for those of other tabs
 * @returns {(request: {url: string, method: string, headers: Record<string, string>, timeout: number,
 *   body?: Uint8Array<ArrayBuffer>}, signal: AbortSignal) => Promise<Reply>} never rejects
 */
export function makeFetch(vault, patience = usualPatience) {
  return async (request, closed) => {
    let timedOut = false;
    const abort = new AbortController();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    closed.addEventListener('abort', () => abort.abort(), { once: true });
    try {
      const { Authorization: credential, ...others } = request.headers;
      const { url, headers: own, isToken, ticket, body } = vault.prepare(request.url, credential);
      const toAppliance = body !== undefined;
      // The time runs from when it is sent: to wait for other tabs is not the service's fault.
      const send = () => {
        if (request.timeout) timer = setTimeout(() => { timedOut = true; abort.abort(); }, request.timeout);
        return fetch(url, {
          method: request.method,
          headers: { ...others, ...own },
          body: body ?? request.body,
          signal: abort.signal,
          credentials: toAppliance ? 'same-origin' : 'omit', // the session there is what allows it
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
        return failed('refused');
      }
      const bytes = await readBody(response);
      if (!bytes) return failed('too large');
      const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\r\n');
      return {
        status: response.status,
        text: response.statusText,
        headers,
        bytes: isToken && response.ok ? await vault.takeToken(bytes, ticket) : bytes,
      };
    } catch (error) {
      if (error instanceof Refusal) return failed('refused');
      return failed(timedOut ? 'timeout' : 'network');
    } finally {
      clearTimeout(timer);
    }
  };
}
