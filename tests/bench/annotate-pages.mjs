// The pages of annotate.mjs, from a server of its own.
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { random } from '../observables/random.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** @typedef {[type: string, text: string]} Cell  '' for one without an observable */

/** A web tracking report: three observables a row. @param {number} count @returns {Cell[][]} */
function makeRows(count) {
  const next = random(7);
  const hex = () => Array.from({ length: 64 }, () => Math.floor(next() * 16).toString(16)).join('');
  return Array.from({ length: count }, (_, row) => {
    const name = `host${row}.${['alpha', 'bravo', 'charlie'][row % 3]}.example.com`;
    /** @type {Cell[]} */
    const kinds = [['sha256', hex()], ['url', `https://${name}/dl/${row}/setup.exe?id=${row}`],
      ['ipv6', `2001:db8:${(row % 9000 + 1).toString(16)}::${(row % 500 + 1).toString(16)}`]];
    return [['', `23 Nov 2026 09:${String(row % 60).padStart(2, '0')}:11`], ['domain', name],
      kinds[row % 5 === 0 ? 0 : row % 5 < 3 ? 1 : 2], ['', 'Block - Malware'], ['', String(row * 37 % 5000)],
      ['ip', `198.51.100.${row % 250}`], ['', 'li.wei'], ['', 'Uncategorized']];
  });
}

// As the annotator leaves them.
const button = (/** @type {Cell} */ [type, value]) => type === '' ? '' :
  '<tr-pivot-menu role="button" tabindex="0" aria-haspopup="dialog" aria-expanded="false" draggable="true" ' +
  `type="${type}" value="${value}" aria-label="Actions for ${value}"></tr-pivot-menu>`;

/** @param {Cell[][]} rows @param {boolean} given @param {string} script */
function makePage(rows, given, script) {
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell[1]}${given ? button(cell) : ''}</td>`).join('')}</tr>`);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Web Tracking</title>
<style>body { font: 14px/1.5 sans-serif; } table { width: 100%; border-collapse: collapse; }
td { padding: 4px 8px; border-bottom: 1px solid #ccc; }</style>
<script type="module">${script}</script>
<main><table><tbody>
${body.join('\n')}
</tbody></table></main></html>`;
}

// What one would write in an afternoon: every text node by itself, all at once, by the one call that the peer's
// documentation shows; each match is wrapped where it stands, with a button and a handle of the browser's own that
// hear for themselves.
const peer = String.raw`
  import { extractIOC } from 'ioc-extractor';
  const types = { sha256s: 'sha256', urls: 'url', ipv6s: 'ipv6', ipv4s: 'ip', domains: 'domain' };
  function wrap(text, start, value, type) {
    const match = text.splitText(start);
    const rest = match.splitText(value.length);
    const around = document.createElement('span');
    around.className = 'observable';
    match.replaceWith(around);
    const button = document.createElement('button');
    button.setAttribute('aria-label', 'Actions for ' + value);
    button.setAttribute('aria-haspopup', 'menu');
    button.textContent = '\u22ef';
    const handle = document.createElement('span');
    handle.draggable = true;
    handle.title = 'Drag ' + value;
    handle.textContent = '\u283f';
    const open = () => dispatchEvent(new CustomEvent('pivot', { detail: { type, value } }));
    button.addEventListener('click', open);
    button.addEventListener('contextmenu', open);
    handle.addEventListener('dragstart', (event) => event.dataTransfer.setData('text/plain', value));
    around.append(match, button, handle);
    return rest;
  }
  export function annotate(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
      const found = extractIOC(text.data);
      const places = [];
      for (const [kind, type] of Object.entries(types)) {
        for (const value of found[kind] ?? []) {
          const start = text.data.indexOf(value);
          if (start >= 0 && places.every((one) => start >= one.end || start + value.length <= one.start))
            places.push({ start, end: start + value.length, value, type });
        }
      }
      let rest = text;
      let gone = 0;
      for (const { start, end, value, type } of places.sort((one, other) => one.start - other.start)) {
        rest = wrap(rest, start - gone, value, type);
        gone = end;
      }
    }
  }`;

/** @param {number} count of rows */
export async function servePages(count) {
  const rows = makeRows(count);
  const built = await esbuild.build({
    stdin: { contents: peer, resolveDir: root }, bundle: true, write: false, format: 'esm', minify: true,
    platform: 'browser', conditions: ['import'],
  });
  const wanted = "import '/widgets/index.js';";
  /** @type {Record<string, string>} */
  const pages = {
    '/ours': makePage(rows, false, `import { annotate } from '/widgets/index.js';
      window.annotation = annotate(document.querySelector('main'));`),
    '/given': makePage(rows, true, wanted),
    '/plain': makePage(rows, false, wanted),
    '/peer': makePage(rows, false, `${wanted} import { annotate } from '/peer.js';
      const started = performance.now();
      annotate(document.querySelector('main'));
      window.peerScript = performance.now() - started;`),
  };
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pages[pathname]) return response.setHeader('Content-Type', 'text/html').end(pages[pathname]);
    if (pathname === '/peer.js') {
      return response.setHeader('Content-Type', 'text/javascript').end(built.outputFiles[0].text);
    }
    response.setHeader('Content-Type', pathname.endsWith('.wasm') ? 'application/wasm' : 'text/javascript');
    readFile(path.join(root, 'dist', path.basename(pathname))).then((file) => response.end(file),
      () => { response.statusCode = 404; response.end(); });
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', () => done(undefined)); });
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    address: `http://127.0.0.1:${port}`,
    count: rows.flat().filter(([type]) => type !== '').length,
    close: () => new Promise((done) => { server.close(done); server.closeAllConnections(); }),
  };
}
