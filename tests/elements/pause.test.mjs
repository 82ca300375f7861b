import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { isPause, keepPause, keptPause } from '../../web/elements/pause.js';

/** @type {Map<string, string>} */
const kept = new Map();
beforeEach(() => {
  kept.clear();
  Object.defineProperty(globalThis, 'localStorage', { configurable: true, value: {
    getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => { kept.set(key, value); },
  } });
});

const now = () => Date.now() / 1000;

test('the pages that come know until when the service asks to wait', () => {
  assert.equal(keptPause(), undefined);
  const until = now() + 3557;
  keepPause(until);
  assert.equal(keptPause(), until);
});

test('nobody on this origin makes the widgets wait for longer than a day', () => {
  for (const text of ['', 'soon', 'NaN', 'Infinity', '1e999', String(now() + 25 * 60 * 60)]) {
    kept.set('threat-response-widgets:pause', text);
    const until = keptPause();
    assert.ok(until === undefined || until <= 0, `${text}: ${until}`);
  }
  for (const until of [undefined, null, '7', Number.NaN, Number.POSITIVE_INFINITY]) assert.equal(isPause(until), false);
});

test('what another tab was told at the same moment does not end a longer one', () => {
  const until = now() + 30;
  keepPause(until);
  keepPause(until - 20);
  assert.equal(keptPause(), until);
});

test('a clock set back does not make the widgets wait for as long', (context) => {
  const day = 24 * 60 * 60, then = now();
  context.mock.timers.enable({ apis: ['Date'], now: then * 1000 });
  keepPause(then + 30);
  context.mock.timers.setTime((then - day / 2) * 1000);
  assert.ok(Math.abs((keptPause() ?? 0) - (then - day / 2 + 30)) < 0.01);
});

test('without storage there is none, and no error', () => {
  Object.defineProperty(globalThis, 'localStorage', { configurable: true, get: () => { throw new Error('blocked'); } });
  keepPause(now() + 7);
  assert.equal(keptPause(), undefined);
});
