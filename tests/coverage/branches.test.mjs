// How branches are counted, and that nothing is called impossible which is not.
import assert from 'node:assert/strict';
import test from 'node:test';
import { branchesOf } from './branches.mjs';

const source = [
  'int f(int a) {', '  if (a < 0) return 1;', '  switch (a) {', '    case 0:', '  }', '  while (true) {}',
  '  assert(a);', '}',
];
const negative = (/** @type {number} */ yes, /** @type {number} */ no) => [2, 7, 2, 12, yes, no];
const reason = { file: 'f.cc', line: 'if (a < 0) return 1;', branch: 'a < 0 is never true', why: 'nobody owes' };

test('a branch is missing that nothing has taken, and is named by its condition', () => {
  assert.deepEqual(branchesOf([negative(0, 3)], source),
    { share: { taken: 1, all: 2 }, missing: ['2:7 a < 0 is never true'], impossible: 0, wrong: [] });
});

test('the instances of a template are one branch', () => {
  assert.deepEqual(branchesOf([negative(0, 3), negative(1, 0)], source).share, { taken: 2, all: 2 });
});

test('the way past all cases, out of a loop without a condition and an assertion that fails are no branches', () => {
  assert.deepEqual(
    branchesOf([[3, 11, 3, 12, 0, 4], [4, 5, 4, 11, 4, 0], [6, 10, 6, 14, 0, 0], [7, 3, 7, 3, 4, 0]], source).missing,
    ['4:5 case 0 is never false']);
});

test('what is impossible for a reason does not count', () => {
  assert.deepEqual(branchesOf([negative(0, 3)], source, [reason]),
    { share: { taken: 1, all: 1 }, missing: [], impossible: 1, wrong: [] });
});

test('of two such lines a reason may mean the one behind another line', () => {
  const twice = ['if (a)', '  b;', 'c;', 'if (a)', '  d;'];
  const told = [[1, 5, 1, 6, 0, 1], [4, 5, 4, 6, 1, 1]];
  const one = { file: 'f.cc', line: 'if (a)', branch: 'a is never true', why: '' };
  assert.equal(branchesOf(told, twice, [one]).wrong.length, 1);
  assert.equal(branchesOf(told, twice, [{ ...one, above: 'c;' }]).wrong.length, 1);
  assert.deepEqual(branchesOf(told, twice, [{ ...one, above: '' }]).missing, []);
});

test('a reason is wrong when its branch was taken or its line is not there', () => {
  assert.deepEqual(branchesOf([negative(1, 3)], source, [reason]).wrong,
    ['f.cc says it is impossible, and it was taken: a < 0 is never true']);
  assert.deepEqual(branchesOf([negative(0, 3)], source, [{ ...reason, line: 'if (a < 1) return 1;' }]).wrong,
    ['f.cc has no such branch: a < 0 is never true, of if (a < 1) return 1;']);
});
