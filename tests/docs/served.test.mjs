// The documentation as the appliance serves it to anybody.
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { startAppliance } from '../conformance/appliance.mjs';
import { call } from '../conformance/service.mjs';
import { root } from '../../web/package/build.mjs';

const docs = path.join(root, 'dist/docs');

/** @type {import('../conformance/appliance.mjs').Appliance} */
let appliance;
before(async () => { appliance = await startAppliance(); });
after(async () => { assert.equal(await appliance.stop(), 0, appliance.stderr()); });
const get = (/** @type {string} */ address) => call(appliance.appliance + address);

test('every page is answered without a log-in, under the strict policy', async () => {
  const files = await readdir(docs, { recursive: true, withFileTypes: true });
  const names = files.filter((file) => file.isFile())
    .map((file) => path.relative(docs, path.join(file.parentPath, file.name)));
  for (const name of ['', ...names]) {
    const { status, headers } = await get(`/docs/${name}`);
    assert.equal(status, 200, name);
    assert.match(headers.get('content-security-policy') ?? '', /^default-src 'none'; script-src 'self'/);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
  }
  const { status, headers } = await get('/docs');
  assert.deepEqual([status, headers.get('location')], [308, '/docs/']);
});

test('nothing else is', async () => {
  for (const name of ['docs/nothing.html', 'docs/../page.html', 'docs/..%2f..%2fpackage.json', 'docs/.hidden',
    'docs//index.html', 'docs/reference/', 'docsx'])
    assert.ok([401, 404, 400].includes((await get(`/${name}`)).status), name);
});

test('the playground is told where the widgets are, and gets what they are checked by', async () => {
  const { json } = await get('/docs/site.json');
  assert.deepEqual(json, { widgets: '/widgets/', servers: '/threat-response/servers.json',
    appliance: '/threat-response/', session: '/session' });
  const reply = await fetch(`${appliance.appliance}/docs/playground.html`);
  const [, map] = /<script type="importmap">(.*)<\/script>/.exec(await reply.text()) ?? [];
  assert.match(JSON.parse(map).integrity['/widgets/index.js'], /^sha384-/);
});
