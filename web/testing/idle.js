// When the widgets of a page have nothing to do.

/** Every element that can say so. */
const elements = 'tr-ribbon, tr-casebook, tr-cloud-service-settings, tr-gallery';

/**
 * Fulfilled when the widgets load nothing, draw nothing, put no button into the page, wait for no answer and send
 * nothing; of what waits for a time, such as a retry, only what comes within a second counts.
 * @param {import('@playwright/test').Page} page
 */
export async function whenIdle(page) {
  const found = await page.locator(elements).evaluateAll(async (all) => {
    await Promise.all(all.map(async (element) => {
      await customElements.whenDefined(element.localName);
      await /** @type {any} */ (element).whenIdle();
    }));
    return all.length;
  });
  if (found === 0) throw new Error('No widget is on the page: open a page with <tr-ribbon> before you wait for it.');
}
