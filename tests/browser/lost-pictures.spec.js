// The browser takes the graphics away, as when a machine sleeps or its driver ends, while the menu, the casebook and a
// dialog are open: the elements over the picture are seen in its place and everything works; drawn again when it is
// back. That each picture is then as before is in gallery.spec.js.
import { casebookOf } from './casebook.js';
import { casesOf, expect, test } from './fixtures.js';

/** @typedef {import('@playwright/test').Page} Page */

/** `when`: at once, before the module has got it. @param {Page} page @param {'later' | 'at once'} when */
const holdGraphics = (page, when) => page.addInitScript((now) => {
  const { prototype } = OffscreenCanvas;
  const { getContext } = prototype;
  let left = now ? 1 : 0;
  /** @type {any} */ (prototype).getContext = function (/** @type {any[]} */ ...words) {
    const made = /** @type {any} */ (getContext).apply(this, words);
    if (words[0] !== 'webgl2') return made;
    const graphics = made.getExtension('WEBGL_lose_context');
    /** @type {any} */ (window).graphics = graphics;
    if (left-- > 0) graphics.loseContext();
    return made;
  };
}, when === 'at once');

/** @param {Page} page @param {'loseContext' | 'restoreContext'} what */
const graphics = (page, what) => page.evaluate((name) => /** @type {any} */ (window).graphics[name](), what);

test('graphics that go while menu, casebook and dialog are open leave all of it usable, and come back', async (
  { page, analyst, appliance }) => {
  await holdGraphics(page, 'later');
  const shown = page.locator('.twin.shown:visible');
  await analyst.open();
  await analyst.signIn('bit.ly');
  await graphics(page, 'loseContext');
  await expect(shown).toHaveCount(1);
  await page.getByRole('menuitem', { name: 'Add to New Case' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'bit.ly is now in' })).toBeVisible();
  await graphics(page, 'restoreContext');
  const casebook = casebookOf(page, appliance);
  await casebook.open();
  await expect(shown).toHaveCount(0);

  await page.getByRole('button', { name: 'Casebook', exact: true }).click({ button: 'right' });
  const dialog = page.getByRole('dialog', { name: 'Login to use Casebook/Pivot Menu' });
  await expect(dialog.getByRole('button', { name: 'Authenticate' })).toBeVisible();
  await graphics(page, 'loseContext');
  await expect(shown).toHaveCount(2); // of the casebook and of the dialog
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  // For good: what is worked with is the twin.
  await casebook.rename('Without a picture');
  await casebook.add('192.0.2.31');
  await expect(casebook.row('192.0.2.31')).toBeVisible();
  await analyst.pressPivot('newsletter.example');
  await page.getByRole('menuitem', { name: 'Add to Current Case' }).click();
  await expect(casebook.case(/^Without a picture 3 observables/)).toBeVisible();
  const stored = async () => (await casesOf(appliance)).find(({ title }) => title === 'Without a picture');
  await expect.poll(async () => (await stored())?.observables.map(({ value }) => value).sort())
    .toEqual(['192.0.2.31', 'bit.ly', 'newsletter.example']);
  await expect(page.getByRole('alert').filter({ hasText: /./ })).toHaveCount(0);
});

test('graphics that go while the module loads are asked for again', async ({ page, analyst }) => {
  await holdGraphics(page, 'at once');
  await analyst.open();
  await analyst.signIn('bit.ly');
  await expect(page.locator('.twin.shown:visible')).toHaveCount(0);
  const isDrawn = () => page.getByRole('menu').locator('xpath=ancestor::*[contains(@class, "surface")]').first()
    .locator('canvas').evaluate((/** @type {HTMLCanvasElement} */ canvas) => {
      const copy = new OffscreenCanvas(canvas.width, canvas.height);
      const context = /** @type {OffscreenCanvasRenderingContext2D} */ (copy.getContext('2d'));
      context.drawImage(canvas, 0, 0);
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      return new Set(new Uint32Array(data.buffer)).size > 2;
    });
  await expect.poll(isDrawn).toBe(true);
});
