// The boundary of the widgets module is the list the linker read, and nothing beside it.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileOf } from '../dist.mjs';

const read = (/** @type {string} */ file) => readFile(new URL(`../../${file}`, import.meta.url), 'utf8');

test('the built module offers the functions of exports.txt and no others', async () => {
  const listed = (await read('widgets/app/exports.txt')).trim().split('\n').sort();
  const built = await read(`dist/${fileOf('widgets.js')}`);
  const offered = [...built.matchAll(/\.(_\w+)=(?!=)/g)].map(([, name]) => name).sort();
  assert.deepEqual([...new Set(offered)], listed);
});

test('the built module makes requests with fetch() only and compiles no text', async () => {
  const built = await read(`dist/${fileOf('widgets.js')}`);
  for (const word of ['XMLHttpRequest', 'new Function', 'eval(']) assert.ok(!built.includes(word), word);
});
