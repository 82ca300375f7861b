// Dragging by finger: hold, then move. Browsers' own drag and drop comes by finger in some and not in others; this is
// the same in all. What moves before it was held scrolls, as ever.

const held = 500; // milliseconds, as long-press.js
const mayMove = 10; // pixels: no finger is still

/**
 * @typedef {object} Drag
 * @property {(target: Element, event: PointerEvent) => 'grip' | 'body' | undefined} part what a finger has come down
 *   on: a grip is for dragging alone, the body has a menu too, which a long press opens until the finger moves on
 * @property {(target: Element) => boolean} begin false when it cannot be dragged
 * @property {(x: number, y: number) => void} move
 * @property {() => void} drop where it was moved to last
 * @property {() => void} cancel
 */

/**
 * @param {HTMLElement | Document | ShadowRoot} inside
 * @param {Drag} drag
 */
export function dragByTouch(inside, drag) {
  const element = /** @type {HTMLElement} */ (inside);
  const capture = { capture: true };
  /** The finger that is down on something that can be dragged. */
  let touch = /** @type {{target: Element, part: 'grip' | 'body', x: number, y: number, isHeld: boolean,
    isDragged: boolean, ends: AbortController} | undefined} */ (undefined);

  /** It was dragged: what else comes of the touch is no press. */
  let swallows = false;

  const end = () => {
    touch?.ends.abort();
    touch = undefined;
  };
  const giveUp = () => {
    if (touch?.isDragged) drag.cancel();
    end();
  };
  const begin = () => {
    if (!touch) return;
    touch.isDragged = drag.begin(touch.target);
    swallows = touch.isDragged;
    if (touch.isDragged) drag.move(touch.x, touch.y);
    else end();
  };
  const moved = (/** @type {PointerEvent} */ { clientX, clientY }) => {
    if (!touch) return;
    const far = Math.hypot(clientX - touch.x, clientY - touch.y) > mayMove;
    if (!touch.isHeld) {
      if (far) giveUp(); // it scrolls
      return;
    }
    if (!touch.isDragged && far) begin();
    if (touch?.isDragged) drag.move(clientX, clientY);
  };

  const keepFromScrolling = (/** @type {Event} */ event) => {
    if (touch?.isHeld && event.cancelable) event.preventDefault();
  };

  element.addEventListener('pointerdown', (event) => {
    giveUp(); // two fingers zoom
    swallows = false;
    const { target, pointerType, isPrimary, clientX, clientY } = event;
    if (pointerType === 'mouse' || !isPrimary || !(target instanceof Element)) return;
    const part = drag.part(target, event);
    if (!part) return;
    const ends = new AbortController();
    const options = { signal: ends.signal, capture: true };
    touch = { target, part, x: clientX, y: clientY, isHeld: false, isDragged: false, ends };
    const timer = setTimeout(() => {
      if (!touch) return;
      touch.isHeld = true;
      if (part === 'grip') begin();
    }, held);
    ends.signal.addEventListener('abort', () => clearTimeout(timer));
    // At the window: what was touched may go from the page meanwhile. Touches go on at their target even then, where
    // nobody further up hears of them: the browser would scroll, and take the finger away.
    target.addEventListener('touchmove', keepFromScrolling, { passive: false, signal: ends.signal });
    addEventListener('pointermove', moved, options);
    addEventListener('pointerup', () => {
      if (touch?.isDragged) drag.drop();
      end();
    }, options);
    addEventListener('pointercancel', giveUp, options);
    addEventListener('keydown', (key) => {
      if (key.key !== 'Escape' || !touch?.isDragged) return;
      key.stopPropagation();
      giveUp();
    }, options);
  }, capture);
  // By a browser that drags by finger itself: one of the two.
  element.addEventListener('dragstart', (event) => { if (touch) event.preventDefault(); }, capture);
  element.addEventListener('contextmenu', (event) => {
    if (touch?.part !== 'grip' && !touch?.isDragged) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, capture);
  if (!navigator.maxTouchPoints) return;
  // Browsers ask before the finger comes down whether somebody may want to keep it from scrolling.
  element.addEventListener('touchmove', keepFromScrolling, { capture: true, passive: false });
  element.addEventListener('touchend', (event) => { if (swallows) event.preventDefault(); },
    { capture: true, passive: false });
}
