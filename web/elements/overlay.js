// A surface beside its anchor, over any host page (decision 10): in the top layer, so that no ancestor clips or
// moves it; within the viewport; following what scrolls; gone with its anchor.
import { layerSheet } from './styles.js';
import { themeNames } from './theme.js';

/** Pixels: a menu with two modules. With less, the side of the anchor with more room is taken. */
const enough = 440;
/** Pixels: what a menu grows to when two modules have answered, and how wide it is. */
const grown = 530, widest = 360;
/** Pixels: what is wider has a menu above or below it only. */
const small = 64;
/** Pixels: with less on its side, what is open goes over to the other when the anchor is scrolled. */
const least = 120;

// What is outside of a modal dialog is inert (HTML, "modal dialogs and inert subtrees"), outside of a fullscreen
// element hidden under it, outside of an aria-modal not there for screen readers and pulled out of by focus traps;
// a press outside of a popover closes it. So the surface moves into the nearest of these around its anchor.
const layers = ':modal, :fullscreen, :popover-open, [aria-modal=true]';

// What happens in the surface is not for the handlers of what it has moved into.
const ours = [
  'click', 'auxclick', 'dblclick', 'contextmenu', 'keydown', 'keyup', 'pointerdown', 'pointerup', 'mousedown',
  'mouseup', 'touchstart', 'touchend',
];

/** The parent of an element as drawn: through slots and shadow roots. @param {Element} element */
function parentOf({ assignedSlot, parentNode }) {
  const parent = assignedSlot ?? parentNode;
  return /** @type {Element | null} */ (parent instanceof ShadowRoot ? parent.host : parent);
}

/** @param {Element} anchor */
function layerAround(anchor) {
  for (let at = parentOf(anchor); at instanceof Element; at = parentOf(at)) if (at.matches(layers)) return at;
  return undefined;
}

/** The shadow roots around an element, and its document. @param {Element} element */
function* rootsOf(element) {
  let root = element.getRootNode();
  for (; root instanceof ShadowRoot; root = root.host.getRootNode()) yield root;
  yield root;
}

/**
 * Whether a press is on an element. By its place: of what is in a closed shadow root an event's path says nothing.
 * @param {Element} element
 * @param {PointerEvent} event
 */
function isOn(element, { clientX, clientY }) {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
}

export class Overlay {
  #box;
  #home;
  #left;
  /** Takes the surface into a layer of the host page, with the home's style. */
  #visit = document.createElement('div');
  #inLayer;
  /** @type {HTMLElement | undefined} */
  #anchor;
  #below = true;
  /** How far below the anchor's top it begins, when it stands beside it. @type {number | undefined} */
  #beside;
  #grows;
  #ends = new AbortController();

  /**
   * @param {HTMLElement} box what is shown, in `home` while it is not
   * @param {ShadowRoot} home
   * @param {() => void} left called when the surface should close: its anchor is gone or out of sight, or a press
   *   came beside both
   * @param {boolean} [grows] while it is open
   */
  constructor(box, home, left, grows = false) {
    this.#grows = grows;
    this.#box = box;
    this.#home = home;
    this.#left = left;
    box.popover = 'manual';
    home.append(box);
    this.#inLayer = this.#visit.attachShadow({ mode: 'open' });
    this.#inLayer.adoptedStyleSheets = [...home.adoptedStyleSheets, layerSheet];
    for (const type of ours) this.#visit.addEventListener(type, (event) => event.stopPropagation());
  }

  /** @param {HTMLElement} anchor has the attribute `expanded` from now on until the surface is closed */
  open(anchor) {
    if (this.#anchor) this.#shut();
    this.#anchor = anchor;
    const layer = layerAround(anchor);
    if (layer) {
      this.#inLayer.append(this.#box);
      (layer.shadowRoot ?? layer).append(this.#visit);
      this.themed();
    }
    this.#box.showPopover();
    anchor.setAttribute('expanded', '');
    this.#follow(anchor);
    this.place(true);
  }

  /** Gives the focus back when it was inside. */
  close() {
    const anchor = this.#anchor;
    if (!anchor) return;
    const hadFocus = this.#box.matches(':focus-within');
    this.#shut();
    if (hadFocus) anchor.focus({ preventScroll: true }); // scrolled away on purpose
  }

  #shut() {
    this.#ends.abort();
    this.#anchor?.removeAttribute('expanded');
    this.#anchor = undefined;
    if (this.#box.matches(':popover-open')) this.#box.hidePopover();
    if (this.#box.parentNode !== this.#home) this.#home.append(this.#box);
    this.#visit.remove();
  }

  /** The home looks different now. */
  themed() {
    if (!this.#visit.isConnected) return;
    const look = getComputedStyle(this.#home.host);
    for (const name of themeNames) this.#visit.style.setProperty(name, look.getPropertyValue(name));
    this.#visit.classList.toggle('dark', this.#home.host.classList.contains('dark'));
    this.#visit.dir = look.direction;
  }

  /** @param {HTMLElement} anchor */
  #follow(anchor) {
    this.#ends = new AbortController();
    const { signal } = this.#ends;
    const left = () => { if (!signal.aborted) this.#left(); };
    addEventListener('resize', () => this.place(), { signal });
    addEventListener('pointerdown', (event) => {
      if (!isOn(this.#box, event) && !isOn(anchor, event)) left();
    }, { signal, capture: true });
    // Scrolling does not leave the shadow root it happens in.
    /** Frames in which what goes out of sight does so by scrolling: an observer is told a frame or two later. */
    let scrolling = 0;
    const calmDown = () => { if (--scrolling > 0) requestAnimationFrame(calmDown); };
    for (const root of rootsOf(anchor)) {
      root.addEventListener('scroll', () => {
        if (scrolling <= 0) requestAnimationFrame(calmDown);
        scrolling = 4;
        this.place();
      }, { signal, capture: true, passive: true });
    }
    // Removed, hidden, or clipped away by whatever scrolls.
    let broughtBack = false;
    const sight = new IntersectionObserver((entries) => {
      const { isIntersecting, boundingClientRect: { width } } = entries[entries.length - 1];
      if (isIntersecting) {
        broughtBack = false;
      } else if (scrolling > 0 || broughtBack || width === 0) {
        left();
      } else {
        // The page has less room, as when the casebook opens under it.
        broughtBack = true;
        anchor.scrollIntoView({ block: 'nearest', inline: 'nearest' });
        sight.unobserve(anchor);
        sight.observe(anchor); // it is heard again whether that has helped
      }
    });
    sight.observe(anchor);
    signal.addEventListener('abort', () => sight.disconnect());
  }

  /**
   * Below the anchor, or above it where there is more room; what does not fit scrolls. What grows would move up there
   * under the pointer, so it stands beside the anchor, where there is room. What comes later does not move what is
   * there to the other side, as long as there is room for it.
   * @param {boolean} [opening]
   */
  place(opening = false) {
    if (!this.#anchor) return;
    const at = this.#anchor.getBoundingClientRect();
    // Without scroll bars; the body in quirks mode (CSSOM View, clientWidth).
    const { clientWidth: wide, clientHeight: high } = document.scrollingElement ?? document.documentElement;
    const above = at.top - 8, below = high - at.bottom - 8;
    const room = this.#below ? below : above;
    if (opening) {
      this.#below = below >= enough || below >= above;
      const isBeside = this.#grows && below < enough && at.width <= small &&
        Math.max(at.left, wide - at.right) >= widest;
      this.#beside = isBeside ? Math.min(0, high - grown - at.top) : undefined;
    } else if (room < least) this.#below = below >= above;
    const { style } = this.#box;
    const whole = (/** @type {number} */ pixels) =>
      Math.round(Math.round(pixels) * devicePixelRatio) / devicePixelRatio;
    const isRightToLeft = getComputedStyle(this.#box).direction === 'rtl';
    if (this.#beside !== undefined) {
      const from = Math.max(4, Math.min(at.top + this.#beside, high - least));
      style.maxHeight = `${high - 4 - from}px`;
      const before = at.left - 4 - this.#box.offsetWidth;
      const isBefore = isRightToLeft ? at.left >= widest : wide - at.right < widest;
      style.left = `${whole(Math.max(4, isBefore ? before : at.right + 4))}px`;
      style.top = `${whole(from)}px`;
      return;
    }
    style.maxHeight = `${Math.min(high - 8, Math.max(least, this.#below ? below : above))}px`;
    const { offsetWidth: width, offsetHeight: height } = this.#box;
    const start = isRightToLeft ? at.right - width : at.left;
    const top = this.#below ? at.bottom + 4 : at.top - 4 - height;
    style.left = `${whole(Math.max(4, Math.min(start, wide - width - 4)))}px`;
    style.top = `${whole(Math.max(4, Math.min(top, high - height - 4)))}px`;
  }
}
