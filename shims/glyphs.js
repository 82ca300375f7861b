// Glyphs drawn by the browser (decision 4): the page's own font, every script the browser has.

const largest = 512; // pixels a side, as in widgets/kit/fonts.cc

export class Glyphs {
  #family;
  #context;
  #font = '';

  /** @param {string} family a CSS font-family list */
  constructor(family) {
    this.#family = family;
    const canvas = new OffscreenCanvas(largest, largest);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('this browser has no 2D canvas');
    this.#context = context;
    this.#context.textBaseline = 'alphabetic';
    this.#context.fillStyle = '#000';
  }

  /**
   * @param {number} weight 400 or 600
   * @param {number} pixels
   */
  #use(weight, pixels) {
    const font = `${weight} ${pixels}px ${this.#family}`;
    if (font === this.#font) return;
    this.#context.font = font;
    this.#font = font;
  }

  /**
   * Ascent and descent.
   * @param {number} weight
   * @param {number} pixels
   */
  measureFont(weight, pixels) {
    this.#use(weight, pixels);
    const measured = this.#context.measureText('M');
    return [measured.fontBoundingBoxAscent, measured.fontBoundingBoxDescent];
  }

  /**
   * Advance, then the ink's extent to the left, right, above and below the pen.
   * @param {number} weight
   * @param {number} pixels
   * @param {number} codepoint
   */
  measure(weight, pixels, codepoint) {
    this.#use(weight, pixels);
    const measured = this.#context.measureText(String.fromCodePoint(codepoint));
    return [
      measured.width,
      Math.ceil(measured.actualBoundingBoxLeft),
      Math.ceil(measured.actualBoundingBoxRight),
      Math.ceil(measured.actualBoundingBoxAscent),
      Math.ceil(measured.actualBoundingBoxDescent),
    ];
  }

  /**
   * The bitmap: white with the coverage as alpha, or the glyph's own colours (emoji).
   * @param {number} weight
   * @param {number} pixels
   * @param {number} codepoint
   * @param {number} width
   * @param {number} height
   * @param {number} penX
   * @param {number} penY
   */
  draw(weight, pixels, codepoint, width, height, penX, penY) {
    this.#use(weight, pixels);
    this.#context.clearRect(0, 0, width, height);
    this.#context.fillText(String.fromCodePoint(codepoint), penX, penY);
    const rgba = this.#context.getImageData(0, 0, width, height).data;
    // Drawn in black: any colour is the glyph's own.
    const coloured = rgba.some((byte, index) => index % 4 !== 3 && byte > 8);
    if (!coloured) {
      for (let i = 0; i < rgba.length; i += 4) rgba[i] = rgba[i + 1] = rgba[i + 2] = 255;
    }
    return { rgba, coloured };
  }
}
