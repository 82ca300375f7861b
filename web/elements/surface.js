// One surface: a canvas that gets its picture from the shared renderer, and the twin over it.
import { Twin } from '../../shims/twin.js';

/** @typedef {'casebook' | 'pivot-menu' | 'sign-in' | 'find-on-page'} SurfaceName of the ribbon's */

export class Surface {
  name;
  box = document.createElement('div');
  twin;
  width = 0;
  height = 0;
  #over = document.createElement('div');
  #canvas = document.createElement('canvas');

  /**
   * @param {string} name
   * @param {import('../../shims/twin.js').Listener} listener
   */
  constructor(name, listener) {
    this.name = name;
    this.box.className = 'surface';
    this.#over.className = 'twin';
    this.box.append(this.#canvas, this.#over);
    this.twin = new Twin(this.#over, listener);
  }

  /**
   * @param {number} width CSS pixels
   * @param {number} height CSS pixels
   */
  resize(width, height) {
    this.width = width;
    this.height = height;
    this.box.style.width = `${width}px`;
    this.box.style.height = `${height}px`;
  }

  /** Whether the twin is what people see. @param {boolean} shown */
  showTwin(shown) {
    if (shown === this.#canvas.hidden) return; // to write a class makes the browser style all of the twin again
    this.#over.classList.toggle('shown', shown);
    this.#canvas.hidden = shown;
  }

  /**
   * @param {ImageBitmap | HTMLCanvasElement} picture of the surface's size in device pixels; a canvas keeps its own
   * @param {number} ratio
   */
  show(picture, ratio) {
    const { width, height } = picture;
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
    // The bitmap is whole device pixels; its CSS size is derived from that, so that it is never resampled.
    this.#canvas.style.width = `${width / ratio}px`;
    this.#canvas.style.height = `${height / ratio}px`;
    if (picture instanceof ImageBitmap) {
      this.#canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(picture);
      return;
    }
    const context = this.#canvas.getContext('2d');
    if (!context) return;
    context.globalCompositeOperation = 'copy'; // what was there does not shine through
    context.drawImage(picture, 0, 0); // pixel for pixel, so nothing is smoothed
  }
}
