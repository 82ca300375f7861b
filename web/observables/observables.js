// The recogniser of observables as a WebAssembly module, for pages and for Node.
//
//   const { find } = await loadObservables();
//   find('see hxxp://evil[.]example/a')
//   // [{ type: 'url', value: 'http://evil.example/a', raw: 'hxxp://evil[.]example/a', start: 4, end: 27 }]
//
// `start` and `end` are UTF-16 offsets: text.slice(start, end) === raw. `value` is the canonical form.
// widgets/observables/abi.cc describes the result in the module's memory.

/** @typedef {{type: string, value: string, raw: string, start: number, end: number}} Hit */
/** @typedef {{find: (text: string) => Hit[]}} Observables */
/**
 * @typedef {object} Exports
 * @property {WebAssembly.Memory} memory
 * @property {() => void} [_initialize]
 * @property {(size: number) => number} observables_alloc
 * @property {(memory: number) => void} observables_free
 * @property {(text: number, size: number) => number} observables_find
 */

/** In the order of the module's numbers. */
const types = ['ip', 'ipv6', 'domain', 'url', 'sha256'];
const wordsOfAHit = 5;

/** @type {Map<string, Promise<Observables>>} */
const loaded = new Map();

/**
 * Loads the module once for each address. Rejects when it cannot be fetched or is no such module; a later
 * call tries again.
 * @param {{wasmUrl?: string | URL}} [options] by default observables.wasm beside this file
 * @returns {Promise<Observables>}
 */
export function loadObservables({ wasmUrl } = {}) {
  const url = new URL(wasmUrl ?? './observables.wasm', import.meta.url);
  let module = loaded.get(url.href);
  if (!module) {
    module = instantiate(url).then(recogniser);
    loaded.set(url.href, module);
    module.catch(() => loaded.delete(url.href));
  }
  return module;
}

/**
 * What the module asks of its host: to be told when its memory has grown. Views of the memory are made anew at
 * every call below, so there is nothing to do.
 * @type {WebAssembly.Imports}
 */
const imports = { env: { emscripten_notify_memory_growth: () => {} } };

/** @param {URL} url */
async function instantiate(url) {
  if (url.protocol === 'file:') {
    // Only Node reads file: addresses. The name is no literal, so that bundlers for pages leave it alone.
    const files = 'node:fs/promises';
    const { readFile } = await import(files);
    return (await WebAssembly.instantiate(await readFile(url), imports)).instance;
  }
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} could not be loaded: status ${response.status}.`);
  // Streaming needs the type application/wasm, which not every server sends.
  if (response.headers.get('Content-Type')?.startsWith('application/wasm') && WebAssembly.instantiateStreaming)
    return (await WebAssembly.instantiateStreaming(response, imports)).instance;
  return (await WebAssembly.instantiate(await response.arrayBuffer(), imports)).instance;
}

/**
 * @param {WebAssembly.Instance} instance
 * @returns {Observables}
 */
function recogniser(instance) {
  const module = /** @type {Exports} */ (/** @type {unknown} */ (instance.exports));
  module._initialize?.();
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();

  /** @param {string} text */
  function find(text) {
    const utf8 = encoder.encode(text);
    const input = module.observables_alloc(Math.max(utf8.length, 1));
    if (input === 0) throw new Error('The text is too long to look for observables in it.');
    try {
      new Uint8Array(module.memory.buffer).set(utf8, input);
      return read(text, module.observables_find(input, utf8.length));
    } finally {
      module.observables_free(input);
    }
  }

  /**
   * @param {string} text
   * @param {number} result
   */
  function read(text, result) {
    const words = new DataView(module.memory.buffer);
    /** @param {number} index */
    const word = (index) => words.getUint32(result + 4 * index, true);
    return Array.from({ length: word(0) }, (_, index) => {
      const first = 1 + index * wordsOfAHit;
      const [start, end] = [word(first + 1), word(first + 2)];
      const value = decoder.decode(new Uint8Array(module.memory.buffer, word(first + 3), word(first + 4)));
      return { type: types[word(first)], value, raw: text.slice(start, end), start, end };
    });
  }

  return { find };
}
