// Builds dist/docs: the documentation as files that need no server of their own, from web/docs/*.md, the changelog and
// dist/custom-elements.json. What stands in which part is in web/docs/site/navigation.json; a page that it does not
// name goes to "More".
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { escapeHtml, render } from './docs/markdown.mjs';
import { referencePages } from './docs/reference.mjs';
import { documentOf, relative } from './docs/template.mjs';

/** @typedef {import('./docs/template.mjs').Page} Page */
/** @typedef {{source: string, out: string, text: string}} Source `source` is its path in the repository, with "/" */

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = 'web/docs';
const assets = ['docs.css', 'docs.js', 'playground.js', 'site.json'];

/** @param {string} file of the repository */
const read = (file) => readFile(path.join(root, file), 'utf8');

/** All pages that are written by hand; those of reference/ are parts of generated ones. @returns {Promise<Source[]>} */
async function written() {
  const names = (await readdir(path.join(root, folder), { recursive: true }))
    .map((name) => name.split(path.sep).join('/')).filter((name) => name.endsWith('.md')).sort();
  const pages = names.filter((name) => !name.startsWith('reference/')).map((name) =>
    ({ source: `${folder}/${name}`, out: name.replace(/\.md$/, '.html') }));
  const all = [...pages, { source: 'CHANGELOG.md', out: 'changelog.html' }];
  return Promise.all(all.map(async (page) => ({ ...page, text: await read(page.source) })));
}

/**
 * Links between sources as links between pages. Pictures are collected to be copied.
 * @param {Source} from
 * @param {Map<string, string>} outs by source
 * @param {Set<string>} pictures
 * @returns {(href: string) => string | undefined}
 */
function linker(from, outs, pictures) {
  return (href) => {
    if (/^(https?:|#)/.test(href)) return href;
    const [file, anchor] = href.split('#');
    const target = path.posix.join(path.posix.dirname(from.source), file);
    const isPicture = target.startsWith(`${folder}/images/`) && existsSync(path.join(root, target));
    const picture = isPicture ? target.slice(folder.length + 1) : undefined;
    if (picture) pictures.add(picture);
    const out = picture ?? outs.get(target);
    if (out === undefined) return undefined; // a file of the repository, and no page
    return relative(from.out, out) + (anchor ? `#${anchor}` : '');
  };
}

/** @param {Page[]} pages @param {Map<string, Page>} bySource */
async function navigationOf(pages, bySource) {
  /** @type {{title: string, pages: string[]}[]} */
  const plan = JSON.parse(await read(`${folder}/site/navigation.json`));
  const left = new Set(pages);
  const parts = plan.map(({ title, pages: names }) => ({ title, pages: names.flatMap((name) => {
    const source = path.posix.join(folder, name);
    const found = [...bySource].filter(([key]) => name.endsWith('/') ? key.startsWith(source) : key === source);
    for (const [, page] of found) left.delete(page);
    return found.map(([, page]) => page);
  }) }));
  parts.find(({ title }) => title === 'More')?.pages.push(...left);
  return parts.filter((part) => part.pages.length > 0);
}

/** The page whose content is HTML of ours, since it has controls. @param {string[]} events @returns {Promise<Page>} */
async function playground(events) {
  const html = (await read(`${folder}/site/playground.html`)).replace('data-events=""',
    () => `data-events="${escapeHtml(events.join(' '))}"`);
  return { out: 'playground.html', title: 'Playground', html, headings: [], scripts: ['playground.js'] };
}

/** REQUIRES: dist/custom-elements.json is there. */
export async function writeDocs() {
  const { version } = JSON.parse(await read('package.json'));
  const manifest = JSON.parse(await read('dist/custom-elements.json'));
  const reference = await referencePages(manifest, (name) => read(`${folder}/reference/${name}.md`).catch(() => ''));
  const sources = [...await written(), ...reference];
  const outs = new Map([...sources.map(({ source, out }) => /** @type {const} */ ([source, out])),
    [`${folder}/site/playground.html`, 'playground.html']]);
  /** @type {Set<string>} */
  const pictures = new Set();
  /** @type {Map<string, Page>} */
  const bySource = new Map();
  for (const source of sources) {
    const page = render(source.text, linker(source, outs, pictures));
    bySource.set(source.source, { ...page, out: source.out, scripts: [] });
  }
  const events = reference.flatMap((page) => page.events);
  bySource.set(`${folder}/site/playground.html`, await playground([...new Set(events)].sort()));
  const pages = [...bySource.values()];
  const parts = await navigationOf(pages, bySource);

  const docs = path.join(root, 'dist/docs');
  await rm(docs, { recursive: true, force: true }); // a page that is gone stays gone
  const write = async (/** @type {string} */ name, /** @type {string} */ text) => {
    await mkdir(path.dirname(path.join(docs, name)), { recursive: true });
    await writeFile(path.join(docs, name), text);
  };
  for (const page of pages) await write(page.out, documentOf(page, parts, version));
  await mkdir(path.join(docs, 'images'), { recursive: true });
  for (const picture of pictures) await copyFile(path.join(root, folder, picture), path.join(docs, picture));
  for (const asset of assets) await copyFile(path.join(root, folder, 'site', asset), path.join(docs, asset));
  await copyFile(path.join(root, 'web/appliance/pages/icon.svg'), path.join(docs, 'icon.svg'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeDocs();
