// The table of what the fuzz targets have come to.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { recordIn, withRecords } from './records.mjs';
import { targets } from './targets.mjs';

const page = `| target | date | CPU minutes | executions | edges | last new edge, CPU minutes |
| --- | --- | --- | --- | --- | --- |
| json | 2026-11-29 | 1.5 | 247,984 | 1,996 | 0.5 |
| http | | | | | |

| group | branches taken | of | bound |
| --- | --- | --- | --- |
| json | 167 | 168 | 100 % |
`;
const record = { executions: 1234, edges: 56, seconds: 90, newest: 60, date: '2026-11-30' };

test('a target goes on from what the page says of it', () => {
  assert.deepEqual(recordIn(page, 'json'),
    { executions: 247_984, edges: 1996, seconds: 90, newest: 30, date: '2026-11-29' });
  assert.deepEqual(recordIn(page, 'http'), { executions: 0, edges: 0, seconds: 0, newest: 0, date: '' });
  assert.deepEqual(recordIn(page, 'new'), { executions: 0, edges: 0, seconds: 0, newest: 0, date: '' });
});

test('a row is written, and read as it was written', () => {
  const written = withRecords(page, new Map([['http', record]]));
  assert.deepEqual(recordIn(written, 'http'), record);
  assert.equal(written.replace(/^\| http .*$/m, '| http | | | | | |'), page);
});

test('a group of the coverage that has the name of a target keeps its row', () => {
  assert.match(withRecords(page, new Map([['json', record]])), /^\| json \| 167 \| 168 \| 100 % \|$/m);
});

test('the page has a row for every target', async () => {
  const text = await readFile(new URL('../../web/docs/fuzzing.md', import.meta.url), 'utf8');
  const full = withRecords(text, new Map(Object.keys(targets).map((name) => [name, record])));
  for (const name of Object.keys(targets)) assert.equal(recordIn(full, name).executions, record.executions, name);
});
