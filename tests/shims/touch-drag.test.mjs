// A finger that holds and then moves drags; one that moves first scrolls.
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';

const globals = /** @type {any} */ (globalThis);
// Node has events but no elements, no pointers and no window.
class Pointed extends Event {
  /** @param {string} type @param {object} [facts] */
  constructor(type, facts = {}) {
    super(type, { cancelable: true });
    Object.assign(this, { pointerType: 'touch', isPrimary: true, clientX: 50, clientY: 50, ...facts });
  }
}
class Box extends EventTarget {}
const win = new EventTarget();
globals.Element = Box;
globals.addEventListener = win.addEventListener.bind(win);
Object.defineProperty(globals, 'navigator', { value: { maxTouchPoints: 1 }, configurable: true });
const { dragByTouch } = await import('../../shims/touch-drag.js');

/** @param {'grip' | 'body' | undefined} part @param {boolean} [begins] */
function draggable(part, begins = true) {
  const element = new Box();
  /** @type {string[]} */
  const said = [];
  dragByTouch(/** @type {any} */ (element), {
    part: () => part,
    begin: () => { said.push('begin'); return begins; },
    move: (x, y) => { said.push(`${x} ${y}`); },
    drop: () => { said.push('drop'); },
    cancel: () => { said.push('cancel'); },
  });
  const raise = (/** @type {string} */ type, facts = {}) => {
    const event = new Pointed(type, facts);
    element.dispatchEvent(event);
    win.dispatchEvent(event);
    return event;
  };
  return { said, raise, element };
}

test('by finger', async (context) => {
  context.beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  context.afterEach(() => mock.timers.reset());

  await context.test('a grip that is held is dragged at once, dropped where it is lifted, and not clicked', () => {
    const { said, raise } = draggable('grip');
    raise('pointerdown');
    mock.timers.tick(499);
    assert.deepEqual(said, []);
    mock.timers.tick(1);
    assert.ok(raise('contextmenu').defaultPrevented, 'the browser\'s own long press');
    assert.ok(raise('touchmove').defaultPrevented, 'it does not scroll');
    raise('pointermove', { clientX: 60, clientY: 70 });
    raise('pointerup');
    assert.ok(raise('touchend').defaultPrevented);
    assert.deepEqual(said, ['begin', '50 50', '60 70', 'drop']);
  });

  await context.test('what has a menu too is dragged once the finger moves on', () => {
    const { said, raise } = draggable('body');
    raise('pointerdown');
    mock.timers.tick(500);
    assert.ok(!raise('contextmenu').defaultPrevented, 'its menu');
    raise('pointermove', { clientX: 55 });
    assert.deepEqual(said, [], 'no finger is still');
    raise('pointermove', { clientX: 65 });
    raise('pointercancel');
    assert.deepEqual(said, ['begin', '50 50', '65 50', 'cancel']);
    assert.ok(!raise('touchmove').defaultPrevented);
  });

  await context.test('what moves before it was held scrolls', () => {
    const { said, raise } = draggable('grip');
    raise('pointerdown');
    raise('pointermove', { clientY: 30 });
    assert.ok(!raise('touchmove').defaultPrevented);
    mock.timers.tick(1000);
    raise('pointerup');
    assert.deepEqual(said, []);
    assert.ok(!raise('touchend').defaultPrevented);
  });

  await context.test('a mouse, a second finger and what cannot be dragged are left alone', () => {
    for (const facts of [{ pointerType: 'mouse' }, { isPrimary: false }]) {
      const { said, raise } = draggable('grip');
      raise('pointerdown', facts);
      mock.timers.tick(500);
      assert.deepEqual(said, []);
      assert.ok(!raise('dragstart').defaultPrevented, 'the browser drags');
    }
    const nothing = draggable(undefined);
    nothing.raise('pointerdown');
    mock.timers.tick(500);
    assert.deepEqual(nothing.said, []);
    const refused = draggable('grip', false);
    refused.raise('pointerdown');
    mock.timers.tick(500);
    refused.raise('pointermove', { clientX: 90 });
    refused.raise('pointerup');
    assert.deepEqual(refused.said, ['begin']);
  });

  await context.test('a second finger and Esc give it up; a browser that drags itself does not do so as well', () => {
    for (const [type, facts] of /** @type {const} */ ([['pointerdown', { isPrimary: false }],
      ['keydown', { key: 'Escape' }]])) {
      const { said, raise } = draggable('grip');
      raise('pointerdown');
      assert.ok(raise('dragstart').defaultPrevented);
      mock.timers.tick(500);
      raise(type, facts);
      raise('pointerup');
      assert.deepEqual(said, ['begin', '50 50', 'cancel']);
    }
  });
});
