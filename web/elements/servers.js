// The servers a sign-in can choose when the page names none: Threat Response's regions (api.md 1.1). Hosts
// are a table, since the regions do not follow one pattern.

/** @type {import('../../shims/vault.js').Server[]} */
export const regions = [
  {
    id: 'nam',
    name: 'North America',
    visibility: 'https://visibility.amp.cisco.com',
    private_intel: 'https://private.intel.amp.cisco.com',
    api_clients: 'https://visibility.amp.cisco.com/settings/apiClients',
  },
  {
    id: 'eu',
    name: 'Europe',
    visibility: 'https://visibility.eu.amp.cisco.com',
    private_intel: 'https://private.intel.eu.amp.cisco.com',
    api_clients: 'https://visibility.eu.amp.cisco.com/settings/apiClients',
  },
  {
    id: 'apjc',
    name: 'Asia Pacific',
    visibility: 'https://visibility.apjc.amp.cisco.com',
    private_intel: 'https://private.intel.apjc.amp.cisco.com',
    api_clients: 'https://visibility.apjc.amp.cisco.com/settings/apiClients',
  },
];

/**
 * The list a page offers at `address`, or the regions when it offers none.
 * @param {string | null} address of a JSON array of servers
 */
export async function loadServers(address) {
  if (!address) return regions;
  const response = await fetch(address, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(`the list of servers answered ${response.status}`);
  const list = await response.json();
  if (!Array.isArray(list)) throw new Error('the list of servers is no array');
  return usable(list);
}

/**
 * Those that have both addresses, which is what calls are made with.
 * @param {readonly any[]} list
 * @returns {import('../../shims/vault.js').Server[]}
 */
export function usable(list) {
  const plain = (/** @type {string} */ base) => base.replace(/\/+$/, '');
  return list
    .filter((server) => [server?.visibility, server?.private_intel].every(
      (base) => typeof base === 'string' && URL.canParse(base)))
    .map((server) => ({ ...server, visibility: plain(server.visibility), private_intel: plain(server.private_intel) }));
}
