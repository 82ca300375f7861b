// A TCP proxy that breaks connections, so that a test meets a bad network between a client and a service.
//
//   const proxy = await startProxy(appliance.private_intel);
//   proxy.plan({ way: 'reset', part: 'reply', after: 0 });   // the next connection; those behind it pass
//   ... call proxy.address, with the service's own Host header ...
//   await proxy.stop();
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/**
 * What happens to one connection:
 *   pass    nothing
 *   drop    it is accepted; nobody hears what the client says, and nothing is answered
 *   reset   after that many bytes of the request or the reply both sides get a RST; with 0 when the first byte comes
 *   cut     the same with an orderly end in place of the RST
 * @typedef {{way: 'pass' | 'drop'} | {way: 'reset' | 'cut', part: 'request' | 'reply', after: number}} Plan
 */

/**
 * @typedef {object} Proxy
 * @property {string} address `http://127.0.0.1:<port>`
 * @property {(...plans: Plan[]) => void} plan for the next connections, one each, behind those planned before
 * @property {() => void} cut from now on there is no network: what is open gets a RST, and so does what is tried
 * @property {() => void} mend ends that
 * @property {() => number} broken how many connections have been reset, cut or dropped
 * @property {() => Promise<void>} stop ends every connection and takes no more
 */

/**
 * Hands on what comes, and calls `end` after `after` bytes.
 * @param {import('node:net').Socket} from
 * @param {import('node:net').Socket} to
 * @param {number} after
 * @param {() => void} end
 */
function handOn(from, to, after, end) {
  let left = after;
  from.on('data', (bytes) => {
    if (left > 0) to.write(bytes.subarray(0, left));
    left -= bytes.length;
    if (left <= 0) end();
  });
  from.on('end', () => to.end());
}

/**
 * @param {import('node:net').Socket} client
 * @param {URL} target
 * @param {Plan} plan
 * @param {() => void} broke is called once, when the plan has been carried out
 */
function carry(client, target, plan, broke) {
  client.on('error', () => {});
  if (plan.way === 'drop') {
    client.resume();
    broke();
    return;
  }
  const service = connect(Number(target.port), target.hostname);
  const sides = [client, service];
  service.on('error', () => client.destroy());
  client.on('close', () => service.destroy());
  service.on('close', () => client.destroySoon());
  const end = () => {
    for (const side of sides) {
      side.removeAllListeners('data').resume();
      if (plan.way === 'reset') side.resetAndDestroy();
      else side.destroySoon();
    }
    broke();
  };
  const after = (/** @type {string} */ part) => 'part' in plan && plan.part === part ? plan.after : Infinity;
  handOn(client, service, after('request'), end);
  handOn(service, client, after('reply'), end);
}

/**
 * @param {string} address where connections go: `http://127.0.0.1:<port>`
 * @returns {Promise<Proxy>}
 */
export async function startProxy(address) {
  /** @type {Plan[]} */
  const plans = [];
  /** @type {Set<import('node:net').Socket>} */
  const open = new Set();
  let broken = 0;
  let isCut = false;
  // A client may end its side and still wait for the reply.
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    open.add(client);
    client.on('close', () => open.delete(client));
    if (isCut) {
      client.on('error', () => {}).resetAndDestroy();
      return;
    }
    carry(client, new URL(address), plans.shift() ?? { way: 'pass' }, () => ++broken);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    address: `http://127.0.0.1:${port}`,
    plan: (...more) => plans.push(...more),
    cut: () => {
      isCut = true;
      // A socket that is ending already cannot be reset: Node would never let go of it.
      for (const client of open) if (client.writableEnded) client.destroy(); else client.resetAndDestroy();
    },
    mend: () => { isCut = false; },
    broken: () => broken,
    stop: async () => {
      for (const client of open) client.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
