// Glyphs drawn by the browser (decision 4): the page's own font, every script the browser has. A text is one
// character, or a run that needs shaping: the browser joins, reorders and stacks what is in it.

const widest = 4094, highest = 512; // pixels of a bitmap, as in widgets/kit/fonts.h

const strong = /[\p{L}\u200e\u200f\u061c]/u;
// Hebrew to Arabic Extended-A, their presentation forms, the right-to-left blocks of plane 1, and two marks.
const rightToLeft = /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * The direction of the first strong character: full stops and brackets then land on the side they belong.
 * @param {string} text
 */
export function directionOf(text) {
  const first = strong.exec(text);
  return first && rightToLeft.test(first[0]) ? 'rtl' : 'ltr';
}

/**
 * @param {number} width
 * @param {number} height
 */
function contextOf(width, height) {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('this browser has no 2D canvas');
  return context;
}

/**
 * Whether what is drawn on a canvas is what is read from it. Browsers that resist fingerprinting give noise or
 * white instead: then nothing that Glyphs draws can be used, and text must be shown in another way.
 */
export function readsBack() {
  const colours = [[255, 0, 0], [0, 255, 0], [0, 0, 255], [18, 52, 86], [254, 220, 186], [0, 0, 0]];
  const side = 4;
  const context = contextOf(colours.length * side, side);
  colours.forEach(([red, green, blue], column) => {
    context.fillStyle = `rgb(${red} ${green} ${blue})`;
    context.fillRect(column * side, 0, side, side);
  });
  const { data, width } = context.getImageData(0, 0, colours.length * side, side);
  for (let pixel = 0; pixel < data.length / 4; pixel++) {
    const colour = colours[Math.floor((pixel % width) / side)];
    if (colour.some((value, channel) => data[pixel * 4 + channel] !== value)) return false;
    if (data[pixel * 4 + 3] !== 255) return false;
  }
  return true;
}

/** For code; the same in web/elements/styles.js. */
const typewriter = 'ui-monospace, "DejaVu Sans Mono", monospace';

export class Glyphs {
  #family;
  #context;
  #font = '';

  /** @param {string} family a CSS font-family list */
  constructor(family) {
    this.#family = family;
    this.#context = contextOf(512, 64);
    this.#prepare();
  }

  // What a canvas loses when its size changes.
  #prepare() {
    this.#font = '';
    this.#context.textBaseline = 'alphabetic';
    this.#context.textAlign = 'left'; // whatever the direction: the pen is at the left end
  }

  /**
   * @param {number} weight 400 or 600; 0 for the face of code
   * @param {number} pixels
   * @param {string} text
   */
  #use(weight, pixels, text) {
    this.#context.direction = directionOf(text);
    const font = weight ? `${weight} ${pixels}px ${this.#family}` : `${pixels}px ${typewriter}`;
    if (font === this.#font) return;
    this.#context.font = font;
    this.#font = font;
  }

  // The canvas grows to the largest bitmap so far.
  /**
   * @param {number} width
   * @param {number} height
   */
  #makeRoom(width, height) {
    const { canvas } = this.#context;
    if (width <= canvas.width && height <= canvas.height) return;
    canvas.width = Math.min(widest, Math.max(canvas.width, width));
    canvas.height = Math.min(highest, Math.max(canvas.height, height));
    this.#prepare();
  }

  /**
   * Ascent and descent.
   * @param {number} weight
   * @param {number} pixels
   */
  measureFont(weight, pixels) {
    this.#use(weight, pixels, 'M');
    const measured = this.#context.measureText('M');
    return [measured.fontBoundingBoxAscent, measured.fontBoundingBoxDescent];
  }

  /**
   * Advance, then the ink's extent to the left, right, above and below the pen.
   * @param {number} weight
   * @param {number} pixels
   * @param {string} text
   */
  measure(weight, pixels, text) {
    this.#use(weight, pixels, text);
    const measured = this.#context.measureText(text);
    return [
      measured.width,
      Math.ceil(measured.actualBoundingBoxLeft),
      Math.ceil(measured.actualBoundingBoxRight),
      Math.ceil(measured.actualBoundingBoxAscent),
      Math.ceil(measured.actualBoundingBoxDescent),
    ];
  }

  /**
   * The bitmap: white with the coverage as alpha; or, when anything in the text has colours of its own (emoji),
   * these, and `colour` for all else.
   * @param {number} weight
   * @param {number} pixels
   * @param {string} text
   * @param {number} colour 0xRRGGBB
   * @param {number} width
   * @param {number} height
   * @param {number} penX
   * @param {number} penY
   */
  draw(weight, pixels, text, colour, width, height, penX, penY) {
    this.#makeRoom(width, height);
    this.#use(weight, pixels, text);
    const paint = (/** @type {string} */ style) => {
      this.#context.fillStyle = style;
      this.#context.clearRect(0, 0, width, height);
      this.#context.fillText(text, penX, penY);
      return this.#context.getImageData(0, 0, width, height).data;
    };
    let rgba = paint('#000');
    // Drawn in black: any colour is the text's own.
    let coloured = false;
    for (let i = 0; i < rgba.length && !coloured; i += 4) {
      coloured = rgba[i] > 8 || rgba[i + 1] > 8 || rgba[i + 2] > 8;
    }
    if (coloured) {
      if (colour !== 0) rgba = paint(`#${colour.toString(16).padStart(6, '0')}`);
    } else {
      for (let i = 0; i < rgba.length; i += 4) rgba[i] = rgba[i + 1] = rgba[i + 2] = 255;
    }
    return { rgba, coloured };
  }
}
