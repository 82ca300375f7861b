// Pictures that are the same, byte for byte, in each browser process of one machine.
//
// What differs between two runs: fonts that a page falls back to, the pixel ratio, what moves, the caret, and when the
// picture is taken. The time that a page shows is `frozenAt`'s matter, its time zone and language the context's.
import { whenIdle } from './idle.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Locator} Locator */

/**
 * @typedef {object} Visual
 * @property {(target?: Page | Locator, options?: import('@playwright/test').PageScreenshotOptions) => Promise<Buffer>}
 *   screenshot the page, or a part of it, as PNG, when nothing is loading and nothing is being drawn
 */

/**
 * @param {Page} page before it is opened: the widgets draw with the font that they find at their first use
 * @param {{font: string, ratio?: number}} options the font family, on this machine or of the page, and the pixel ratio,
 *   which is that of the context (`deviceScaleFactor`)
 * @returns {Promise<Visual>}
 */
export async function visual(page, { font, ratio = 1 }) {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.addInitScript(pin, font);
  if (page.url() !== 'about:blank') {
    throw new Error('visual() comes before the page is opened: the widgets choose their font once.');
  }
  return {
    async screenshot(target = page, options = {}) {
      const problem = await page.evaluate(problemOf, { font, ratio });
      if (problem) throw new Error(problem);
      await whenIdle(page);
      return target.screenshot({ animations: 'disabled', caret: 'hide', scale: 'device', ...options });
    },
  };
}

/** Runs in the page: a constructed style sheet, which a strict policy lets in. @param {string} font */
function pin(font) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('*, *::before, *::after { animation: none !important; transition: none !important; } ' +
    'html { scroll-behavior: auto !important; }' +
    'tr-ribbon, tr-casebook, tr-pivot-menu, tr-cloud-service-settings, tr-gallery { }');
  const rule = sheet.cssRules[sheet.cssRules.length - 1];
  if (rule instanceof CSSStyleRule) rule.style.setProperty('font-family', JSON.stringify(font), 'important');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

/**
 * Runs in the page. A browser draws with another font and says nothing when there is none of the name.
 * @param {{font: string, ratio: number}} wanted
 */
async function problemOf({ font, ratio }) {
  if (devicePixelRatio !== ratio) {
    return `The pixel ratio is ${devicePixelRatio} and not ${ratio}: set deviceScaleFactor in the context's options.`;
  }
  const name = JSON.stringify(font);
  await document.fonts.load(`16px ${name}`).catch(() => undefined);
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  const width = (/** @type {string} */ family) => {
    if (!context) return 0;
    context.font = `72px ${family}`;
    return context.measureText('Casebook mWi1l 0123456789').width;
  };
  const isThere = ['monospace', 'serif', 'sans-serif'].some((other) => width(`${name}, ${other}`) !== width(other));
  return isThere ? '' : `This machine has no font ${name}, nor has the page: install it, or name one that is there.`;
}
