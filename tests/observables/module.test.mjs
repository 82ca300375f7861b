// The recogniser as pages load it: dist/observables.wasm through web/observables/observables.js.
import assert from 'node:assert/strict';
import test from 'node:test';
import { loadObservables } from '../../web/observables/observables.js';

const wasmUrl = new URL('../../dist/observables.wasm', import.meta.url);
const { find } = await loadObservables({ wasmUrl });

test('a hit says what it is and where it stands', () => {
  assert.deepEqual(find('see hxxp://evil[.]example/a'), [
    { type: 'url', value: 'http://evil.example/a', raw: 'hxxp://evil[.]example/a', start: 4, end: 27 },
  ]);
});

test('every kind has its name', () => {
  const hash = '5146f54dbec0089c4cb5661e6506849dddf2ed32e71dd7e21efae4bde6421330';
  assert.deepEqual(find(`192.0.2.17 2001:DB8::1 bit.ly https://bit.ly/a ${hash}`).map(({ type }) => type),
    ['ip', 'ipv6', 'domain', 'url', 'sha256']);
});

test('offsets count UTF-16 units, so that a slice of the text is the hit', () => {
  const text = '\u{1F600} caf\u00e9 \u{1F468}\u200d\u{1F469} \ud800 bit[.]ly, \u4f8b 192.0.2.17';
  const hits = find(text);
  assert.deepEqual(hits.map(({ raw }) => raw), ['bit[.]ly', '192.0.2.17']);
  for (const { raw, start, end } of hits) assert.equal(text.slice(start, end), raw);
});

test('a megabyte makes the memory grow and is read whole', () => {
  const text = `${'bit.ly '.repeat(150_000)}192.0.2.17`;
  const hits = find(text);
  assert.equal(hits.length, 150_001);
  assert.equal(hits.at(-1)?.value, '192.0.2.17');
  assert.equal(text.slice(hits[149_999].start, hits[149_999].end), 'bit.ly');
});

test('a text without observables has no hits', () => {
  assert.deepEqual(find(''), []);
  assert.deepEqual(find('engine 4.0.0.12'), []);
});

test('the module is loaded once for an address', () => {
  assert.equal(loadObservables({ wasmUrl }), loadObservables({ wasmUrl }));
});

test('a module that is not there is refused', async () => {
  await assert.rejects(loadObservables({ wasmUrl: new URL('./absent.wasm', import.meta.url) }), /absent\.wasm/);
});
