// A page of somebody else, served by the test itself: no appliance, no ribbon, only what a host page loads of ours.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
export const host = 'https://host.test';

const kinds = /** @type {Record<string, string>} */ ({
  '.js': 'text/javascript', '.wasm': 'application/wasm', '.html': 'text/html; charset=utf-8', '.css': 'text/css',
});

/**
 * Opens the page; `requests` are the addresses of everything it asked for.
 * @param {import('@playwright/test').Page} page
 * @param {{html: string, files?: Record<string, string | Buffer>, folder?: string}} given other files by their paths,
 *   and a folder where else they are
 */
export async function openHost(page, { html, files = {}, folder }) {
  /** @type {string[]} */
  const requests = [];
  page.on('request', (request) => { requests.push(request.url()); });
  await page.route('**', async (route) => {
    const { pathname, origin } = new URL(route.request().url());
    if (origin !== host) return route.abort();
    const contentType = kinds[path.extname(pathname)] ?? 'text/html; charset=utf-8';
    if (pathname === '/') return route.fulfill({ contentType, body: html });
    if (files[pathname] !== undefined) return route.fulfill({ contentType, body: files[pathname] });
    const from = pathname.startsWith('/widgets/') ? path.join(dist, pathname.slice('/widgets/'.length))
      : folder && path.join(folder, pathname);
    try {
      return await route.fulfill({ contentType, body: await readFile(from ?? '') });
    } catch {
      return route.fulfill({ status: 404, body: '' });
    }
  });
  await page.goto(`${host}/`);
  return requests;
}

/**
 * Annotates what `selector` finds, until everything has its button; the annotation is `window.annotation`.
 * @param {import('@playwright/test').Page} page
 * @param {string} [selector]
 */
export function annotated(page, selector = 'body') {
  return page.evaluate(async ([address, what]) => {
    const { annotate } = await import(address);
    const annotation = annotate(document.querySelector(what));
    /** @type {any} */ (window).annotation = annotation;
    await annotation.ready;
  }, ['/widgets/index.js', selector]);
}

/**
 * Type and value of every button, in page order.
 * @param {import('@playwright/test').Page} page
 * @param {string} [within]
 */
export const pivots = (page, within = '') => page.locator(`${within} tr-pivot-menu`).evaluateAll((all) =>
  all.map((one) => `${one.getAttribute('type')} ${one.getAttribute('value')}`));

/**
 * Every node of the page by itself, so that a text node in two pieces is seen.
 * @param {import('@playwright/test').Page} page
 */
export const nodes = (page) => page.evaluate(() => {
  const walker = document.createTreeWalker(document.body);
  const found = [];
  do {
    const node = walker.currentNode;
    found.push(node instanceof Element ? [node.localName, ...[...node.attributes].map(({ name, value }) =>
      `${name}=${value}`)].join(' ') : `"${node.nodeValue}"`);
  } while (walker.nextNode());
  return found;
});
