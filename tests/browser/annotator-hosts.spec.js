// The annotator in pages that nobody here wrote: of frameworks that write their text anew, and documentation as it is
// installed (./setup: bind9-doc, postfix-doc).
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { expect, test } from './fixtures.js';
import { fileOf } from '../dist.mjs';
import { annotated, nodes, openHost } from './host-page.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What each shows for a step: sentences, a list that changes its order, and parts that come and go. */
const view = `
  const rows = (step) => [0, 1, 2, 3].map((row) => (row * 7 + step) % 5);
  const line = (step) => 'MID ' + step + ' from 192.0.2.' + step % 250 + ' to ' +
    ['bit.ly', 'nobody', 'evil.example, twice evil.example'][step % 3] + ', then on';`;

/** @type {Record<string, string>} */
const frameworks = {
  'React 19': `
    import { createElement as h } from 'react';
    import { createRoot } from 'react-dom/client';
    import { flushSync } from 'react-dom';
    ${view}
    const root = createRoot(document.querySelector('#app'));
    const Page = ({ step }) => h('div', null,
      h('p', null, line(step)), h('p', null, 'Host ', step % 4 ? 'h' + step + '.example' : null, ' is ', h('b', null,
        line(step + 1)), ' and ', step % 2 ? 'even.example' : '', '.'),
      h('ul', null, rows(step).map((row) => h('li', { key: row }, 'row', row, '.example: ', step % 3))));
    window.render = (step) => flushSync(() => root.render(h(Page, { step })));`,
  'Vue 3': `
    import { createApp, h, nextTick, ref } from 'vue';
    ${view}
    const step = ref(0);
    createApp({ render: () => h('div', null, [
      h('p', null, line(step.value)), h('p', null, ['Host ', step.value % 4 ? 'h' + step.value + '.example' : null,
        ' is ', h('b', null, line(step.value + 1)), ' and ', step.value % 2 ? 'even.example' : '', '.']),
      h('ul', null, rows(step.value).map((row) => h('li', { key: row }, ['row', row, '.example: ', step.value % 3])))]),
    }).mount('#app');
    window.render = (value) => { step.value = value; return nextTick(); };`,
};

for (const [name, contents] of Object.entries(frameworks)) {
  test(`${name} renders annotated prose a thousand times`, async ({ page }) => {
    const built = await esbuild.build({
      stdin: { contents, resolveDir: root, sourcefile: 'page.js' }, bundle: true, write: false, format: 'iife',
      define: { 'process.env.NODE_ENV': '"production"', '__VUE_OPTIONS_API__': 'false',
        '__VUE_PROD_DEVTOOLS__': 'false', '__VUE_PROD_HYDRATION_MISMATCH_DETAILS__': 'false' },
    });
    await openHost(page, {
      html: '<!doctype html><body><div id="app"></div><script src="/page.js"></script></body>',
      files: { '/page.js': built.outputFiles[0].text },
    });
    /** Renders the steps; the text after each, and how many marks there were then. */
    const render = (/** @type {number} */ count) => page.evaluate(async (steps) => {
      const seen = [];
      for (let step = 0; step < steps; ++step) {
        await /** @type {any} */ (window).render(step);
        await Promise.resolve();
        const { annotation } = /** @type {any} */ (window);
        seen.push({ text: document.querySelector('#app')?.textContent, marks: annotation?.marks.length ?? 0 });
        if (step % 50 === 0) await new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); });
      }
      return seen;
    }, count);
    const plain = (await render(1000)).map(({ text }) => text);
    await page.evaluate(() => /** @type {any} */ (window).render(0));
    await annotated(page);
    const seen = await render(1000);
    expect(seen.map(({ text }) => text)).toEqual(plain);
    expect(Math.min(...seen.map(({ marks }) => marks)), 'marked before the frame is painted').toBeGreaterThan(5);
    await page.evaluate(() => /** @type {any} */ (window).annotation.remove());
    const left = await nodes(page);
    await page.evaluate(async () => {
      await /** @type {any} */ (window).render(0);
      await /** @type {any} */ (window).render(999);
    });
    expect(await nodes(page)).toEqual(left);
  });
}

/** What each surely has, and where. @type {[string, string[]][]} */
const documents = [
  ['/usr/share/doc/bind9-doc/arm/chapter3.html', [
    'prose url https://www.iana.org/domains/root/files', 'prose domain example.com', 'prose ip 192.168.250.3',
    'code domain ns1.example.com', 'code ip 192.168.254.2', 'code ipv6 2001:db8::400',
    'table domain mail2.example.com', 'table ip 10.0.0.1']],
  ['/usr/share/doc/postfix/html/SASL_README.html', [
    'prose url http://www.cpan.org/', 'code domain example.com', 'code ip 192.0.2.171']],
  ['/usr/share/doc/postfix/html/STANDARD_CONFIGURATION_README.html', [
    'prose url http://www.postfix.org/', 'prose domain hostname.example.com', 'code ip 127.0.0.0']],
];

test('three pages of documentation, as they are installed', async ({ page }) => {
  for (const [file, expected] of documents) {
    await page.unrouteAll();
    // Their scripts want libraries of packages that are not installed.
    const html = (await readFile(file, 'utf8')).replace(/<script\b[\s\S]*?<\/script>/gi, '');
    const requests = await openHost(page, { html, folder: path.dirname(file) });
    const before = await nodes(page);
    const text = await page.evaluate(() => document.body.innerText);
    const own = requests.length;
    await annotated(page);
    expect(await page.evaluate(() => document.body.innerText)).toBe(text);
    const marks = await page.evaluate(() => /** @type {any} */ (window).annotation.marks.map(
      (/** @type {any} */ { type, value, element }) => {
        const place = element.closest('pre, code, tt') ? 'code' : element.closest('td, th') ? 'table' : 'prose';
        return `${place} ${type} ${value}`;
      }));
    expect(marks).toEqual(expect.arrayContaining(expected));
    // Beside each, in its own words.
    expect(await page.evaluate(() => /** @type {any} */ (window).annotation.marks.filter((/** @type {any} */ mark) => {
      const { startContainer, startOffset, endContainer, endOffset } = mark.range;
      const range = new Range();
      range.setStart(startContainer, startOffset);
      range.setEnd(endContainer, endOffset);
      return mark.type !== 'url' && range.toString().toLowerCase().replace(/\.$/, '') !== mark.value;
    }).map((/** @type {any} */ mark) => mark.value))).toEqual([]);
    expect(requests.slice(own).map((address) => new URL(address).pathname).sort()).toEqual(
      ['index.js', 'observables.js', 'observables.wasm', 'threat-response-elements.js'].map(
        (name) => `/widgets/${fileOf(name)}`).sort());
    await page.evaluate(() => /** @type {any} */ (window).annotation.remove());
    expect(await nodes(page)).toEqual(before);
  }
});
