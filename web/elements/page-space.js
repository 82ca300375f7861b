// The room that the page leaves for the ribbon, so that nothing of it is covered: the one style that is set outside
// of our own elements, given back as it was.
//
// At a side the root element is padded. At the bottom the element itself is as high as the ribbon, and the root's
// scroll padding keeps what gets the focus or is jumped to above it. What a page fixes to the window's edge no
// padding moves: such a page reads --tr-ribbon-left, --tr-ribbon-right and --tr-ribbon-bottom, lengths of its root.

/** @typedef {{left: number, right: number, bottom: number}} Room in CSS pixels */

export class PageSpace {
  #sheet = new CSSStyleSheet();
  #reserved = '';

  /** @param {Room} room */
  reserve(room) {
    const wanted = `${room.left} ${room.right} ${room.bottom}`;
    if (wanted === this.#reserved) return;
    this.giveBack();
    const root = document.documentElement;
    const own = getComputedStyle(root);
    const padded = /** @type {const} */ (['left', 'right']).filter((side) => room[side] > 0)
      .map((side) => `padding-${side}: calc(${own.getPropertyValue(`padding-${side}`)} + ${room[side]}px);`);
    // A root that is 100 % wide is not wider with the padding.
    if (padded.length > 0) padded.push('box-sizing: border-box;');
    this.#sheet.replaceSync(`@media not print { :root { ${padded.join(' ')} scroll-padding-bottom: ${room.bottom}px;
      --tr-ribbon-left: ${room.left}px; --tr-ribbon-right: ${room.right}px; --tr-ribbon-bottom: ${room.bottom}px; } }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#sheet];
    this.#reserved = wanted;
  }

  giveBack() {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
    this.#reserved = '';
  }
}
