// One call of C++'s Fetch API, carried out with the browser's fetch() (decision 1).
//
// Nothing is sent along that the service has no use for, redirects are refused (they could carry the bearer
// elsewhere), and a body is read only up to a limit.
import { Refusal } from './vault.js';

const tokenLock = 'threat-response-widgets:token';
const largestBody = 16 * 1024 * 1024;

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
 * @param {import('./vault.js').Vault} vault
 * @returns {(request: {url: string, method: string, headers: Record<string, string>, timeout: number,
 *   body?: Uint8Array<ArrayBuffer>}, signal: AbortSignal) => Promise<Reply>} never rejects
 */
export function makeFetch(vault) {
  return async (request, closed) => {
    let timedOut = false;
    const abort = new AbortController();
    const timer = request.timeout ? setTimeout(() => { timedOut = true; abort.abort(); }, request.timeout) : 0;
    closed.addEventListener('abort', () => abort.abort(), { once: true });
    try {
      const { Authorization: credential, ...others } = request.headers;
      const { url, authorization, isToken } = vault.prepare(request.url, credential);
      const send = () => fetch(url, {
        method: request.method,
        headers: { ...others, Authorization: authorization },
        body: request.body,
        signal: abort.signal,
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        redirect: 'error',
        cache: 'no-store',
      });
      // Tabs ask for their tokens one after the other (D-01): each its own, which never leaves it.
      const locks = isToken ? globalThis.navigator?.locks : undefined;
      const response = locks ? await locks.request(tokenLock, { signal: abort.signal }, send) : await send();
      const bytes = await readBody(response);
      if (!bytes) return failed('too large');
      const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\r\n');
      return {
        status: response.status,
        text: response.statusText,
        headers,
        bytes: isToken && response.ok ? vault.takeToken(bytes, authorization) : bytes,
      };
    } catch (error) {
      if (error instanceof Refusal) return failed('refused');
      return failed(timedOut ? 'timeout' : 'network');
    } finally {
      clearTimeout(timer);
    }
  };
}
