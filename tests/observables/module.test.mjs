// The recogniser as pages load it: dist/observables.wasm through web/observables/observables.js.
import assert from 'node:assert/strict';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import { pathOf } from '../dist.mjs';
import { flags, loadObservables, types } from '../../web/observables/observables.js';

const wasmUrl = pathToFileURL(pathOf('observables.wasm'));
const { find, scan, refang, defang, same } = await loadObservables({ wasmUrl });

test('a hit says what it is and where it stands', () => {
  assert.deepEqual(find('see hxxp://evil[.]example/a'), [
    {
      type: 'url', value: 'http://evil.example/a', raw: 'hxxp://evil[.]example/a', start: 4, end: 27,
      style: 'mixed', unicode: null, warning: null, inner: null,
    },
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

test('scan gives four numbers a hit', () => {
  const scanned = scan('at b\u00fccher.example, 192.0.2.17');
  assert.ok(scanned instanceof Uint32Array);
  assert.deepEqual([...scanned], [
    types.indexOf('domain'), 3, 17, flags.unicode,
    types.indexOf('ip'), 19, 29, flags.canonical,
  ]);
});

test('find keeps to the types that are asked for, and to what a cell is declared to be', () => {
  const text = 'bit.ly 192.0.2.17 https://bit.ly/a';
  assert.deepEqual(find(text, { types: ['ip', 'url'] }).map(({ type }) => type), ['ip', 'url']);
  assert.deepEqual(find('setup.zip'), []);
  assert.deepEqual(find('setup.zip', { declared: 'domain' }).map(({ value }) => value), ['setup.zip']);
  assert.deepEqual(find('N/A', { declared: 'url' }), []);
  // @ts-expect-error a type that is none
  assert.throws(() => find('x', { declared: 'md5' }), /no type 'md5'/);
});

test('a host of another script has both forms, one that hides something a warning', () => {
  const [hit] = find('http://b\u00fccher.example/a');
  assert.equal(hit.value, 'http://xn--bcher-kva.example/a');
  assert.equal(hit.unicode, 'http://b\u00fccher.example/a');
  assert.equal(find('evil\u200b.example')[0].warning, 'zero-width');
});

test('a link that a gateway rewrote has the one it leads to as its child', () => {
  const inner = 'https://urldefense.proofpoint.com/v2/url?u=http-3A__evil.example_a&d=x';
  const outer = `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(inner)}&data=05`;
  const [hit] = find(`see ${outer}`);
  assert.equal(hit.inner?.value, inner);
  assert.equal(hit.inner?.inner?.value, 'http://evil.example/a');
  assert.deepEqual([hit.inner?.start, hit.inner?.end], [hit.start, hit.end]);
});

test('values are disguised, undisguised and compared', () => {
  assert.equal(defang('https://bit.ly/3x'), 'hxxps[:]//bit[.]ly/3x');
  assert.equal(defang('bit.ly', 'words'), 'bit[dot]ly');
  assert.equal(refang('hxxps[:]//bit[.]ly/3x'), 'https://bit.ly/3x');
  assert.ok(same('Example.COM.', 'example[.]com'));
  assert.ok(!same('example.com', 'example.net'));
  assert.ok(!same('nothing', 'nothing'));
  // @ts-expect-error a style that is none
  assert.throws(() => defang('bit.ly', 'rot13'), /no style 'rot13'/);
});
