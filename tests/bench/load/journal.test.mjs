// The benchmark of load looks for lost writes: it must see each kind of them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lostWrites, readJournal } from './journal.mjs';

const journal = `creating load-1-1
created load-1-1 casebook-a
patching casebook-a 1
patched casebook-a 1
patching casebook-a 2
creating load-1-2
created load-1-2 casebook-b
deleting casebook-b
deleted
creating load-1-3
`;
/** @param {string} id @param {string} name @param {number} revision */
const stored = (id, name, revision) =>
  ({ id: `http://127.0.0.1/ctia/casebook/${id}`, title: `${name} ${revision}`, external_ids: [name] });
const kept = stored('casebook-a', 'load-1-1', 1);
/** @param {...ReturnType<typeof stored>} cases */
const lost = (...cases) => lostWrites(readJournal(journal), cases);

test('a store that has what was acknowledged has lost nothing, whatever became of the calls without an answer', () => {
  assert.deepEqual(lost(kept), []);
  assert.deepEqual(lost(stored('casebook-a', 'load-1-1', 2), stored('casebook-c', 'load-1-3', 0)), []);
  assert.equal(readJournal(journal).writes, 4);
});

test('a write that is not there, or not any more, is named', () => {
  assert.deepEqual(lost(), ['load-1-1 was created and is not there.']);
  assert.deepEqual(lost(stored('casebook-a', 'load-1-1', 0)), ['load-1-1 has revision 0 and was told 1.']);
});

test('what is there and must not be is named', () => {
  assert.deepEqual(lost(kept, stored('casebook-b', 'load-1-2', 0)), ['1 cases are there of 1 that were deleted.']);
  assert.deepEqual(lost(kept, stored('casebook-d', 'load-1-1', 0)), ['Nobody has created load-1-1 0.']);
});
