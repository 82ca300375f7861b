// Calls to the server that the page came from, with the session's cookie and nothing else of the page.

/**
 * @param {string} url of the page's own origin, which the caller has made sure of
 * @param {string} method
 * @param {object | undefined} body sent as JSON
 * @param {number} patience milliseconds
 * @returns {Promise<Response | undefined>} nothing when it does not answer
 */
export function callOwnServer(url, method, body, patience) {
  return fetch(url, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    credentials: 'same-origin',
    referrerPolicy: 'no-referrer',
    redirect: 'error',
    cache: 'no-store',
    signal: AbortSignal.timeout(patience),
  }).catch(() => undefined);
}
