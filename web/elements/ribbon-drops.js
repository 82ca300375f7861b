// Observables dragged onto cases (CB-06, C-12): what takes them says so while they are over it, and the casebook opens
// when they are held over its button. Targets are elements of the casebook's twin that say they take drops
// (widgets/kit/semantics.h), and the button, which stands for the current case.
//
// What would be done is decided and worded in C++ (widgets/casebook/dragging.h). Mice drag as browsers do it, so that
// other windows and programs take part; fingers by pointer events (shims/touch-drag.js).
import { mayHoldObservables, readDrag, writeDrag } from '../../shims/drag-data.js';
import { dragByTouch } from '../../shims/touch-drag.js';
import { DragLabel } from './drag-label.js';
import { EdgeScroll } from './edge-scroll.js';

/** @typedef {import('../../shims/drag-data.js').DragData} DragData */
/**
 * @typedef {object} Listener
 * @property {(message: object) => void} say to C++, see widgets/app/page.h
 * @property {(item: HTMLElement, how: string) => string | undefined} use an item of the surface that is returned
 * @property {() => void} dropOnButton
 * @property {() => void} open the casebook, the focus stays where it is
 * @property {() => void} closeMenu that a long press has opened
 */

/** Milliseconds: after which what is held over the button opens the casebook. */
const held = 600;
/** Milliseconds without news: it has left the window, or was given up outside. */
const gone = 300;

export class RibbonDrops {
  #root;
  #button;
  #listener;
  #label = new DragLabel();
  #edges;
  /** What is dragged from this page. @type {DragData | undefined} */
  #data;
  /** What a row has just said is dragged. @type {DragData | undefined} */
  #offered;
  /** C++ knows of a drag. */
  #isUnderWay = false;
  /** What is dragged, in words. */
  #words = '';
  /** What it is over. @type {Element | undefined} */
  #target;
  /** A drop there would do nothing. */
  #refused = false;
  #x = 0;
  #y = 0;
  #holding = 0;
  #leaving = 0;

  /**
   * @param {ShadowRoot} root
   * @param {HTMLElement} button of the casebook
   * @param {Listener} listener
   */
  constructor(root, button, listener) {
    this.#root = root;
    this.#button = button;
    this.#listener = listener;
    root.append(this.#label.element);
    this.#edges = new EdgeScroll(root, () => this.moveFinger(this.#x, this.#y));
    root.addEventListener('dragstart', (event) => this.#rowDragged(/** @type {DragEvent} */ (event)));
    dragByTouch(root, {
      part: (target) => rowOf(target) ? 'body' : undefined,
      begin: (target) => this.#touchRow(target),
      move: (x, y) => this.moveFinger(x, y),
      drop: () => this.liftFinger(),
      cancel: () => this.cancel(),
    });
  }

  /** @param {AbortSignal} signal */
  start(signal) {
    // Before the page's own handlers: what is dropped on the ribbon is not for them.
    const options = { signal, capture: true };
    // From one element of the ribbon to another it does not leave its tree.
    const entered = (/** @type {Event} */ event) => this.#movedOver(/** @type {DragEvent} */ (event));
    for (const target of [window, this.#root]) target.addEventListener('dragenter', entered, options);
    addEventListener('dragover', (event) => this.#movedOver(event), options);
    addEventListener('drop', (event) => this.#dropped(event), options);
    addEventListener('dragend', () => this.#end(), options);
    addEventListener('dragleave', ({ relatedTarget }) => {
      clearTimeout(this.#leaving);
      // It came over something else: what that is says the next event. Safari always says nothing.
      if (relatedTarget) return;
      this.#leaving = window.setTimeout(() => { if (!this.#data) this.#end(); else this.#leave(); }, gone);
    }, options);
    signal.addEventListener('abort', () => this.#end());
  }

  /** A pivot button is dragged. @param {DataTransfer} transfer @param {DragData} data */
  begin(transfer, data) {
    this.#begin(data);
    this.#label.picture(transfer);
  }

  /** A pivot button is dragged by a finger. @param {DragData} data @returns {boolean} that it is */
  touch(data) {
    this.#listener.closeMenu();
    this.#label.byFinger = true;
    this.#begin(data);
    return true;
  }

  /** @param {DragData} data */
  #begin(data) {
    this.#data = data;
    this.#isUnderWay = true;
    this.#label.say(data.text);
    this.#listener.say({ is: 'drag', known: true, json: data.json, text: data.text });
    this.#words = this.#label.text;
  }

  /** @param {number} x @param {number} y */
  moveFinger(x, y) {
    this.#moveTo(x, y);
    this.#label.moveTo(x, y);
    this.#edges.at(x, y);
  }

  liftFinger() {
    if (this.#target && !this.#refused) this.#drop();
    else this.cancel();
  }

  cancel() {
    this.#end();
  }

  /** By a row, in the task of its event. @param {DragData} data */
  offer(data) {
    this.#offered = data;
  }

  /** @param {{text: string, refused: boolean}} hint what a drop would do here */
  hint({ text, refused }) {
    this.#refused = refused;
    this.#label.say(text, refused);
    this.#target?.classList.toggle('refused', refused);
    if (this.#target) this.#label.moveTo(this.#x, this.#y);
  }

  /** What a row and those selected with it hold; C++ knows of the drag then. @param {HTMLElement | undefined} row */
  #ofRow(row) {
    this.#offered = undefined;
    const surface = row && this.#listener.use(row, 'drag');
    const data = /** @type {DragData | undefined} */ (this.#offered);
    if (!data) return undefined;
    if (surface !== 'casebook') { // which does not know of it yet
      this.#begin(data);
      return data;
    }
    this.#data = data;
    this.#isUnderWay = true;
    this.#words = this.#label.text;
    return data;
  }

  /** @param {DragEvent} event */
  #rowDragged({ target, dataTransfer }) {
    const data = dataTransfer && this.#ofRow(rowOf(target));
    if (!data) return;
    writeDrag(dataTransfer, data);
    this.#label.picture(dataTransfer);
  }

  /** @param {Element} target */
  #touchRow(target) {
    this.#listener.closeMenu();
    this.#label.byFinger = Boolean(this.#ofRow(rowOf(target)));
    return this.#label.byFinger;
  }

  /** @param {DragEvent} event */
  #movedOver(event) {
    const { dataTransfer, clientX, clientY } = event;
    clearTimeout(this.#leaving);
    if (!dataTransfer || !mayHoldObservables(dataTransfer)) return;
    const taken = this.#moveTo(clientX, clientY);
    if (!this.#target) return;
    event.stopPropagation();
    if (taken) event.preventDefault();
    dataTransfer.dropEffect = !taken ? 'none' : dataTransfer.effectAllowed === 'link' ? 'link' : 'copy';
  }

  /** @param {DragEvent} event */
  #dropped(event) {
    const { dataTransfer, clientX, clientY } = event;
    if (!dataTransfer || !mayHoldObservables(dataTransfer) || !this.#moveTo(clientX, clientY)) return;
    event.preventDefault();
    event.stopPropagation();
    const data = readDrag(dataTransfer);
    // Else C++ knows. (Of an earlier drag nobody may have heard the end, when what was dragged went from the page.)
    if (data.json !== this.#data?.json) {
      this.#listener.say({ is: 'drag', known: true, json: data.json, text: data.text });
    }
    this.#drop();
  }

  /**
   * It is here now.
   * @param {number} x
   * @param {number} y
   * @returns {boolean} whether a drop does something
   */
  #moveTo(x, y) {
    const target = this.#targetAt(x, y);
    if (target !== this.#target) {
      this.#leave();
      if (target) this.#enter(target);
    }
    this.#x = x;
    this.#y = y;
    if (target) this.#label.moveTo(x, y);
    return Boolean(target) && !this.#refused;
  }

  /** @param {number} x @param {number} y */
  #targetAt(x, y) {
    const all = this.#root.elementsFromPoint(x, y);
    // What lies over the ribbon takes it itself, and so does a field.
    if (!all[0] || !this.#root.contains(all[0]) || all[0].matches('input, textarea')) return undefined;
    return all.find((one) => one === this.#button || one.matches('[data-drop]'));
  }

  /** @param {Element} target */
  #enter(target) {
    this.#target = target;
    target.classList.add('dropping');
    if (!this.#isUnderWay) {
      this.#isUnderWay = true;
      this.#listener.say({ is: 'drag', known: false });
    }
    this.#use('over');
    if (target === this.#button) this.#holding = window.setTimeout(() => this.#listener.open(), held);
  }

  #leave() {
    clearTimeout(this.#holding);
    this.#target?.classList.remove('dropping', 'refused');
    this.#target = undefined;
    this.#refused = false;
    this.#label.say(this.#words);
    if (!this.#label.byFinger) this.#label.hide();
  }

  /** @param {'over' | 'drop'} how */
  #use(how) {
    if (this.#target instanceof HTMLElement && this.#target !== this.#button) {
      this.#listener.use(this.#target, how);
    } else if (how === 'over') {
      this.#listener.say({ is: 'drag-over' });
    } else {
      this.#listener.dropOnButton();
    }
  }

  #drop() {
    this.#use('drop');
    this.#isUnderWay = false; // C++ knows that it is over
    this.#end();
  }

  #end() {
    this.#edges.stop();
    this.#label.byFinger = false;
    this.#words = '';
    this.#leave();
    if (this.#isUnderWay) this.#listener.say({ is: 'drag-ended' });
    this.#isUnderWay = false;
    this.#data = undefined;
  }
}

/** The row of the twin that can be dragged by this. @param {EventTarget | null} target */
function rowOf(target) {
  const row = target instanceof Element ? target.closest('[data-item][draggable]') : null;
  return row instanceof HTMLElement ? row : undefined;
}
