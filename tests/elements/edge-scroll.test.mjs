// A list scrolls under what a finger holds at its edge, as far in a second on a slow machine as on a fast one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EdgeScroll } from '../../web/elements/edge-scroll.js';

const globals = /** @type {any} */ (globalThis);

/** A list of 1,000 pixels shown in 300, and frames that come when they are asked for. */
function held() {
  const list = { scrollTop: 0, scrollHeight: 1000, clientHeight: 300,
    getBoundingClientRect: () => ({ top: 0, bottom: 300 }) };
  const root = { elementsFromPoint: () => [list], contains: () => true };
  let waiting = /** @type {((now: number) => void) | undefined} */ (undefined);
  globals.getComputedStyle = () => ({ overflowY: 'auto' });
  globals.requestAnimationFrame = (/** @type {(now: number) => void} */ frame) => { waiting = frame; return 1; };
  globals.cancelAnimationFrame = () => { waiting = undefined; };
  const edges = new EdgeScroll(/** @type {any} */ (root), () => edges.at(10, 290));
  const frame = (/** @type {number} */ now) => {
    const due = waiting;
    waiting = undefined;
    due?.(now);
  };
  return { list, edges, frame, isWaiting: () => waiting !== undefined };
}

/** How far it has scrolled after a second. @param {number} rate frames a second */
function afterSecond(rate) {
  const { list, edges, frame } = held();
  edges.at(10, 290);
  for (let index = 0; index <= rate; ++index) frame(5000 + index * 1000 / rate);
  return list.scrollTop;
}

test('a list scrolled at its edge by the frame, and took minutes where frames are few', () => {
  for (const rate of [4, 10, 30, 60, 120]) {
    assert.ok(Math.abs(afterSecond(rate) - 420) < 70, `${rate} frames a second: ${afterSecond(rate)}`);
  }
});

test('after a pause it goes on where it was and does not jump', () => {
  const { list, edges, frame } = held();
  edges.at(10, 290);
  frame(1000);
  frame(61_000);
  assert.ok(list.scrollTop <= 120, String(list.scrollTop));
});

test('away from the edge it stands', () => {
  const { list, edges, frame, isWaiting } = held();
  edges.at(10, 290);
  frame(1000);
  const before = list.scrollTop;
  edges.at(10, 150);
  assert.equal(isWaiting(), false);
  frame(2000);
  assert.equal(list.scrollTop, before);
});
