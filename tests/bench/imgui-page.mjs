// The peer of what draws: a page with Dear ImGui's demo window by npm @mori2003/jsimgui, as its documentation shows.
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { root } from '../../web/package/build.mjs';

const folder = path.join(root, 'node_modules/@mori2003/jsimgui/build');
const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Dear ImGui</title>
<style>body { margin: 0; } canvas { display: block; width: 100vw; height: 100vh; }</style>
<canvas></canvas>
<script type="module">
  import { ImGui, ImGuiImplWeb } from '/mod.js';
  const canvas = document.querySelector('canvas');
  await ImGuiImplWeb.Init({ canvas });
  function render() {
    canvas.width = canvas.clientWidth * devicePixelRatio;
    canvas.height = canvas.clientHeight * devicePixelRatio;
    ImGuiImplWeb.BeginRender();
    ImGui.ShowDemoWindow();
    ImGuiImplWeb.EndRender();
    window.frames_drawn = (window.frames_drawn ?? 0) + 1;
    window.first_frame ??= performance.now();
    requestAnimationFrame(render);
  }
  requestAnimationFrame(render);
</script></html>`;

export async function serveImgui() {
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/') return response.setHeader('Content-Type', 'text/html').end(page);
    response.setHeader('Content-Type', 'text/javascript');
    readFile(path.join(folder, path.basename(pathname))).then((file) => response.end(file),
      () => { response.statusCode = 404; response.end(); });
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', () => done(undefined)); });
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    address: `http://127.0.0.1:${port}`,
    close: () => new Promise((done) => { server.close(done); server.closeAllConnections(); }),
  };
}
