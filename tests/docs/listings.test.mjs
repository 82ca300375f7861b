// What the documentation gives to be pasted can be: JSON is JSON, scripts are scripts.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import * as esbuild from 'esbuild';
import { parse } from 'vue/compiler-sfc';
import { root } from '../../web/package/build.mjs';
import { listingsOf } from './listings.mjs';

const folder = path.join(root, 'web/docs');
/** Ours, and what esbuild calls it. @type {Record<string, esbuild.Loader>} */
const loaders = { js: 'js', jsx: 'jsx', ts: 'ts', css: 'css' };

/** @param {import('./listings.mjs').Listing} listing */
async function check({ language, text, file }) {
  if (language === 'json' && text.includes('…')) return;
  if (language === 'json') JSON.parse(text);
  if (language in loaders) await esbuild.transform(text, { loader: loaders[language], format: 'esm', jsx: 'preserve' });
  if (language === 'vue') assert.deepEqual(parse(text).errors, []);
  if (file) assert.doesNotMatch(file, /^\/|\.\./, 'a file of the reader\'s own folder');
}

test('every listing that is JSON, a script or a style sheet is one', async () => {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.md'));
  let found = 0;
  for (const name of names) {
    for (const listing of listingsOf(await readFile(path.join(folder, name), 'utf8'))) {
      found += 1;
      await assert.doesNotReject(check(listing), `${name}: ${listing.text}`);
    }
  }
  assert.ok(found > 30, `${found} listings`);
});
