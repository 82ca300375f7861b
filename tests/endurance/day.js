// An analyst's day at the real elements of a report page, as quick as the widgets are: what runs in the page of the
// soak. Nothing of it stays in the page from one call to the next, so that what grows is not its own.

/**
 * @typedef {object} Day
 * @property {(count: number, first: number, isServed: boolean) => Promise<void>} openMenus beside one observable of the
 *   page after the other, from the `first`; each is drawn and closed. Where the service answers, each is filled
 * @property {(count: number, first: number) => Promise<void>} workOnCases makes so many, puts an observable into each,
 *   and deletes it
 * @property {() => Promise<void>} turnPage to the next of the table, or the first after the last
 */

/**
 * The page is given its text: it uses nothing from outside of it.
 * @param {import('./eyes.js').Eyes} eyes
 * @param {number} patience milliseconds
 * @returns {Day}
 */
export function makeDay({ find, seen, press, type, choose }, patience) {
  const root = () => /** @type {ShadowRoot} */ (document.querySelector('tr-ribbon')?.shadowRoot);
  const buttons = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll('tr-pivot-menu')]);
  const menu = () => root().querySelector('.menu:popover-open');
  const drawn = () => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); });
  const isFilled = () => [...menu()?.querySelectorAll('[role=menuitem]') ?? []]
    .some(({ textContent, ariaLabel }) => /Add to New Case/.test(ariaLabel ?? textContent ?? ''));
  const isOpen = () => Boolean(find('tab', 'About'));
  const row = (/** @type {string} */ value) => find('option', new RegExp(`^${value.replaceAll('.', '\\.')}`));

  return {
    async openMenus(count, first, isServed) {
      for (let number = first; number < first + count; ++number) {
        const there = buttons();
        there[number % there.length].click();
        await seen(isServed ? isFilled : () => Boolean(menu()), 'the menu');
        await drawn();
        (root().activeElement ?? menu())?.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true, cancelable: true }));
        await seen(() => !menu(), 'no menu');
      }
    },
    async workOnCases(count, first) {
      for (let number = first; number < first + count; ++number) {
        const host = `soak${number}.example`;
        await press('button', 'New case');
        await seen(isOpen, 'a new case');
        await choose('Observables');
        await press('button', 'Add observables…');
        await type('field', /^Any text/, host);
        await press('button', /^Add \d+ observables?$/);
        await seen(() => row(host), host);
        await choose('About');
        await press('button', 'Delete case…');
        await press('button', 'Delete');
        await seen(() => !isOpen(), 'no open case');
      }
    },
    async turnPage() {
      const pages = /** @type {HTMLElement} */ (document.querySelector('[role=group][aria-label=Pages]'));
      const [previous, next] = /** @type {HTMLElement[]} */ ([...pages.querySelectorAll('button')]);
      const where = () => pages.querySelector('[role=status]')?.textContent;
      const before = where();
      (next.ariaDisabled === 'true' ? previous : next).click();
      const until = performance.now() + patience;
      while (where() === before || buttons().length === 0) {
        if (performance.now() > until) throw new Error(`the table stays at ${before}`);
        await drawn();
      }
      await drawn();
    },
  };
}
