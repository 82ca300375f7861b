// The time in WebAssembly to build a frame, in Node: the gallery's module without a WebGL context, whose renderer is
// then none, and with letters of one width, so that nothing of a browser is measured.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { intl } from '../../shims/intl.js';

const folder = fileURLToPath(new URL('../../dist/gallery', import.meta.url));

/** What shims/glyphs.js gives, of a font whose letters are all half as wide as high. */
const glyphs = {
  measureFont: (/** @type {number} */ _, /** @type {number} */ pixels) => [pixels * 0.9, pixels * 0.25],
  measure: (/** @type {number} */ _, /** @type {number} */ pixels, /** @type {string} */ text) => {
    const wide = text.length * pixels / 2;
    return [wide, 0, Math.ceil(wide), Math.ceil(pixels * 0.8), Math.ceil(pixels * 0.2)];
  },
  draw: (/** @type {any[]} */ ...[, , , , width, height]) =>
    ({ rgba: new Uint8Array(width * height * 4).fill(255), coloured: false }),
};

/**
 * Milliseconds of each frame, from the request as JSON to the twin's records as JSON, while a list of 10,000 rows is
 * scrolled.
 * @param {number} count of frames
 */
export async function listFrames(count) {
  const { default: create } = await import(`${folder}/gallery.js`);
  /** @type {any} */
  let frame;
  const module = await create({
    wasmBinary: await readFile(`${folder}/gallery.wasm`),
    page: { webgl: null, glyphs, intl, say: (/** @type {string} */ text) => { frame = text; } },
    idna: {},
  });
  const call = (/** @type {(text: number, size: number) => void} */ entry, /** @type {object} */ message) => {
    const bytes = new TextEncoder().encode(JSON.stringify(message));
    const at = module._malloc(bytes.length);
    module.HEAPU8.set(bytes, at);
    const started = performance.now();
    entry(at, bytes.length);
    const taken = performance.now() - started;
    module._free(at);
    return taken;
  };
  if (module._tr_start() !== 0) throw new Error('there is no WebGL in Node, and yet the module has it');
  // As on the gallery's page: the list, and the table of as many rows beside it.
  const view = { width: 1280, height: 720, ratio: 1, rtl: false };
  const draw = (/** @type {object} */ more) => {
    const taken = call(module._tr_frame, { ...view, ...more });
    /** @type {any[]} */
    const items = JSON.parse(frame).items;
    return { taken, items };
  };
  const find = (/** @type {string} */ role, /** @type {string} */ name) =>
    draw({}).items.find((item) => item.role === role && item.name === name);
  const tab = find('tab', 'Rows');
  call(module._tr_receive, { is: 'item', id: tab.id, text: '' });
  const list = find('listbox', 'Hosts');
  const times = [];
  let rows = 0;
  for (let step = 0; step < count; ++step) {
    const { taken, items } = draw({ scrolled: [{ id: list.id, at: step * 53 }] });
    rows = items.filter((item) => item.role === 'option' || item.role === 'row').length;
    times.push(taken);
  }
  return { times, rows, items: list.of };
}
