// The REST interface of Cloud Service Settings, on the page's own origin: the session's cookie goes with each call.
//
//   GET    <base>                   the settings, whether they may be changed, and the log
//   PUT    <base>/pending           {enabled, server}: submitted, and waiting for its commit
//   DELETE <base>/pending           abandoned
//   POST   <base>/commit            {comment}
//   POST   <base>/registration      {token}: registering begins
//   DELETE <base>/registration      deregistering begins
//   POST   <base>/connection-test   {hosts: [{host, purpose, reason, milliseconds}]}
//
// All but the last answer with the settings as they are then (widgets/cloud_service/answer.h), or {code, error}.

import { callOwnServer } from '../../shims/own-server.js';

/** @typedef {'read' | 'submit' | 'commit' | 'abandon' | 'register' | 'deregister' | 'test'} Ask */
/** @typedef {{status: number, body: unknown}} Reply `status` 0: no answer came */

/** @type {Record<Ask, {method: string, route: string, patience: number}>} `patience` in milliseconds */
const routes = {
  read: { method: 'GET', route: '', patience: 10_000 },
  submit: { method: 'PUT', route: '/pending', patience: 15_000 },
  commit: { method: 'POST', route: '/commit', patience: 15_000 },
  abandon: { method: 'DELETE', route: '/pending', patience: 15_000 },
  register: { method: 'POST', route: '/registration', patience: 15_000 },
  deregister: { method: 'DELETE', route: '/registration', patience: 15_000 },
  test: { method: 'POST', route: '/connection-test', patience: 30_000 },
};

/**
 * @param {string} base of the page's own origin: another is not called
 * @param {Ask} ask
 * @param {object} [body]
 * @returns {Promise<Reply>}
 */
export async function call(base, ask, body) {
  const none = { status: 0, body: null };
  const address = URL.canParse(base, location.href) ? new URL(base, location.href) : undefined;
  if (address?.origin !== location.origin) return none;
  const { method, route, patience } = routes[ask];
  const reply = await callOwnServer(address.href.replace(/\/+$/, '') + route, method, body, patience);
  return reply ? { status: reply.status, body: await reply.json().catch(() => null) } : none;
}
