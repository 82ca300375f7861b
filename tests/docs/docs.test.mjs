// The documentation as it is built.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { before, describe, test } from 'node:test';
import { root } from '../../web/package/build.mjs';
import { render } from '../../web/package/docs/markdown.mjs';

const docs = path.join(root, 'dist/docs');

/** Every page of it, by its address below docs/. @type {Map<string, string>} */
const pages = new Map();

before(async () => {
  const names = await readdir(docs, { recursive: true });
  for (const name of names.filter((one) => one.endsWith('.html')))
    pages.set(name.split(path.sep).join('/'), await readFile(path.join(docs, name), 'utf8'));
});

/** @param {string} html @param {string} attribute */
const valuesOf = (html, attribute) =>
  [...html.matchAll(new RegExp(` ${attribute}="([^"]*)"`, 'g'))].map(([, value]) => value);

describe('the files', () => {
  test('every link to a page, an anchor, a script or a picture leads somewhere', () => {
    assert.ok(pages.size > 10, `${pages.size} pages`);
    /** @type {string[]} */
    const broken = [];
    for (const [name, html] of pages) {
      for (const link of ['href', 'src', 'srcset'].flatMap((attribute) => valuesOf(html, attribute))) {
        if (/^https:\/\//.test(link)) continue;
        const [file, anchor] = link.split('#');
        const target = file ? path.posix.join(path.posix.dirname(name), file) : name;
        const found = pages.get(target);
        if (!found && (target.startsWith('..') || !existsSync(path.join(docs, target)))) broken.push(`${name}: ${link}`);
        else if (anchor && found && !valuesOf(found, 'id').includes(anchor)) broken.push(`${name}: ${link}`);
      }
    }
    assert.deepEqual(broken, []);
  });

  test('every page is in the navigation of every page, and is the current one of its own', () => {
    for (const [name, html] of pages) {
      const navigation = html.slice(html.indexOf('<nav id="navigation"'), html.indexOf('</nav>'));
      const targets = valuesOf(navigation, 'href').map((link) => path.posix.join(path.posix.dirname(name), link));
      assert.deepEqual(targets.sort(), [...pages.keys()].sort(), name);
      assert.match(navigation, new RegExp(`href="${path.posix.basename(name)}" aria-current="page"`), name);
    }
  });

  test('no page has a script, a style or a handler inside of it, or an id twice', () => {
    for (const [name, html] of pages) {
      assert.doesNotMatch(html, /<style|<script(?![^>]* src=)| style=| on\w+=/i, name);
      const ids = valuesOf(html, 'id');
      assert.deepEqual(ids.filter((id, at) => ids.indexOf(id) !== at), [], name);
    }
  });
});

describe('Markdown', () => {
  test('a picture that has a dark one is that one in the dark, unless the page shows it itself', () => {
    const of = (/** @type {string} */ text) => render(text, (href) => `x/${href}`).html;
    assert.match(of('![a](b-light-1.png)'),
      /<picture><source media="[^"]*dark\)" srcset="x\/b-dark-1.png"><img src="x\/b-light-1.png" alt="a"><\/picture>/);
    assert.doesNotMatch(of('![a](b-light-1.png) ![c](b-dark-1.png)'), /<picture>/);
    assert.doesNotMatch(of('![a](b.png)'), /<picture>/);
  });

  const html = (/** @type {string} */ text) => render(text, (href) => (href === 'a.md' ? 'a.html' : undefined)).html;

  test('markup in it is text, and an address that runs code is no link', () => {
    assert.equal(html('a <img src=x onerror=y>').trim(), '<p>a &lt;img src=x onerror=y&gt;</p>');
    assert.doesNotMatch(html('[a](javascript:b)'), /<a/);
    assert.doesNotMatch(html('```html title="><script>\n</code>\n```'), /<script|<\/code>\n<\/code>/);
  });

  test('a link to what is no page is its words', () => {
    assert.equal(html('see [*this*](../x.cc) and [that](a.md)').trim(),
      '<p>see <em>this</em> and <a href="a.html">that</a></p>');
  });

  test('headings have the ids that links in the repository use', () => {
    const { headings, title } = render('# A\n## API clients: `b`\n## c-d, e\n## c-d, e\n', () => '');
    assert.equal(title, 'A');
    assert.deepEqual(headings.map(({ id }) => id), ['api-clients-b', 'c-d-e', 'c-d-e-1']);
  });
});
