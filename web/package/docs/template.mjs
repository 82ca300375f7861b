// A page of the documentation around its content. Nothing inline: a policy of 'self' lets all of it in.
import { posix } from 'node:path';
import { escapeHtml } from './markdown.mjs';

/**
 * @typedef {object} Page
 * @property {string} out its address below docs/, "recipes/react.html"
 * @property {string} title
 * @property {string} html
 * @property {import('./markdown.mjs').Heading[]} headings
 * @property {string[]} scripts below docs/, besides docs.js
 */
/** @typedef {{title: string, pages: Page[]}} Part of the navigation */

/** @param {string} from a page @param {string} to an address below docs/ */
export const relative = (from, to) => posix.relative(posix.dirname(from), to) || posix.basename(to);

/** @param {Page} page @param {Page} to @param {string} [words] */
function linkTo(page, to, words = to.title) {
  const here = page === to ? ' aria-current="page"' : '';
  return `<a href="${relative(page.out, to.out)}"${here}>${escapeHtml(words)}</a>`;
}

/** @param {Page} page @param {Part[]} parts */
function navigation(page, parts) {
  return parts.map(({ title, pages }, at) => `<p class="area" id="area-${at}">${escapeHtml(title)}</p>
<ul aria-labelledby="area-${at}">
${pages.map((to) => `<li>${linkTo(page, to)}</li>`).join('\n')}
</ul>`).join('\n');
}

/** What stands on the page, where that is much. @param {Page} page */
function contents({ headings }) {
  const shown = headings.filter(({ level }) => level === 2);
  if (shown.length < 2) return '';
  const links = shown.map(({ id, text }) => `<li><a href="#${id}">${escapeHtml(text)}</a></li>`);
  return `<nav class="contents" aria-label="On this page">
<p class="area">On this page</p>
<ul>
${links.join('\n')}
</ul>
</nav>`;
}

/** @param {Page} page @param {Part[]} parts */
function neighbours(page, parts) {
  const all = parts.flatMap(({ pages }) => pages);
  const at = all.indexOf(page);
  const links = [
    at > 0 ? `<span class="before">Before: ${linkTo(page, all[at - 1])}</span>` : '',
    at + 1 < all.length ? `<span class="after">Next: ${linkTo(page, all[at + 1])}</span>` : '',
  ].join('');
  return `<nav class="neighbours" aria-label="Before and next">${links}</nav>`;
}

/**
 * @param {Page} page
 * @param {Part[]} parts
 * @param {string} version
 */
export function documentOf(page, parts, version) {
  const to = (/** @type {string} */ name) => relative(page.out, name);
  const scripts = ['docs.js', ...page.scripts].map((name) => `<script type="module" src="${to(name)}"></script>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(page.title)} - Threat Response widgets</title>
<link rel="icon" href="${to('icon.svg')}">
<link rel="stylesheet" href="${to('docs.css')}">
${scripts.join('\n')}
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header class="top">
<button type="button" class="menu" popovertarget="navigation">Contents</button>
<a class="product" href="${to('index.html')}">Threat Response widgets</a>
<span class="version">${escapeHtml(version)}</span>
</header>
<div class="frame">
<nav id="navigation" aria-label="Documentation" popover>
${navigation(page, parts)}
</nav>
<main id="content" tabindex="-1">
<h1>${escapeHtml(page.title)}</h1>
${contents(page)}
${page.html}
${neighbours(page, parts)}
</main>
</div>
</body>
</html>
`;
}
