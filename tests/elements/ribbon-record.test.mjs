// What the ribbon remembers, read from a place that anybody on the origin may write to; and the sizes it may have.
import assert from 'node:assert/strict';
import test from 'node:test';
import {
  clampSize, columnWidth, defaults, heightBounds, isNewer, leastForSides, readRecord, widthBounds, writeRecord,
} from '../../web/elements/ribbon-record.js';

/** @type {import('../../web/elements/ribbon-record.js').RibbonRecord} */
const set = {
  position: 'left', height: 200, width: 333, theme: 'dark', density: 'compact', collapsed: true, open: true,
};

test('what was written is read again', () => {
  assert.deepEqual(readRecord(writeRecord(set)), set);
  assert.deepEqual(readRecord(writeRecord({ ...defaults })), defaults);
});

test('what is no record is as if nothing had been set', () => {
  const texts = [
    null, '', '{', 'null', '7', '"left"', '[]', '{}', '{"version":2,"position":"left"}', '{"version":"1"}',
    JSON.stringify({ version: 1, ...set, more: 'x'.repeat(2000) }), '{"__proto__":{"version":1,"open":true}}',
  ];
  for (const text of texts) assert.deepEqual(readRecord(text), defaults, String(text).slice(0, 60));
});

test('a record of a later version is known as such, and nothing else is', () => {
  assert.equal(isNewer('{"version":2,"place":{"edge":"top"}}'), true);
  for (const text of [null, '', '{', '7', '{}', '{"version":"x"}', '{"version":0}', writeRecord(set)])
    assert.equal(isNewer(text), false, String(text));
});

test('of a record each part that is not as expected is the default, the others hold', () => {
  /** @type {[string, unknown[]][]} */
  const wrong = [
    ['position', ['top', 'LEFT', null, ['left'], { toString: 'left' }, 'constructor']],
    ['height', ['200', -1, null, true, 1e9, [200]]], ['width', [{}, '', -0.5]],
    ['theme', ['blue', 1, '__proto__']], ['density', ['tight', false]],
    ['collapsed', ['true', 1, {}]], ['open', ['yes', 1, []]],
  ];
  for (const [name, values] of wrong) {
    for (const value of values) {
      const read = readRecord(JSON.stringify({ version: 1, ...set, [name]: value }));
      assert.deepEqual(read, { ...set, [name]: defaults[/** @type {keyof typeof defaults} */ (name)] });
    }
  }
  assert.deepEqual(readRecord(JSON.stringify({ version: 1, ...set, more: 1 })), set);
});

test('a size is within its bounds in every window, and the bounds are in order', () => {
  for (let pixels = 1; pixels < 4000; pixels += 7) {
    for (const bounds of [heightBounds(pixels), widthBounds(pixels)]) {
      const { least, usual, most } = bounds;
      assert.ok(least > 0 && least <= usual && usual <= most, `${pixels}: ${JSON.stringify(bounds)}`);
      for (const size of [0, 1, 99, 360.4, 100_000]) {
        const clamped = clampSize(size, bounds);
        assert.ok(Number.isInteger(clamped) && clamped >= least && clamped <= most);
      }
    }
  }
});

test('the page keeps a part of the window: three tenths above, 320 pixels beside', () => {
  assert.deepEqual(heightBounds(800), { least: 140, usual: 360, most: 560 });
  assert.deepEqual(heightBounds(200), { least: 140, usual: 140, most: 140 });
  assert.equal(heightBounds(200, 80).most, 96);
  assert.deepEqual(widthBounds(1280), { least: 280, usual: 440, most: 1280 - columnWidth - 320 });
  assert.ok(widthBounds(leastForSides).most >= 280);
});

test('no size set is the usual one, which follows the window', () => {
  assert.equal(clampSize(0, heightBounds(800)), 360);
  assert.equal(clampSize(0, heightBounds(400)), 280);
  assert.equal(clampSize(300, heightBounds(400)), 280);
  assert.equal(clampSize(0, heightBounds(900, 0, 420)), 540, 'in a narrow window there is room for observables, too');
  assert.equal(clampSize(0, heightBounds(600, 0, 420)), 420);
});
