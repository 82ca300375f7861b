// The fuzz targets over their seeds: every promise holds for each of them.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { random } from '../observables/random.mjs';

/**
 * @param {string} program  of build/sanitized/bin
 * @param {Map<string, string>} seeds  by file name
 */
async function replay(program, seeds) {
  const file = fileURLToPath(new URL(`../../build/sanitized/bin/${program}`, import.meta.url));
  const folder = await mkdtemp(path.join(tmpdir(), 'seeds-'));
  try {
    for (const [name, seed] of seeds) await writeFile(path.join(folder, name), seed);
    const { status, output } = await new Promise((resolve) => {
      execFile(file, ['-runs=0', folder], (error, _, text) => resolve({ status: error?.code ?? 0, output: text }));
    });
    assert.equal(status, 0, output);
    assert.match(output, new RegExp(`${seeds.size} files found`));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Texts of other tools' tests. */
async function texts() {
  const seeds = new Map();
  for (const name of ['ioc-extractor', 'ioc-fanger', 'mitaka']) {
    const file = new URL(`../fixtures/observables-${name}.json`, import.meta.url);
    for (const { id, input } of JSON.parse(await readFile(file, 'utf8')))
      if (input !== '') seeds.set(id, input);  // libFuzzer tries the empty one anyway
  }
  assert.ok(seeds.size > 200);
  return seeds;
}

test('the recogniser keeps its promises for every text of the fixtures', async () => {
  await replay('observables_fuzz', await texts());
});

test('Markdown keeps its promises for every text of the fixtures, and for texts of marks', async () => {
  const seeds = await texts();
  const marks = ['[', ']', '(', ')', '*', '_', '~', '`', '> ', '- ', '1. ', '# ', '|', '\n', '\n\n', '<', '&#x', ';',
    '\\', '![', '](https://a.example/', ')', '```\n', '|-|\n', 'a', ' ', '\t', '\0', '\u202e', '\ufdd0', '://', '    '];
  const next = random(11);
  for (let seed = 0; seed < 400; seed += 1) {
    let text = '';
    for (let part = 0; part < 120; part += 1) text += marks[Math.floor(next() * marks.length)];
    seeds.set(`marks-${seed}`, text);
  }
  await replay('markdown_fuzz', seeds);
});

test('the import keeps its promises for documents of every form, whole and cut', async () => {
  const seeds = await texts();
  const file = new URL('../fixtures/documents.json', import.meta.url);
  for (const [name, document] of Object.entries(JSON.parse(await readFile(file, 'utf8')))) {
    const text = typeof document === 'string' ? document : JSON.stringify(document);
    for (let part = 1; part <= 16; part += 1)
      seeds.set(`${name}-${part}`, text.slice(0, Math.ceil(text.length * part / 16)));
  }
  await replay('exchange_fuzz', seeds);
});
