// The words that go with what is dragged: what it is, and over a target what a drop would do, or why it would do
// nothing. In the top layer, over everything.

const beside = 14; // pixels from the pointer
const aboveFinger = 42;

export class DragLabel {
  element = document.createElement('div');
  /** There is no other picture of what is dragged: the words go with the finger all the way. */
  byFinger = false;

  constructor() {
    this.element.className = 'dragged';
    this.element.ariaHidden = 'true'; // who drags sees it; what became of it is said by the bar
    this.element.popover = 'manual';
  }

  get text() {
    return this.element.textContent ?? '';
  }

  /** @param {string} text @param {boolean} [refused] */
  say(text, refused = false) {
    this.element.textContent = text;
    this.element.classList.toggle('refused', refused);
  }

  hide() {
    if (this.element.matches(':popover-open')) this.element.hidePopover();
  }

  /** Where there is room. @param {number} x @param {number} y of the pointer */
  moveTo(x, y) {
    if (!this.text) return;
    if (!this.element.matches(':popover-open')) this.element.showPopover();
    const { offsetWidth: width, offsetHeight: height, style } = this.element;
    const away = this.byFinger ? aboveFinger : beside;
    const isBelow = !this.byFinger && y + away + height < innerHeight; // under a finger nobody reads
    const start = this.byFinger ? x - width / 2 : x + away;
    style.left = `${Math.max(4, Math.min(start, innerWidth - width - 4))}px`;
    style.top = `${Math.max(4, isBelow ? y + away : y - away - height)}px`;
  }

  /**
   * The browser's own picture of what is dragged: an element as it looks, and those of a twin are transparent.
   * @param {DataTransfer} transfer
   */
  picture(transfer) {
    const { style } = this.element;
    style.left = '-9999px';
    style.top = '0';
    this.element.showPopover();
    transfer.setDragImage(this.element, -beside, -beside);
    setTimeout(() => { if (style.left === '-9999px') this.hide(); }); // taken, and over no target yet
  }
}
