// What the files beside these scripts have to be, byte for byte (reliability.md, decision 2: a script in our origin
// while the client is unlocked has it): whoever serves others, or has changed them on the way, is not run.
//
// The build puts the SHA-384 of each file in (web/package/build.mjs); without it, as in tests of single files, none is
// known and nothing is checked.
/** @type {Record<string, string>} */
const known = /** @type {any} */ (globalThis).TR_INTEGRITY ?? {};

/** @param {string} address @returns {string} "sha384-…"; "" when nothing is known of it */
export function integrityOf(address) {
  return known[address.split(/[/?#]/).findLast((part) => part in known) ?? ''] ?? '';
}

/**
 * Imports a module when it is what it has to be. Rejects when it is not, or cannot be loaded.
 * @param {string} address
 */
export async function importChecked(address) {
  const integrity = integrityOf(address);
  // An import names no integrity: what a link has preloaded with one is what it then gets.
  if (integrity) await preload(address, integrity);
  return import(/* @vite-ignore */ address);
}

/** @param {string} address @param {string} integrity */
async function preload(address, integrity) {
  const link = document.createElement('link');
  link.rel = 'modulepreload';
  link.integrity = integrity;
  link.href = address;
  try {
    await new Promise((resolve, reject) => {
      link.addEventListener('load', resolve);
      link.addEventListener('error', () => reject(new Error(`${address} is not the file of this version, or gone.`)));
      document.head.append(link);
    });
  } finally {
    link.remove();
  }
}

/** @param {string | URL} address of a WebAssembly module @returns {Promise<Response>} whole and as it has to be */
export async function fetchChecked(address) {
  const integrity = integrityOf(String(address));
  const response = await fetch(address, integrity ? { integrity } : {});
  if (!response.ok) throw new Error(`${address} could not be loaded: status ${response.status}.`);
  return response;
}

/** @param {string | URL} address @returns {Promise<WebAssembly.Module>} */
export async function compileChecked(address) {
  const response = await fetchChecked(address);
  // Streaming needs the type application/wasm, which not every server sends.
  if (response.headers.get('Content-Type')?.startsWith('application/wasm') && WebAssembly.compileStreaming)
    return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}
