// Who leaves the page open is locked out of it after a while, whatever becomes of the machine's clock.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IdleWatch } from '../../shims/idle.js';

const minute = 60_000;

/** A page with two clocks of the test's own. @param {import('node:test').TestContext} context */
function aPage(context) {
  const clocks = { clock: 1e12, steady: 0 };
  context.mock.method(Date, 'now', () => clocks.clock);
  context.mock.method(performance, 'now', () => clocks.steady);
  const page = new EventTarget();
  Object.assign(globalThis, {
    window: globalThis, document: new EventTarget(), addEventListener: page.addEventListener.bind(page) });
  let times = 0;
  const watch = new IdleWatch(15 * minute, () => { ++times; });
  context.after(() => watch.disarm());
  watch.arm();
  return {
    /** @param {number} clock minutes @param {number} [steady] */
    pass(clock, steady = clock) {
      clocks.clock += clock * minute;
      clocks.steady += steady * minute;
    },
    press: () => page.dispatchEvent(new Event('keydown')),
    look: () => document.dispatchEvent(new Event('visibilitychange')),
    get locked() { return times; },
  };
}

test('who does nothing for so long is locked out once, who does something is not', (context) => {
  const page = aPage(context);
  page.pass(14);
  page.press();
  page.pass(14);
  page.look();
  assert.equal(page.locked, 0);
  page.pass(1);
  page.press(); // it does not count any more
  page.look();
  assert.equal(page.locked, 1);
});

test('a clock that is set back does not put the lock off', (context) => {
  const page = aPage(context);
  page.pass(-24 * 60, 0);
  page.pass(15);
  page.look();
  assert.equal(page.locked, 1);
});

test('a machine that has slept, whose page counts no time, is locked', (context) => {
  const page = aPage(context);
  page.pass(60, 0);
  page.look();
  assert.equal(page.locked, 1);
});
