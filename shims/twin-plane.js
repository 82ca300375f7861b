// Moving about in a picture (widgets/kit/plane.h): by dragging, by two fingers, by the wheel, by keys. What it says is
// written in widgets/kit/semantics.h.

/** @typedef {(text: string) => void} Say */
/** @typedef {{x: number, y: number}} Place in the plane, x from its start edge */

const step = 48; // of a key, CSS pixels
const keyZoom = 1.25;
const dragFrom = 4; // less is a press

/** Whether the page reads from right to left here. @param {Element} element */
const mirrored = (element) => getComputedStyle(element).direction === 'rtl';

const pan = (/** @type {number} */ x, /** @type {number} */ y) => `pan ${x.toFixed(2)} ${y.toFixed(2)}`;

/** @param {number} factor @param {Place} about */
const zoom = (factor, { x, y }) =>
  `zoom ${Math.max(0.1, Math.min(factor, 10)).toFixed(4)} ${x.toFixed(2)} ${y.toFixed(2)}`;

/** @param {Element} plane @param {{clientX: number, clientY: number}} event @returns {Place} */
function placeOf(plane, { clientX, clientY }) {
  const { left, right, top } = plane.getBoundingClientRect();
  return { x: mirrored(plane) ? right - clientX : clientX - left, y: clientY - top };
}

const middle = (/** @type {Place} */ a, /** @type {Place} */ b) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
const apart = (/** @type {Place} */ a, /** @type {Place} */ b) => Math.max(1, Math.hypot(a.x - b.x, a.y - b.y));

/**
 * What a key says; undefined for one of somebody else's.
 * @param {KeyboardEvent} event
 * @param {Element} plane
 */
export function moveByKey(event, plane) {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const about = { x: plane.clientWidth / 2, y: plane.clientHeight / 2 };
  const own = { '+': zoom(keyZoom, about), '=': zoom(keyZoom, about), '-': zoom(1 / keyZoom, about),
    '0': 'fit', 'Home': 'go first', 'End': 'go last' }[event.key];
  if (own) return own;
  const [end, start] = mirrored(plane) ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft'];
  // The picture goes the other way, so that what lies there comes into view.
  return (event.shiftKey
    ? { [end]: pan(-step, 0), [start]: pan(step, 0), ArrowUp: pan(0, step), ArrowDown: pan(0, -step) }
    : { [end]: 'go end', [start]: 'go start', ArrowUp: 'go up', ArrowDown: 'go down' })[event.key];
}

/**
 * Follows pointers and the wheel over a plane for as long as it is there.
 * @param {HTMLElement} plane
 * @param {boolean} both it is moved up and down as well; else a finger that moves so scrolls the page
 * @param {Say} say
 */
export function moveByPointer(plane, both, say) {
  /** Where each pointer that is down was last. @type {Map<number, Place>} */
  const down = new Map();
  let moving = false;
  const ended = (/** @type {PointerEvent} */ { pointerId }) => {
    down.delete(pointerId);
    if (down.size === 0) moving = false;
    plane.classList.toggle('moving', moving);
  };
  plane.addEventListener('pointerdown', (event) => {
    if (event.button === 0) down.set(event.pointerId, placeOf(plane, event));
  });
  plane.addEventListener('pointermove', (event) => {
    const before = down.get(event.pointerId);
    if (!before) return;
    const now = placeOf(plane, event);
    const other = [...down].find(([id]) => id !== event.pointerId)?.[1];
    if (!moving && !other && Math.hypot(now.x - before.x, now.y - before.y) < dragFrom) return;
    if (!moving) {
      moving = true;
      // From now on the press is no press of what is under it.
      plane.setPointerCapture(event.pointerId);
      plane.classList.add('moving');
    }
    down.set(event.pointerId, now);
    const from = other ? middle(before, other) : before, to = other ? middle(now, other) : now;
    say(pan(to.x - from.x, both ? to.y - from.y : 0));
    if (other) say(zoom(apart(now, other) / apart(before, other), to));
  });
  for (const end of /** @type {const} */ (['pointerup', 'pointercancel', 'lostpointercapture'])) {
    plane.addEventListener(end, ended);
  }
  plane.addEventListener('wheel', (event) => {
    // Without Ctrl the wheel scrolls the page. A pinch on a touch pad comes as a wheel with Ctrl.
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 24 : 1;
    const turn = Math.max(-60, Math.min(event.deltaY * lines, 60));
    say(zoom(Math.exp(-turn / 200), placeOf(plane, event)));
  }, { passive: false });
}
