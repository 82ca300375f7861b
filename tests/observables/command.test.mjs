// The command line tool, as built beside the appliance.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { makeCorpus } from '../bench/corpus.mjs';
import { observables } from './modules.mjs';

const program = process.env.TR_APPLIANCE ? path.join(path.dirname(process.env.TR_APPLIANCE), 'observables')
  : fileURLToPath(new URL('../../build/sanitized/observables', import.meta.url));

/**
 * @param {string[]} words
 * @param {string} [input]
 * @returns {Promise<{status: number, out: string, error: string}>}
 */
function run(words, input = '') {
  return new Promise((resolve) => {
    const child = execFile(program, words, { maxBuffer: 1 << 28 }, (failure, out, error) =>
      resolve({ status: failure ? Number(failure.code) : 0, out, error }));
    child.stdin?.end(input);
  });
}

/** @param {(folder: string) => Promise<void>} use */
async function inFolder(use) {
  const folder = await mkdtemp(path.join(tmpdir(), 'observables-'));
  await use(folder).finally(() => rm(folder, { recursive: true }));
}

test('standard input gives one hit a line', async () => {
  assert.deepEqual(await run([], 'see hxxp://evil[.]example/a, 192.0.2.17\n'),
    { status: 0, out: 'url http://evil.example/a\nip 192.0.2.17\n', error: '' });
  assert.deepEqual(await run([], 'nothing here'), { status: 0, out: '', error: '' });
});

test('--json gives an object a line, with offsets in bytes', async () => {
  const { out } = await run(['--json'], 'at b\u00fccher.example');
  assert.deepEqual(JSON.parse(out), {
    type: 'domain', value: 'xn--bcher-kva.example', raw: 'b\u00fccher.example', start: 3, end: 18, style: 'none',
    unicode: 'b\u00fccher.example', warning: null, inner: null,
  });
});

test('several files are named, and one that cannot be read is said to be so', () => inFolder(async (folder) => {
  const [one, other] = ['one.txt', 'other.txt'].map((name) => path.join(folder, name));
  await writeFile(one, 'bit.ly');
  await writeFile(other, '192.0.2.17');
  assert.equal((await run([one, other])).out, `${one}: domain bit.ly\n${other}: ip 192.0.2.17\n`);
  const absent = path.join(folder, 'absent');
  assert.deepEqual(await run([absent, one]), {
    status: 1, out: `${one}: domain bit.ly\n`,
    error: `observables: ${absent} could not be read: No such file or directory\n`,
  });
  assert.equal((await run([folder])).status, 1);
}));

test('a word that is no option is refused', async () => {
  const { status, error } = await run(['--jsno']);
  assert.equal(status, 2);
  assert.match(error, /no option --jsno/);
});

test('a file read in pieces gives the hits of the whole', () => inFolder(async (folder) => {
  const { text } = makeCorpus({ bytes: 3_000_000, seed: 5 });
  const file = path.join(folder, 'corpus.txt');
  await writeFile(file, text);
  const { out } = await run([file]);
  assert.equal(out, observables.find(text).map(({ type, value }) => `${type} ${value}\n`).join(''));
}));
