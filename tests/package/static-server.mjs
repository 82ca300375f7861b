// A web server for the files of a folder, on this machine: what a page of somebody else is served by.
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';

/** @type {Record<string, string>} */
const kinds = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json',
  '.wasm': 'application/wasm', '.svg': 'image/svg+xml',
};

/**
 * @param {() => string} folder may be another later
 * @returns {Promise<{origin: string, asked: string[], stop: () => Promise<void>}>} `asked`: paths, in order
 */
export async function serve(folder) {
  /** @type {string[]} */
  const asked = [];
  const server = http.createServer(async ({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://127.0.0.1');
    asked.push(pathname);
    const file = path.join(folder(), path.normalize(pathname === '/' ? '/index.html' : pathname));
    try {
      const bytes = await readFile(file);
      response.writeHead(200, { 'Content-Type': kinds[path.extname(file)] ?? 'application/octet-stream' }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', () => resolve(undefined)); });
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    origin: `http://127.0.0.1:${port}`, asked,
    stop: () => new Promise((resolve) => {
      server.close(() => resolve(undefined));
      server.closeAllConnections();
    }),
  };
}
