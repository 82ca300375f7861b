// The widgets' buttons beside the observables of a page. They follow what the page changes.
const WIDGETS = '/widgets/index.js';

/** Without the widgets the page is as it was. @param {HTMLElement} main */
export async function annotatePage(main) {
  if (document.querySelector('tr-ribbon[hidden]')) return; // Threat Response was turned off
  try {
    const widgets = await import(WIDGETS);
    widgets.annotate(main);
  } catch {
    // The widgets are not built, or failed to load: the report itself is complete.
  }
}
