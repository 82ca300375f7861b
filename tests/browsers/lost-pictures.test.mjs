// The browser takes the graphics away in Firefox and WebKitGTK, as tests/browser/lost-pictures.spec.js has it of
// Chromium: the elements over the picture are seen in its place and are worked with; drawn again when they are back.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { startFirefox, startWebKit } from './browsers.mjs';
import { watchPage } from './fault-page.js';
import { addNote, addToNewCase, atDesk, logIn, until } from './steps.mjs';

/** In the page: a picture has more colours than a ground and a text. */
function isDrawn() {
  const root = /** @type {ShadowRoot} */ (document.querySelector('tr-ribbon')?.shadowRoot);
  const canvas = [...root.querySelectorAll('canvas')].find((one) => one.checkVisibility() && one.width > 0);
  if (!canvas) return false;
  const copy = new OffscreenCanvas(canvas.width, canvas.height);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (copy.getContext('2d'));
  context.drawImage(canvas, 0, 0);
  const { data } = context.getImageData(0, 0, copy.width, copy.height);
  return new Set(new Uint32Array(data.buffer)).size > 2;
}

for (const [name, start] of /** @type {const} */ ([['Firefox', startFirefox], ['WebKitGTK', startWebKit]])) {
  test(`${name}: graphics that go leave the casebook usable, and come back`, () =>
    atDesk(start, async ({ appliance, browser, person }) => {
      const isShown = () => browser.look('trWatch.isTwinShown()');
      const drawn = () => browser.look(`(${isDrawn})()`);
      await logIn(person, appliance);
      await person.sees('button', /^Actions for bit\.ly$/);
      await browser.look(`void (${watchPage})()`);
      await addToNewCase(person, appliance);
      await person.use('button', /^Casebook$/);
      await person.sees('option', /^bit\.ly/);
      await until(drawn, 'the first picture');
      assert.equal(await isShown(), false);
      for (const note of ['While there is no picture.', 'And once more.']) {
        assert.equal(await browser.look('trWatch.losePictures()'), true);
        await until(isShown, 'the twin');
        await addNote(person, note);
        await until(() => browser.look(`trWatch.shows(${JSON.stringify(note)})`), 'the note');
        await browser.look('trWatch.restorePictures()');
        await until(async () => !await isShown(), 'the end of the twin');
        await until(drawn, 'the picture');
      }
      assert.deepEqual(await browser.look('trWatch.errors()'), []);
    }));
}
