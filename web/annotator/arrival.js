// Buttons that come while there is more to do are not shown before all are there: a table of ten thousand rows is then
// laid out once for them, and not once a slice.

let last = 0;

export class Arrival {
  /** @type {CSSStyleSheet | undefined} */
  #sheet;
  /** @type {Document | ShadowRoot | undefined} */
  #place;
  #name = '';

  /**
   * From now on, until the end, buttons with the attribute `arriving` of this value are not shown.
   * @param {Node} root they are in
   */
  begin(root) {
    if (this.#sheet) return this.#name;
    const place = root.getRootNode();
    if (!(place instanceof Document || place instanceof ShadowRoot)) return undefined;
    this.#name = String(++last);
    this.#sheet = new CSSStyleSheet();
    this.#sheet.replaceSync(`tr-pivot-menu[arriving="${this.#name}"] { display: none !important; }`);
    this.#place = place;
    place.adoptedStyleSheets = [...place.adoptedStyleSheets, this.#sheet];
    return this.#name;
  }

  end() {
    if (!this.#sheet || !this.#place) return;
    this.#place.adoptedStyleSheets = this.#place.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
    this.#sheet = undefined;
  }
}
