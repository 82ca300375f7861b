// What the files beside these scripts have to be, byte for byte (reliability.md, decision 2: a script in our origin
// while the client is unlocked has it): whoever serves others, or has changed them on the way, is not run.
//
// The build puts the name and the SHA-384 of each file in (web/package/build.mjs); without it, as in tests of single
// files, none is known and nothing is checked.

/** By the name without the part that says what is in it. @type {Record<string, {file: string, integrity: string}>} */
const known = /** @type {any} */ (globalThis).TR_FILES ?? {};
/** The scripts of the package that import others. @type {string[]} */
const ours = /** @type {any} */ (globalThis).TR_SCRIPTS ?? [];

/**
 * A page's bundler makes scripts of its own of ours: their digest is its matter, and nobody knows it here. WebAssembly
 * it leaves as it is.
 */
const here = import.meta.url; // written once: bundlers take what `new URL` has beside it for a file to take along
const { protocol, pathname } = here ? new URL(here) : { protocol: 'file:', pathname: '' }; // a script is nowhere
const own = pathname.split('/').at(-1)?.replace(/-[0-9a-f]{8}(?=\.js$)/, '') ?? '';
const isBundled = protocol === 'file:' || !ours.includes(own); // webpack says file:

/**
 * @param {string} name "widgets.wasm", "widgets-0a1b2c3d.wasm"
 * @returns {string} "sha384-…"; "" when nothing is known of it
 */
export const integrityOf = (name) =>
  (known[name] ?? Object.values(known).find(({ file }) => file === name))?.integrity ?? '';

/** @param {string} name "widgets.wasm" @returns {string} as it is in the package, where its name says what is in it */
export const fileOf = (name) => known[name]?.file ?? name;

/**
 * Imports a module when it is what it has to be. Rejects when it is not, or cannot be loaded.
 * @template Module
 * @param {string} name "widgets.js"
 * @param {() => Promise<Module>} load its `import()`, in words that a bundler understands
 */
export async function importChecked(name, load) {
  const integrity = integrityOf(name);
  // An import names no integrity: what a link has preloaded with one is what it then gets.
  if (integrity && !isBundled) await preload(new URL(fileOf(name), here).href, integrity);
  return load();
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

/**
 * @param {string} name "widgets.wasm"; "" for whatever is at the address
 * @param {string | URL} address where it is, unless the page has it in a script (web/package/embedded.mjs)
 * @returns {Promise<WebAssembly.Module>}
 */
export async function compileChecked(name, address) {
  const embedded = /** @type {any} */ (globalThis)[Symbol.for('threat-response-widgets embedded')]?.[name];
  if (embedded) return WebAssembly.compile(await embedded());
  const integrity = integrityOf(name || (String(address).split(/[?#]/)[0].split('/').at(-1) ?? ''));
  const response = await fetch(address, integrity ? { integrity } : {});
  if (!response.ok) throw new Error(`${address} could not be loaded: status ${response.status}.`);
  // Streaming needs the type application/wasm, which not every server sends.
  if (response.headers.get('Content-Type')?.startsWith('application/wasm') && WebAssembly.compileStreaming)
    return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}
