// What must not grow unseen: the bytes that a page downloads, and the instructions that the recogniser takes.
//
//   node tests/bench/baselines.mjs      writes today's figures to baselines.json; say in the commit why they grew
//
// Both are the same in each run of the same build, so the tests compare them (baselines.test.mjs); times are not.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompressSync } from 'node:zlib';
import { compile, root } from '../../web/package/build.mjs';
import { pathOf } from '../dist.mjs';
import { makeCorpus } from './corpus.mjs';

export const file = path.join(import.meta.dirname, 'baselines.json');

/** Bytes with brotli, where the engine has vector instructions. @type {Record<string, string[]>} */
const downloads = {
  'before the first use': ['index.js', 'threat-response-elements.js', 'observables.js', 'observables.wasm'],
  'with the first use': ['first-use.js', 'widgets.js', 'widgets.wasm'],
};

/** @returns {Promise<Record<string, number>>} bytes by name of file, and of each part */
export async function measureSizes() {
  /** @type {Record<string, number>} */
  const sizes = {};
  for (const [part, names] of Object.entries(downloads)) {
    sizes[part] = 0;
    for (const name of names) {
      sizes[name] = brotliCompressSync(await readFile(pathOf(name))).length;
      sizes[part] += sizes[name];
    }
  }
  return sizes;
}

/** Texts in which the recogniser has little, usual and much to find, by their share of observables. */
const shares = { 'few observables': 0.005, 'as analysts have it': 0.05, 'many observables': 0.3 };

/** @returns {Promise<Record<string, number>>} instructions for a million bytes of each text */
export async function measureInstructions() {
  await compile('native', ['observables_command']);
  const program = path.join(root, 'build/native/observables');
  const folder = await mkdtemp(path.join(tmpdir(), 'instructions-'));
  /** @type {Record<string, number>} */
  const counts = {};
  try {
    for (const [name, share] of Object.entries(shares)) {
      const text = path.join(folder, 'text');
      await writeFile(text, makeCorpus({ bytes: 1_000_000, share }).text);
      const { stderr } = await promisify(execFile)('valgrind',
        ['--tool=callgrind', '--callgrind-out-file=/dev/null', program, text], { maxBuffer: 100_000_000 });
      counts[name] = Number(/Collected : (\d+)/.exec(stderr)?.[1]);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  return counts;
}

if (process.argv[1] === import.meta.filename) {
  const baselines = { sizes: await measureSizes(), instructions: await measureInstructions() };
  await writeFile(file, `${JSON.stringify(baselines, null, 2)}\n`);
  console.log(baselines);
}
