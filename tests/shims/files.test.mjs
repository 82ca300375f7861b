import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFile } from '../../shims/files.js';

test('a file of UTF-8 is read without its mark', async () => {
  assert.deepEqual(await readFile(new File(['\uFEFFaé😀'], 'a.txt')), { name: 'a.txt', text: 'aé😀' });
});

test('bytes that are no UTF-8 are not passed on', async () => {
  for (const bytes of [[0xFF, 0xFE, 0x61, 0x00], [0xE9], [0xC3]]) {
    assert.deepEqual(await readFile(new File([Uint8Array.from(bytes)], 'b')), { name: 'b', problem: 'not-text' });
  }
});

test('a file that is too large is not read', async () => {
  const file = new File(['x'.repeat(8 * 1024 * 1024 + 1)], 'c');
  file.arrayBuffer = () => assert.fail('read');
  assert.deepEqual(await readFile(file), { name: 'c', problem: 'too-large' });
  assert.ok('text' in await readFile(new File(['x'.repeat(8 * 1024 * 1024)], 'd')), 'the limit itself is taken');
});

test('a file that has gone is told', async () => {
  const file = new File(['x'], 'e');
  file.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
  assert.deepEqual(await readFile(file), { name: 'e', problem: 'unreadable' });
});
