// The fuzz target over the texts of other tools' tests: every promise of the recogniser holds for each of them.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../build/sanitized/bin/observables_fuzz', import.meta.url));

test('the recogniser keeps its promises for every text of the fixtures', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'seeds-'));
  try {
    let count = 0;
    for (const name of ['ioc-extractor', 'ioc-fanger', 'mitaka']) {
      const file = new URL(`../fixtures/observables-${name}.json`, import.meta.url);
      for (const { id, input } of JSON.parse(await readFile(file, 'utf8'))) {
        if (input === '') continue;  // libFuzzer tries it anyway
        await writeFile(path.join(folder, id), input);
        count += 1;
      }
    }
    assert.ok(count > 200);
    const { status, output } = await new Promise((resolve) => {
      execFile(program, ['-runs=0', folder], (error, _, text) => resolve({ status: error?.code ?? 0, output: text }));
    });
    assert.equal(status, 0, output);
    assert.match(output, new RegExp(`${count} files found`));
  } finally {
    await rm(folder, { recursive: true });
  }
});
