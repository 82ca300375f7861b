// The fuzz targets over what they start from and what the fuzzer has found: every promise holds for each of them.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { execute, root } from '../../web/package/build.mjs';
import { corpusOf, seedsOf, targets } from './targets.mjs';

const kMostKept = 300_000;  // bytes of all that the fuzzer has found

test('every target is one of the table, and each has something to start from', async () => {
  const sources = (await readdir(import.meta.dirname)).filter((name) => name.endsWith('_fuzz.cc'));
  assert.deepEqual(sources.map((name) => name.replace('_fuzz.cc', '')).sort(), Object.keys(targets).sort());
  for (const name of Object.keys(targets)) assert.ok((await seedsOf(name)).length >= 3, name);
});

test('what is kept of the fuzzer is small', async () => {
  const folder = path.join(import.meta.dirname, 'corpus');
  const sizes = await Promise.all((await readdir(folder)).map(async (name) => (await stat(path.join(folder,
    name))).size));
  assert.ok(sizes.reduce((all, size) => all + size, 0) <= kMostKept);
});

for (const name of Object.keys(targets))
  test(`${name}: every promise holds for each input that is known`, async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'seeds-'));
    try {
      const inputs = [...await seedsOf(name), ...await corpusOf(name)];
      const files = path.join(folder, 'inputs');
      await mkdir(files);
      for (const [place, input] of inputs.entries()) await writeFile(path.join(files, `${place}`), input);
      const program = path.join(root, `build/sanitized/bin/${name}_fuzz`);
      const { status, output } = await execute(program, [files], { TMPDIR: folder });
      assert.equal(status, 0, output);
      assert.match(output, new RegExp(`^${inputs.length} inputs$`, 'm'));
    } finally {
      await rm(folder, { recursive: true });
    }
  });
