// A page that is shown what hostile-strings.js has: what was run, loaded, built and shown meanwhile.
import { expect } from '@playwright/test';

/** @typedef {import('@playwright/test').Page} Page */

/** Every element that the widgets and the report pages are made of; the `i` is a probe for colours. */
const tags = ('a bdi blockquote body button canvas caption code dd del dialog div dl dt em ' +
  'fieldset form h1 h2 h3 h4 h5 h6 ' +
  'head header hr html i input label legend li link main meta nav ol optgroup option p path script section select ' +
  'small span strong style svg table tbody td textarea th thead title tr tr-pivot-menu tr-ribbon ul').split(' ');

/** In the page: the canary, and everything that comes into the document and its shadow roots. */
function watch() {
  const seen = { run: 0, elements: new Set(), texts: new Set() };
  const page = /** @type {any} */ (window);
  page.seenByTest = seen;
  page.canary = () => { seen.run += 1; };
  const told = ['aria-label', 'aria-description', 'aria-valuetext', 'title', 'value'];
  /** @param {Element} element */
  const look = (element) => {
    for (const name of element.getAttributeNames()) {
      const value = element.getAttribute(name) ?? '';
      if (told.includes(name)) seen.texts.add(value);
      seen.elements.add(`${element.localName} ${name}`);
      const leads = /^(href|src|action|formaction|srcdoc|data|ping|xlink:href)$/.test(name);
      if (leads) seen.elements.add(`${element.localName} ${name} ${value}`);
    }
    seen.elements.add(element.localName);
  };
  /** @param {Node} node */
  const walk = (node) => {
    if (node instanceof Element) look(node);
    if (node instanceof Text) seen.texts.add(node.data);
    if (node instanceof Element && node.childElementCount === 0) seen.texts.add(node.textContent);
    for (const child of node.childNodes) walk(child);
  };
  const observer = new MutationObserver((records) => {
    for (const { type, target, addedNodes } of records) {
      if (type === 'childList') addedNodes.forEach(walk);
      else if (type === 'attributes') look(/** @type {Element} */ (target));
      else seen.texts.add(target.nodeValue);
    }
  });
  const what = { subtree: true, childList: true, attributes: true, characterData: true };
  observer.observe(document, what);
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (options) {
    const root = attachShadow.call(this, options);
    observer.observe(root, what);
    return root;
  };
}

/** What the widgets replace: see kit::text::cleaned. */
// eslint-disable-next-line no-control-regex, max-len -- these are what is replaced
const hostile = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ue000-\uf8ff\u{f0000}-\u{10ffff}\ud800-\udfff]/gu;
/** @param {string} text */
export const cleaned = (text) => text.replace(hostile, '\ufffd');

/**
 * In pages that follow, no canvas has WebGL: the twin is the interface.
 * @param {Page} page
 */
export const withoutWebgl = (page) => page.addInitScript(() => {
  for (const { prototype } of [HTMLCanvasElement, OffscreenCanvas]) {
    const original = /** @type {any} */ (prototype).getContext;
    /** @type {any} */ (prototype).getContext = function (/** @type {any[]} */ ...words) {
      return words[0] === 'webgl2' ? null : original.apply(this, words);
    };
  }
});

/**
 * Brings everything into view that lists and panes of the widgets hold.
 * @param {Page} page
 * @param {string} [named] those alone
 */
export const scrollThrough = (page, named = '') => page.evaluate(async ([name, mostSteps]) => {
  const root = document.querySelector('tr-ribbon')?.shadowRoot;
  const drawn = () => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); });
  for (const list of root?.querySelectorAll('[data-scrolls]') ?? []) {
    if (!list.checkVisibility() || (name && list.getAttribute('aria-label') !== name)) continue;
    for (let before = -1, left = mostSteps; list.scrollTop !== before && left > 0; left -= 1) {
      before = list.scrollTop;
      list.scrollTop += list.clientHeight * 0.9;
      await drawn();
    }
    list.scrollTop = 0;
    await drawn();
  }
}, /** @type {const} */ ([named, 200]));

/**
 * Call it before the page is opened.
 * @param {Page} page
 * @param {{appliance: string, visibility: string, private_intel: string}} hosts that may be asked; a bearer goes to the
 *   two of the service only, and to their paths
 */
export async function guard(page, { appliance, visibility, private_intel: intel }) {
  /** @type {string[]} */
  const wrong = [];
  const hosts = [appliance, visibility, intel].map((address) => new URL(address).host);
  const calls = [`${visibility}/iroh/`, `${intel}/ctia/casebook`];
  await page.addInitScript(watch);
  page.on('dialog', (dialog) => { wrong.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on('popup', (popup) => wrong.push(`pop-up: ${popup.url()}`));
  page.on('framenavigated', (frame) => { if (frame !== page.mainFrame()) wrong.push(`frame: ${frame.url()}`); });
  page.on('crash', () => wrong.push('the page crashed'));
  page.on('request', (request) => {
    const url = request.url(), { protocol, host } = new URL(url);
    if (!hosts.includes(host) && !['data:', 'blob:'].includes(protocol)) wrong.push(`asked: ${url.slice(0, 200)}`);
    const hasBearer = request.headers()['authorization'] !== undefined;
    if (hasBearer && !calls.some((start) => url.startsWith(start))) wrong.push(`with a bearer: ${url.slice(0, 200)}`);
  });
  return {
    /** From now on other fields are shown. */
    next: () => page.evaluate(() => /** @type {any} */ (window).seenByTest.texts.clear()),
    /** @param {string[]} texts @returns {Promise<string[]>} what of them was not shown as it is */
    async missing(texts) {
      const wanted = texts.map((text) => [...new Set([text, cleaned(text), cleaned(text).trim()])]);
      const at = await page.evaluate((/** @type {string[][]} */ all) => {
        const shown = [.../** @type {any} */ (window).seenByTest.texts].join('\u{1}');
        return all.flatMap((forms, index) => (forms.some((form) => shown.includes(form)) ? [] : [index]));
      }, wanted);
      return at.map((index) => texts[index]);
    },
    /** Nothing of a text was more than text. */
    async unharmed() {
      await page.evaluate(() => 0); // what was told before has come
      const { run, elements, polluted } = await page.evaluate(() => {
        const seen = /** @type {any} */ (window).seenByTest;
        return { run: seen.run, elements: [...seen.elements], polluted: /** @type {any} */ ({}).polluted };
      });
      expect(run, 'calls of the canary').toBe(0);
      expect(polluted).toBeUndefined();
      expect(wrong).toEqual([]);
      const made = elements.filter((/** @type {string} */ one) => !one.includes(' '));
      expect(made.filter((/** @type {string} */ tag) => !tags.includes(tag)), 'elements made from a text').toEqual([]);
      const leads = elements.flatMap((/** @type {string} */ one) => one.split(' ')[2] ?? []);
      const known = /^(#|\/|https:\/\/|http:\/\/127\.0\.0\.1:\d+\/)/;
      expect(leads.filter((/** @type {string} */ to) => !known.test(to))).toEqual([]);
      const acts = / (on\w+|srcdoc|formaction|ping|is|slot)( |$)/;
      const handlers = elements.filter((/** @type {string} */ one) => acts.test(one));
      expect(handlers, 'attributes made from a text').toEqual([]);
    },
  };
}
