// The recogniser beside npm `ioc-extractor` and the copy limit, in one run.
//
//   npm run bench:observables      needs dist/ (node web/package/build.mjs release)
//
// Every figure is the best of several runs; rates are megabytes of UTF-8 a second (table.mjs says what is printed).
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import * as ioc from 'ioc-extractor';
import { loadObservables } from '../../web/observables/observables.js';
import { pathOf } from '../dist.mjs';
import { makeCorpus } from './corpus.mjs';
import { report } from './table.mjs';

const hostile = ['a.', '1.', 'x . x', 'a-', 'AAAA.', '[', 'http://', '::', 'f', 'a@', '\u00e9.'];

/**
 * @param {string} text
 * @param {(text: string) => unknown} action
 * @param {number} runs
 */
function rate(text, action, runs) {
  const bytes = Buffer.byteLength(text);
  const repeats = Math.max(1, Math.round(4e6 / bytes));
  let best = Infinity;
  for (let run = 0; run < runs; ++run) {
    const started = performance.now();
    for (let i = 0; i < repeats; ++i) action(text);
    best = Math.min(best, (performance.now() - started) / repeats);
  }
  return bytes / best / 1000;
}

/** Its five kinds that are ours. @param {string} text */
function extract(text) {
  const plain = ioc.refang(text);
  return [ioc.extractIPv4s, ioc.extractIPv6s, ioc.extractDomains, ioc.extractURLs, ioc.extractSHA256s]
    .map((one) => one(plain));
}

const { find, scan } = await loadObservables({
  wasmUrl: pathToFileURL(pathOf('observables.wasm')),
});
const { text } = makeCorpus({ bytes: 10_000_000 });
const room = new Uint8Array(3 * text.length);
const encoder = new TextEncoder();
const peer = rate(text.slice(0, 2_000_000), extract, 2);
const copy = rate(text, (all) => encoder.encodeInto(all, room), 7);
const found = rate(text, (all) => find(all), 7);
const scanned = rate(text, (all) => scan(all), 7);

let size = 0;
for (const name of ['observables.js', 'observables.wasm']) {
  size += brotliCompressSync(await readFile(pathOf(name))).length;
}

/** @type {import('./table.mjs').Row[]} */
const rows = [
  { what: 'find, times ioc-extractor', figure: found / peer, least: 25 },
  { what: 'scan, times ioc-extractor', figure: scanned / peer, least: 80 },
  { what: 'scan, part of the copy limit', figure: scanned / copy, least: 1 / 3 },
  { what: 'loader and module, brotli', unit: 'kB', figure: size / 1000, most: 40 },
  { what: 'ioc-extractor', unit: 'MB/s', figure: peer },
  { what: 'copy limit', unit: 'MB/s', figure: copy },
  { what: 'find', unit: 'MB/s', figure: found },
  { what: 'scan', unit: 'MB/s', figure: scanned },
];
for (const part of hostile) {
  const [small, large] = [80_000, 8_000_000].map((bytes) =>
    rate(part.repeat(Math.ceil(bytes / Buffer.byteLength(part))), (all) => scan(all), 5));
  rows.push({ what: `'${part}' repeated, at 8 MB`, unit: 'MB/s', figure: large, least: 100 },
    { what: `'${part}' repeated, 8 MB to 80 kB`, figure: large / small, least: 0.8, most: 1.25 });
}

await report('observables', rows);
