// The examples of web/examples, each built from the packed package and served from an origin of its own; and what
// bundlers make of a small page, without being told anything.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { build, createServer } from 'vite';
import webpack from 'webpack';
import { startAppliance } from '../conformance/appliance.mjs';
import { makeApp, pack } from '../package/packed.mjs';
import { serve } from '../package/static-server.mjs';
import { expect, test as base } from './fixtures.js';

/** @typedef {import('@playwright/test').Page} Page */
/**
 * @typedef {object} Site what a page of somebody else is served by, and the service that answers it
 * @property {string} origin
 * @property {string[]} asked
 * @property {(folder: string) => void} show from now on
 * @property {string} content of the packed package
 * @property {import('../conformance/appliance.mjs').Appliance} service
 */

const test = /** @type {import('@playwright/test').TestType<
  import('@playwright/test').PlaywrightTestArgs & import('@playwright/test').PlaywrightTestOptions,
  import('@playwright/test').PlaywrightWorkerArgs & {site: Site}>} */ (
  /** @type {any} */ (base).extend({
    // eslint-disable-next-line no-empty-pattern -- the runner reads from the pattern what a fixture needs
    site: [async (/** @type {object} */ {}, /** @type {(site: Site) => Promise<void>} */ use) => {
      const { content } = await pack(`shown-${process.pid}`);
      let folder = '';
      const { origin, asked, stop } = await serve(() => folder);
      const settings = path.join(content, '../settings.json');
      await writeFile(settings, JSON.stringify({ pages: [origin] }));
      const service = await startAppliance({ settings });
      await use({ origin, asked, content, service, show: (next) => { folder = next; } });
      await service.stop();
      await stop();
    }, { scope: 'worker' }],
  }));

/** @param {Site} site */
const servers = ({ service: { visibility, private_intel } }) =>
  JSON.stringify([{ id: 'embedded', name: 'Embedded', visibility, private_intel }]);

/** @param {Page} page @param {string} value */
const button = (page, value) => page.getByRole('button', { name: `Actions for ${value}`, exact: true });

/** @param {Page} page @param {Site} site */
async function signIn(page, { service }) {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Client ID' }).fill(service.client_id);
  await dialog.getByLabel('Client Password').fill(service.client_password);
  await dialog.getByRole('button', { name: 'Authenticate' }).click();
}

/** @type {{name: string, needs: string[]}[]} */
const examples = [
  { name: 'plain', needs: [] },
  { name: 'react', needs: ['react', 'react-dom', '@vitejs/plugin-react', 'vite'] },
  { name: 'vue', needs: ['vue', '@vitejs/plugin-vue', 'vite'] },
];

for (const { name, needs } of examples) {
  test(`the example ${name}: from a press to a case, through its routes, with one module${needs.length > 0 ? ' @long' : ''}`, async ({ page, site }) => {
    const app = await makeApp(`example-${name}-${process.pid}`, site.content, { from: `web/examples/${name}`, needs });
    if (name === 'plain') {
      await makeApp(`example-plain-${process.pid}/widgets`, site.content, { from: path.relative(
        path.join(import.meta.dirname, '../..'), site.content) });
    } else {
      await build({ root: app, logLevel: 'silent', configFile: path.join(app, 'vite.config.js') });
    }
    const folder = name === 'plain' ? app : path.join(app, 'dist');
    await writeFile(path.join(folder, 'servers.json'), servers(site));
    site.show(folder);
    site.asked.length = 0;
    await page.goto(site.origin);
    await button(page, 'bit.ly').click();
    await signIn(page, site);
    await page.getByRole('menuitem', { name: 'Add to New Case' }).click();
    await expect(page.getByText(/^Open: Casebook /)).toBeVisible();
    await page.getByRole('button', { name: 'Show what has come since' }).click();
    await expect(button(page, 'new.example')).toBeVisible();
    await expect(button(page, 'bit.ly')).toHaveCount(1);

    await page.getByRole('link', { name: 'Cases' }).click();
    const casebook = page.getByRole('region', { name: 'Casebook' });
    await expect(casebook.getByRole('heading', { name: /^Casebook / }).first()).toBeVisible();
    const added = casebook.getByRole('row', { name: 'bit.ly' }).or(casebook.getByRole('option', { name: 'bit.ly' }));
    await expect(added.first()).toBeVisible();
    await expect(casebook.getByRole('button', { name: 'Close' })).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Casebook', exact: true })).toHaveCount(0);

    await page.getByRole('link', { name: 'Senders' }).click();
    await button(page, 'partner.example.org').press('Enter');
    await page.getByRole('menuitem', { name: 'Add to Current Case' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'partner.example.org is now in' })).toBeVisible();
    expect(site.asked.filter((asked) => /widgets-[^/]*\.wasm$/.test(asked))).toHaveLength(1);
  });
}

const main = `import { annotate } from 'threat-response-widgets';
const ribbon = document.createElement('tr-ribbon');
ribbon.servers = SERVERS;
document.body.append(Object.assign(document.createElement('p'), { textContent: 'from bit.ly' }), ribbon);
annotate(document.body);
`;
const html = '<!doctype html><html lang="en"><title>Small</title><body><script type="module" src="/main.js"></script>';

/** @param {string} name @param {Site} site @param {string} [more] */
async function smallApp(name, site, more = '') {
  const app = await makeApp(`${name}-${process.pid}`, site.content);
  await writeFile(path.join(app, 'main.js'), more + main.replace('SERVERS', servers(site)));
  await writeFile(path.join(app, 'index.html'), html);
  return app;
}

/** @param {Page} page @param {Site} site */
async function works(page, site) {
  await button(page, 'bit.ly').click();
  await signIn(page, site);
  await expect(page.getByText('Suspicious', { exact: true }).first()).toBeVisible();
}

test('webpack makes a page that works of it, without any configuration @long', async ({ page, site }) => {
  const app = await smallApp('with-webpack', site);
  await new Promise((resolve, reject) => webpack({ context: app, entry: './main.js', mode: 'production',
    output: { path: path.join(app, 'out'), filename: 'main.js' } }, (error) => (error ? reject(error) : resolve(0))));
  await writeFile(path.join(app, 'out/index.html'), html);
  site.show(path.join(app, 'out'));
  await page.goto(site.origin);
  await works(page, site);
});

test('esbuild makes one script of it that works, with the entry inline @long', async ({ page, site }) => {
  const app = await smallApp('with-esbuild', site, "import 'threat-response-widgets/inline';\n");
  await esbuild.build({ entryPoints: [path.join(app, 'main.js')], bundle: true, format: 'esm', minify: true,
    outfile: path.join(app, 'out/index.js'), logLevel: 'silent' }); // a name that one of ours has
  await writeFile(path.join(app, 'out/index.html'), html.replace('/main.js', '/index.js'));
  site.show(path.join(app, 'out'));
  site.asked.length = 0;
  await page.goto(site.origin);
  await works(page, site);
  expect(site.asked.filter((asked) => asked.endsWith('.wasm'))).toEqual([]);
});

test('the development server of Vite serves it, without any configuration', async ({ page, site }) => {
  const app = await smallApp('with-vite-dev', site);
  const server = await createServer({ root: app, configFile: false, logLevel: 'silent',
    server: { host: '127.0.0.1', port: 0, strictPort: false } });
  await server.listen();
  await page.goto(server.resolvedUrls?.local[0] ?? '');
  await button(page, 'bit.ly').click();
  await expect(page.getByRole('textbox', { name: 'Client ID' })).toBeVisible();
  await server.close();
});
