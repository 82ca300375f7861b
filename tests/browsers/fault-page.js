// What a course of faults sees of a page beside what a person does in it. Its text runs in the page and uses nothing
// from outside of it.

/** @typedef {ReturnType<typeof watchPage>} Watch */

/** Once a document. */
export function watchPage() {
  /** @type {{trWatch?: object}} */
  const page = /** @type {any} */ (globalThis);
  const errors = /** @type {string[]} */ ([]), files = /** @type {string[]} */ ([]);
  /** @type {WEBGL_lose_context | undefined} */
  let drawing;
  let idle = false, drawn = false;
  const root = () => /** @type {ShadowRoot} */ (document.querySelector('tr-ribbon')?.shadowRoot);
  const visible = (/** @type {string} */ selector) =>
    /** @type {HTMLElement[]} */ ([...root().querySelectorAll(selector)]).filter((one) => one.checkVisibility());

  addEventListener('error', ({ message }) => errors.push(message));
  addEventListener('unhandledrejection', ({ reason }) => errors.push(String(reason)));
  performance.setResourceTimingBufferSize(100_000);
  // What people would save is read here: where a browser puts it, and what it asks before, is its own.
  const { createObjectURL } = URL;
  URL.createObjectURL = (blob) => {
    if (blob instanceof Blob) blob.text().then((text) => files.push(text));
    return createObjectURL.call(URL, blob);
  };
  const { click } = HTMLAnchorElement.prototype;
  HTMLAnchorElement.prototype.click = function () { if (!this.download) click.call(this); };

  for (const { prototype } of [HTMLCanvasElement, OffscreenCanvas]) {
    const { getContext } = /** @type {any} */ (prototype);
    /** @type {any} */ (prototype).getContext = function (/** @type {any[]} */ ...words) {
      const made = getContext.apply(this, words);
      if (words[0] === 'webgl2') drawing = made?.getExtension('WEBGL_lose_context') ?? drawing;
      return made;
    };
  }

  const watch = {
    errors: () => errors,
    files: () => files,
    /** The casebook is open, or opens as it was on the page before. */
    opens: () => /"open":true/.test(localStorage.getItem('threat-response-widgets:ribbon') ?? ''),
    /** All that the widgets show, as text. */
    shown: () => /** @type {HTMLElement[]} */ ([...root().children]).filter((one) => one.checkVisibility())
      .map((one) => one.innerText).join('\n'),
    /** @param {string} words */
    shows: (words) => watch.shown().includes(words),
    /** What says that something did not do: a sentence, or the button that tries it again. */
    trouble: () => [
      ...visible('.notice.failed, [role=alert]').map((one) => one.innerText.trim()),
      ...visible('button').map((one) => one.innerText.trim()).filter((name) => name === 'Try again'),
      .../goes on by itself/.exec(watch.shown()) ?? [],
    ].filter(Boolean).join(' | '),
    /** Of the page's own: buttons beside what stands in its tables come one by one, and add no text. */
    own: () => [...document.querySelectorAll('main table')].map((one) => one.textContent).join('\n'),
    /** Calls that the widgets have made. */
    calls: () => performance.getEntriesByType('resource').filter(({ name }) =>
      /\/(iroh|ctia|threat-response)\//.test(new URL(name).pathname)).length,
    /** The text in the field that has the focus: what is typed takes its place. */
    select: () => {
      const field = root().activeElement;
      if (field instanceof HTMLInputElement) field.select();
    },
    /** Presses what answers a waiting change: there may be several. */
    answer: () => {
      for (const one of visible('li button'))
        if (/^(Try again|Keep yours)$/.test(one.innerText.trim()) && one.ariaDisabled !== 'true') return one.click();
      return undefined;
    },
    /** As a graphics card that goes away; whether there is one. */
    losePictures: () => {
      drawing?.loseContext();
      return drawing !== undefined;
    },
    restorePictures: () => drawing?.restoreContext(),
    /** The elements are seen in the place of pictures. */
    isTwinShown: () => visible('.twin.shown').length > 0,
    askDrawn: () => {
      drawn = false;
      requestAnimationFrame(() => requestAnimationFrame(() => { drawn = true; }));
    },
    /** What was asked for before `askDrawn` is seen. */
    isDrawn: () => drawn,
    askIdle: () => {
      idle = false;
      /** @type {any} */ (document.querySelector('tr-ribbon')).whenIdle().then(() => { idle = true; });
    },
    isIdle: () => idle,
  };
  page.trWatch ??= watch;
  return watch;
}
