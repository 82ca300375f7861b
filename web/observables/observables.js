// The recogniser of observables as a WebAssembly module, for pages and for Node, without the widgets.
//
//   const o = await loadObservables();
//   o.find('see hxxp://evil[.]example/a');
//   // [{ type: 'url', value: 'http://evil.example/a', raw: 'hxxp://evil[.]example/a', start: 4, end: 27,
//   //    style: 'mixed', unicode: null, warning: null, inner: null }]
//
// Offsets are UTF-16 offsets: text.slice(start, end) === raw. widgets/observables/abi.cc describes the module.
import { toAscii, toUnicode } from '../../shims/idna.js';
import { compileChecked } from '../../shims/integrity.js';

/** @typedef {'ip' | 'ipv6' | 'domain' | 'url' | 'sha256'} Type as Threat Response names them */
/** @typedef {'none' | 'brackets' | 'words' | 'hxxp' | 'mixed'} Style how a value is disguised */
/**
 * @typedef {object} Hit
 * @property {Type} type
 * @property {string} value the canonical value: two hits are the same observable when type and value are equal
 * @property {string} raw as it stands in the text
 * @property {number} start
 * @property {number} end
 * @property {Style} style
 * @property {string | null} unicode the domain or URL with the letters of its own script, where it has any
 * @property {'mixed-script' | 'zero-width' | 'bidi' | null} warning the host hides characters nobody sees, or
 *   mixes letters that look alike
 * @property {Hit | null} inner the URL that this one was rewritten from, by a mail gateway for example; its
 *   place is that of the outer one
 */
/**
 * @typedef {object} FindOptions
 * @property {readonly Type[]} [types] only these
 * @property {Type} [declared] the text is a cell that holds this: a file name is a domain then, host/path a URL;
 *   'ip' takes IPv6 addresses too. One hit over the whole cell, or none
 */
/**
 * @typedef {object} Observables
 * @property {(text: string) => Uint32Array<ArrayBuffer>} scan four numbers a hit: its index in `types`, start, end,
 *   flags
 * @property {(text: string, options?: FindOptions) => Hit[]} find in order, without overlaps
 * @property {(text: string) => string} refang the text with its disguises undone
 * @property {(value: string, style?: Style) => string} defang the value so that nothing links it; default 'mixed'.
 *   refang undoes it
 * @property {(a: string, b: string) => boolean} same whether both are the same observable, however written
 */

/** The types by their numbers in the module and in what `scan` returns. */
export const types = Object.freeze(/** @type {const} */ (['ip', 'ipv6', 'domain', 'url', 'sha256']));
/** The bits of the flags that `scan` returns. */
export const flags = Object.freeze({
  /** What `style` is in `styles`. */
  styleMask: 7,
  /** After a shift by `warningShift`: what `warning` is in `warnings`. */
  warningMask: 3, warningShift: 3,
  /** The text as it stands is the canonical value. */
  canonical: 32,
  /** The host has letters beyond ASCII. */
  unicode: 64,
  /** The host is one that rewrites links. */
  rewritten: 128,
});
export const styles = Object.freeze(/** @type {const} */ (['none', 'brackets', 'words', 'hxxp', 'mixed']));
export const warnings = Object.freeze(/** @type {const} */ ([null, 'mixed-script', 'zero-width', 'bidi']));

const notDeclared = 5;
// Safe Links around URL Defense around another: nobody wraps a link more often than that.
const deepest = 4;
// A text up to this size leaves its room for the next one.
const keptRoom = 1 << 20;

/**
 * @typedef {object} Exports
 * @property {WebAssembly.Memory} memory
 * @property {() => void} [_initialize]
 * @property {(size: number) => number} observables_alloc
 * @property {(memory: number) => void} observables_free
 * @property {(text: number, size: number, declared: number) => number} observables_find
 * @property {(text: number, size: number) => number} observables_refang
 * @property {(text: number, size: number, style: number) => number} observables_defang
 * @property {(text: number, size: number) => number} observables_recognise
 * @property {(text: number, size: number, type: number) => number} observables_unicode
 * @property {(text: number, size: number) => number} observables_rewritten
 */

/** @type {Map<string, Promise<Observables>>} */
const loaded = new Map();

// The smallest module with an instruction on vectors: (func (drop (v128.const ...)) is longer than i8x16.splat.
const withVectors = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);

/**
 * Loads the module once for each address. Rejects when it cannot be fetched or is no such module; a later
 * call tries again.
 * @param {{wasmUrl?: string | URL}} [options] as the page says addresses; by default observables.wasm beside this file,
 *   or, where the engine has no vector instructions, observables-scalar.wasm
 * @returns {Promise<Observables>}
 */
export function loadObservables({ wasmUrl } = {}) {
  const hasVectors = WebAssembly.validate(withVectors);
  const url = wasmUrl ? new URL(wasmUrl, globalThis.document?.baseURI ?? import.meta.url)
    : hasVectors ? new URL('./observables.wasm', import.meta.url)
      : new URL('./observables-scalar.wasm', import.meta.url);
  const name = wasmUrl ? '' : hasVectors ? 'observables.wasm' : 'observables-scalar.wasm';
  let module = loaded.get(url.href);
  if (!module) {
    module = instantiate(url, name).then((exports) => new Recogniser(exports).api());
    loaded.set(url.href, module);
    module.catch(() => loaded.delete(url.href));
  }
  return module;
}

/** @param {URL} url @param {string} name of ours, "" for the page's own */
async function instantiate(url, name) {
  /** @type {{exports?: Exports}} */
  const module = {};
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  /** @param {(host: string) => string} convert */
  const converter = (convert) =>
    (/** @type {number} */ host, /** @type {number} */ size, /** @type {number} */ out, /** @type {number} */ room) => {
      const memory = /** @type {Exports} */ (module.exports).memory.buffer;
      const bytes = encoder.encode(convert(decoder.decode(new Uint8Array(memory, host, size))));
      if (bytes.length > room) return 0;
      new Uint8Array(memory, out, room).set(bytes);
      return bytes.length;
    };
  const imports = {
    env: {
      // Views of the memory are made anew after it may have grown, so there is nothing to do.
      emscripten_notify_memory_growth: () => {},
      idna_to_ascii: converter(toAscii),
      idna_to_unicode: converter(toUnicode),
    },
  };
  const { instance } = await compiled(url, name, imports);
  module.exports = /** @type {Exports} */ (/** @type {unknown} */ (instance.exports));
  module.exports._initialize?.();
  return module.exports;
}

/** @param {URL} url @param {string} name @param {WebAssembly.Imports} imports */
async function compiled(url, name, imports) {
  if (url.protocol === 'file:') {
    // Only Node reads file: addresses (process.getBuiltinModule since 20.16): bundlers for pages look for an import.
    const { readFile } = /** @type {any} */ (globalThis).process.getBuiltinModule('node:fs/promises');
    return WebAssembly.instantiate(await readFile(url), imports);
  }
  return { instance: await WebAssembly.instantiate(await compileChecked(name, url), imports) };
}

class Recogniser {
  #module;
  #encoder = new TextEncoder();
  #decoder = new TextDecoder();
  #room = 0;
  #roomAt = 0;

  /** @param {Exports} module */
  constructor(module) {
    this.#module = module;
  }

  /** @returns {Observables} */
  api() {
    return {
      scan: (text) => this.#scan(text),
      find: (text, options) => this.#find(text, options),
      refang: (text) => this.#textual(text, (at, size) => this.#module.observables_refang(at, size)),
      defang: (value, style = 'mixed') => this.#textual(value, (at, size) =>
        this.#module.observables_defang(at, size, indexOf(styles, style, 'style'))),
      same: (a, b) => {
        const first = this.#recognised(a);
        return first !== '' && first === this.#recognised(b);
      },
    };
  }

  /** @param {string} text */
  #recognised(text) {
    return this.#textual(text, (at, size) => this.#module.observables_recognise(at, size));
  }

  /**
   * Puts a text into the module's memory and calls it.
   * @param {string} text
   * @param {(at: number, size: number) => number} call returns where three words of the result are
   * @returns {[number, number, number]}
   */
  #call(text, call) {
    // Most texts are mostly ASCII: room for one byte a unit and some, more only when that was too little.
    let encoded = this.#encode(text, text.length + (text.length >> 3) + 64);
    if (encoded.read < text.length) encoded = this.#encode(text, 3 * text.length);
    const result = call(this.#roomAt, encoded.written);
    const words = /** @type {[number, number, number]} */ (
      /** @type {unknown} */ (new Uint32Array(this.#module.memory.buffer, result, 3)));
    return words;
  }

  /** @param {string} text @param {number} room */
  #encode(text, room) {
    if (room > this.#room || this.#room > Math.max(room, keptRoom)) {
      this.#module.observables_free(this.#roomAt);
      this.#room = 0;
      this.#roomAt = this.#module.observables_alloc(room);
      if (this.#roomAt === 0) throw new Error('The text is too long to look for observables in it.');
      this.#room = room;
    }
    return this.#encoder.encodeInto(text, new Uint8Array(this.#module.memory.buffer, this.#roomAt, this.#room));
  }

  /** @param {number} at @param {number} size */
  #text(at, size) {
    return this.#decoder.decode(new Uint8Array(this.#module.memory.buffer, at, size));
  }

  /** @param {string} text @param {(at: number, size: number) => number} call */
  #textual(text, call) {
    const [at, size] = this.#call(text, call);
    return this.#text(at, size);
  }

  /** @param {string} text @param {number} [declared] */
  #hits(text, declared = notDeclared) {
    const [count, hits, values] = this.#call(text, (at, size) => this.#module.observables_find(at, size, declared));
    const { buffer } = this.#module.memory;
    return {
      count, hits: new Uint32Array(buffer, hits, 4 * count), values: new Uint32Array(buffer, values, 2 * count),
    };
  }

  /** @param {string} text */
  #scan(text) {
    return /** @type {Uint32Array<ArrayBuffer>} */ (this.#hits(text).hits.slice());
  }

  /** @param {string} text @param {FindOptions} [options] @param {number} [depth] @returns {Hit[]} */
  #find(text, { types: wanted, declared } = {}, depth = 0) {
    const type = declared === undefined ? notDeclared : indexOf(types, declared, 'type');
    const only = wanted && types.map((name) => wanted.includes(name));
    const { count, hits, values } = this.#hits(text, type);
    /** @type {Hit[]} */
    const found = [];
    /** @type {Hit[]} what needs the module again, once its memory has been read */
    const international = [];
    /** @type {Hit[]} */
    const rewritten = [];
    for (let i = 0; i < count; ++i) {
      const kind = hits[4 * i];
      if (only && !only[kind]) continue;
      const start = hits[4 * i + 1];
      const end = hits[4 * i + 2];
      const bits = hits[4 * i + 3];
      const raw = text.slice(start, end);
      /** @type {Hit} */
      const hit = {
        type: types[kind],
        value: (bits & flags.canonical) !== 0 ? raw : this.#text(values[2 * i], values[2 * i + 1]),
        raw, start, end,
        style: styles[bits & flags.styleMask],
        unicode: null,
        warning: warnings[(bits >> flags.warningShift) & flags.warningMask],
        inner: null,
      };
      if ((bits & flags.unicode) !== 0) international.push(hit);
      if ((bits & flags.rewritten) !== 0 && depth < deepest) rewritten.push(hit);
      found.push(hit);
    }
    for (const hit of international) hit.unicode = this.#unicode(hit);
    for (const hit of rewritten) hit.inner = this.#inner(hit, depth);
    return found;
  }

  /** @param {Hit} hit */
  #unicode({ type, value }) {
    return this.#textual(value, (at, size) => this.#module.observables_unicode(at, size, types.indexOf(type))) || null;
  }

  /** @param {Hit} hit @param {number} depth @returns {Hit | null} */
  #inner({ value, raw, start, end }, depth) {
    const url = this.#textual(value, (at, size) => this.#module.observables_rewritten(at, size));
    const [inner] = url ? this.#find(url, { declared: 'url' }, depth + 1) : [];
    return inner ? { ...inner, raw, start, end } : null;
  }
}

/**
 * @param {readonly (string | null)[]} names
 * @param {string} name
 * @param {string} what
 */
function indexOf(names, name, what) {
  const index = names.indexOf(name);
  if (index < 0) throw new TypeError(`There is no ${what} '${name}': it is one of ${names.join(', ')}.`);
  return index;
}
