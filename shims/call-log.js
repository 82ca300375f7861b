// What became of the latest calls, for support (architecture, "Diagnostics"). Clean by construction: numbers, words of
// the lists below, and references of the service in a form that no password and no token has. An observable, a text of
// a reply or a header has no way in.

const most = 200;
/** Parts of paths; any other part is an id, or somebody's text. */
const parts = new Set([
  'iroh', 'oauth2', 'token', 'iroh-inspect', 'inspect', 'iroh-enrich', 'iroh-response', 'deliberate', 'observe',
  'refer', 'respond', 'trigger', 'observables', 'health', 'profile', 'whoami', 'ctia', 'casebook', 'search', 'count',
  'external_id', 'texts', 'bundle', 'threat-response', 'proxy', 'visibility', 'private-intel',
]);
const methods = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
const failures = new Set(['network', 'timeout', 'too large', 'refused']);
/** "ctx-" and a UUID, or a UUID alone (threat-response-api.md, section 6). */
const reference = /^(ctx-)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * @typedef {object} Call
 * @property {string} at ISO 8601
 * @property {string} method
 * @property {string} path without its query; "*" for what is no word of the routes
 * @property {number} status 0 when nothing was answered
 * @property {string} failure 'network', 'timeout', 'too large', 'refused' or ''
 * @property {number} ms
 * @property {number} bytes of the answer
 * @property {string} trace_id '' without one
 */

/** @param {string} address @returns {string} */
function routeOf(address) {
  const path = URL.canParse(address) ? new URL(address).pathname : '';
  return path.split('/').map((part) => (part === '' || parts.has(part) ? part : '*')).join('/');
}

/** @param {Uint8Array} bytes of a refusal */
function referenceIn(bytes) {
  try {
    const { trace_id: id } = JSON.parse(new TextDecoder().decode(bytes.subarray(0, 65_536)));
    return typeof id === 'string' && reference.test(id) ? id : '';
  } catch {
    return '';
  }
}

export class CallLog {
  /** The latest is the last. @type {Call[]} */
  calls = [];

  /**
   * @param {{url: string, method: string, started: number, status: number, failure: string, bytes: Uint8Array}} call
   *   `started` by the clock of performance.now()
   */
  add({ url, method, started, status, failure, bytes }) {
    const ms = Math.round(performance.now() - started);
    this.calls.push({
      at: new Date(Date.now() - ms).toISOString(),
      method: methods.has(method) ? method : '*',
      path: routeOf(url),
      status: Number(status) || 0,
      failure: failures.has(failure) ? failure : '',
      ms,
      bytes: bytes.length,
      trace_id: status >= 400 ? referenceIn(bytes) : '',
    });
    if (this.calls.length > most) this.calls.shift();
  }
}
