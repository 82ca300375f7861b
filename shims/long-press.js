// A long press is a right click: touching and holding raises `contextmenu`. Browsers on Android raise it by
// themselves, on Windows when the finger is lifted, Safari on iOS never; here it comes once everywhere, and the
// click that some raise afterwards does not act.

const held = 500; // milliseconds, as Android's own
const mayMove = 10; // pixels: no finger is still

/**
 * @param {HTMLElement | Document | ShadowRoot} inside
 * @param {(target: EventTarget | null, event: PointerEvent) => boolean} [wanted] whether what is in there has a menu
 */
export function raiseContextMenu(inside, wanted = () => true) {
  const element = /** @type {HTMLElement} */ (inside);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {PointerEvent | undefined} */
  let touch;
  // The touch has had its event: what else comes of it is swallowed.
  let over = false;
  const capture = { capture: true };
  const letGo = () => { clearTimeout(timer); };
  const startAnew = () => {
    letGo();
    touch = undefined;
    over = false;
  };
  const swallow = (/** @type {Event} */ event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  element.addEventListener('pointerdown', (event) => {
    startAnew();
    if (event.pointerType === 'mouse' || !event.isPrimary || !wanted(event.target, event)) return; // two fingers zoom
    touch = event;
    const { target, clientX, clientY, screenX, screenY, pointerId, pointerType } = event; // afterwards it has no target
    timer = setTimeout(() => {
      target?.dispatchEvent(new PointerEvent('contextmenu', {
        clientX, clientY, screenX, screenY, pointerId, pointerType, bubbles: true, cancelable: true, composed: true,
      }));
    }, held);
  }, capture);
  element.addEventListener('pointermove', (event) => {
    if (touch && Math.hypot(event.clientX - touch.clientX, event.clientY - touch.clientY) > mayMove) letGo();
  }, capture);
  for (const end of ['pointerup', 'pointercancel']) element.addEventListener(end, letGo, capture);
  element.addEventListener('keydown', startAnew, capture);
  // The click that a touch becomes would go to what has come under the finger since.
  element.addEventListener('touchend', (event) => {
    if (over) event.preventDefault();
  }, { capture: true, passive: false });
  element.addEventListener('contextmenu', (event) => {
    letGo();
    if (over) swallow(event);
    over = Boolean(touch);
  }, capture);
  element.addEventListener('click', (event) => {
    if (over && event.detail > 0) swallow(event); // a script's or a screen reader's has no press
  }, capture);
}
