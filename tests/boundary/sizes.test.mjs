// What a page downloads for the widgets stays small: at most 445 kB compressed with brotli, counted here.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const bound = 445_000;

test('widgets.wasm and its JavaScript are at most 445 kB', async (context) => {
  let sum = 0;
  for (const name of ['widgets.wasm', 'widgets.js', 'index.js']) {
    const size = brotliCompressSync(await readFile(path.join(dist, name))).length;
    context.diagnostic(`${name}: ${size} bytes`);
    sum += size;
  }
  assert.ok(sum > 0 && sum <= bound, `${sum} bytes`);
});
