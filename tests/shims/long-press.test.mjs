// A long press raises one contextmenu, whatever the browser raises by itself, and no click acts after it.
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { raiseContextMenu } from '../../shims/long-press.js';

// Node has events but no pointers.
class Pressed extends Event {
  /**
   * @param {string} type
   * @param {any} [facts]
   */
  constructor(type, facts = {}) {
    super(type, { cancelable: true });
    const { pointerType = 'touch', isPrimary = true, clientX = 50, clientY = 50, detail = 0 } = facts;
    Object.assign(this, { pointerType, isPrimary, clientX, clientY, detail });
  }
}
/** @type {any} */ (globalThis).PointerEvent = Pressed;

/** What reaches the element's own handlers, and how to act on it. @param {boolean} [hasMenu] */
function pressable(hasMenu = true) {
  const element = new EventTarget();
  raiseContextMenu(/** @type {any} */ (element), () => hasMenu);
  /** @type {string[]} */
  const heard = [];
  for (const type of ['contextmenu', 'click']) element.addEventListener(type, () => heard.push(type));
  const raise = (/** @type {string} */ type, facts = {}) => {
    const event = new Pressed(type, facts);
    element.dispatchEvent(event);
    return event;
  };
  return { heard, raise };
}

test('a long press', async (context) => {
  context.beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  context.afterEach(() => mock.timers.reset());

  await context.test('raises contextmenu after 500 ms and swallows the click that follows', () => {
    const { heard, raise } = pressable();
    raise('pointerdown');
    mock.timers.tick(499);
    assert.deepEqual(heard, []);
    mock.timers.tick(1);
    assert.deepEqual(heard, ['contextmenu']);
    raise('pointerup');
    assert.ok(raise('touchend').defaultPrevented);
    assert.ok(raise('click', { detail: 1 }).defaultPrevented);
    assert.deepEqual(heard, ['contextmenu']);
  });

  await context.test('passes on the browser\'s own, once, before or after', () => {
    const before = pressable();
    before.raise('pointerdown');
    before.raise('contextmenu'); // Android
    mock.timers.tick(1000);
    before.raise('click', { detail: 1 });
    assert.deepEqual(before.heard, ['contextmenu']);
    const after = pressable();
    after.raise('pointerdown');
    mock.timers.tick(1000);
    after.raise('pointerup');
    assert.ok(after.raise('contextmenu').defaultPrevented); // Windows
    assert.deepEqual(after.heard, ['contextmenu']);
  });

  await context.test('is none when the finger moves 10 px, is lifted, scrolls or is joined by another', () => {
    for (const [type, facts] of /** @type {const} */ ([['pointermove', { clientY: 61 }], ['pointerup', {}],
      ['pointercancel', {}], ['pointerdown', { isPrimary: false }]])) {
      const { heard, raise } = pressable();
      raise('pointerdown');
      mock.timers.tick(300);
      raise(type, facts);
      mock.timers.tick(1000);
      assert.deepEqual(heard, [], type);
    }
    const { heard, raise } = pressable();
    raise('pointerdown');
    raise('pointermove', { clientY: 59 });
    mock.timers.tick(500);
    assert.deepEqual(heard, ['contextmenu'], 'no finger is still');
  });

  await context.test('is none of a mouse, and none where there is no menu', () => {
    for (const { facts, hasMenu } of [
      { facts: { pointerType: 'mouse' }, hasMenu: true }, { facts: {}, hasMenu: false }]) {
      const { heard, raise } = pressable(hasMenu);
      raise('pointerdown', facts);
      mock.timers.tick(1000);
      raise('pointerup', facts);
      raise('click', { detail: 1 });
      assert.deepEqual(heard, ['click']);
    }
  });

  await context.test('leaves what comes next alone: a press, a key, a script\'s click', () => {
    const { heard, raise } = pressable();
    raise('pointerdown');
    mock.timers.tick(500);
    raise('pointerup');
    raise('click', { detail: 0 });
    raise('pointerdown');
    raise('pointerup');
    raise('click', { detail: 1 });
    raise('keydown');
    raise('contextmenu');
    raise('contextmenu');
    assert.deepEqual(heard, ['contextmenu', 'click', 'click', 'contextmenu', 'contextmenu']);
  });
});
