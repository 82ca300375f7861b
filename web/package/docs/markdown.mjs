// Markdown of the documentation as HTML that a strict policy lets in: no markup of its own, no inline style.
import MarkdownIt from 'markdown-it';

/** @typedef {{level: number, id: string, text: string}} Heading */
/** @typedef {{html: string, title: string, headings: Heading[]}} Rendered `html` without the title */
/** @typedef {import('markdown-it').Token} Token */

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });
export const { escapeHtml } = markdown.utils;

/** As GitHub makes them, so that a link is right in both. @param {string} text @param {Set<string>} taken */
function idOf(text, taken) {
  const plain = text.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').trim().replace(/\s/g, '-');
  let id = plain || 'part';
  for (let number = 1; taken.has(id); number += 1) id = `${plain}-${number}`;
  taken.add(id);
  return id;
}

/** The words of a line, without its marks. @param {Token} inline */
const wordsOf = (inline) => (inline.children ?? [])
  .filter(({ type }) => type === 'text' || type === 'code_inline').map(({ content }) => content).join('');

/** ```html title=index.html: what is written into that file; without a language it is a drawing, which may not wrap. */
markdown.renderer.rules.fence = (tokens, at) => {
  const { info, content } = tokens[at];
  const [language = '', ...more] = info.trim().split(/\s+/);
  const title = more.find((word) => word.startsWith('title='))?.slice('title='.length);
  const code = `<code>${escapeHtml(content)}</code>`;
  if (!language) return `<pre class="drawing" tabindex="0" role="region" aria-label="As text">${code}</pre>\n`;
  const caption = title ? `<figcaption>${escapeHtml(title)}</figcaption>` : '';
  return `<figure class="code" data-language="${escapeHtml(language)}">${caption}<pre>${code}</pre></figure>\n`;
};

/** What a word of code may be long for its line not to be broken inside of it. */
const longestWord = 28;
markdown.renderer.rules.code_inline = (tokens, at) => {
  const { content } = tokens[at];
  const kind = content.length <= longestWord && !/\s/.test(content) ? ' class="word"' : '';
  return `<code${kind}>${escapeHtml(content)}</code>`;
};

markdown.renderer.rules.table_open = () => '<div class="table"><table>\n';
markdown.renderer.rules.table_close = () => '</table></div>\n';

// A picture that has a dark one too is that one in the dark.
markdown.renderer.rules.image = (tokens, at, options, env, self) => {
  const token = tokens[at];
  token.attrSet('alt', self.renderInlineAsText(token.children ?? [], options, env));
  const picture = self.renderToken(tokens, at, options);
  const dark = /** @type {string | undefined} */ (token.meta?.dark);
  if (!dark) return picture;
  const source = `<source media="(prefers-color-scheme: dark)" srcset="${escapeHtml(dark)}">`;
  return `<picture>${source}${picture}</picture>`;
};

/**
 * @param {Token} image
 * @param {(href: string) => string | undefined} link
 * @param {(href: string) => boolean} isShown the page shows that picture itself
 */
function rewriteImage(image, link, isShown) {
  const source = String(image.attrGet('src'));
  image.attrSet('src', link(source) ?? '');
  const dark = source.replace('-light-', '-dark-');
  if (dark !== source && !isShown(dark)) image.meta = { dark: link(dark) };
}

/**
 * @param {Token[]} tokens
 * @param {(href: string) => string | undefined} link where it leads; nothing for what is no page: its words stay
 */
function rewriteLinks(tokens, link) {
  const shown = new Set(tokens.flatMap(({ children }) => children ?? [])
    .filter(({ type }) => type === 'image').map((image) => image.attrGet('src')));
  for (const { children } of tokens) {
    if (!children) continue;
    /** @type {boolean[]} */
    const open = [];
    for (const token of children) {
      if (token.type === 'image') rewriteImage(token, link, (href) => shown.has(href));
      if (token.type === 'link_open') {
        const href = link(String(token.attrGet('href')));
        open.push(href !== undefined);
        if (href !== undefined) token.attrSet('href', href);
        if (href && /^https?:/.test(href)) token.attrSet('rel', 'noreferrer');
      }
      const isEnd = token.type === 'link_close';
      if (token.type !== 'link_open' && !isEnd) continue;
      if (!(isEnd ? open.pop() : open.at(-1))) Object.assign(token, { type: 'text', content: '', tag: '' });
    }
  }
}

/** A header cell without words is none. @param {Token[]} tokens */
function dropEmptyHeaders(tokens) {
  for (const [at, token] of tokens.entries())
    if (token.type === 'th_open' && tokens[at + 1].content === '') {
      token.tag = 'td';
      tokens[at + 2].tag = 'td';
    }
}

/**
 * @param {string} text
 * @param {(href: string) => string | undefined} link
 * @returns {Rendered}
 */
export function render(text, link) {
  const tokens = markdown.parse(text, {});
  rewriteLinks(tokens, link);
  dropEmptyHeaders(tokens);
  const taken = new Set(['content', 'navigation']); // the template's own
  /** @type {Heading[]} */
  const headings = [];
  let title = '';
  for (const [at, token] of tokens.entries()) {
    if (token.type !== 'heading_open') continue;
    const words = wordsOf(tokens[at + 1]);
    if (token.tag === 'h1' && !title) {
      title = words;
      for (const part of tokens.slice(at, at + 3)) Object.assign(part, { type: 'text', content: '', children: null });
      continue;
    }
    const id = idOf(words, taken);
    token.attrSet('id', id);
    headings.push({ level: Number(token.tag.slice(1)), id, text: words });
  }
  return { html: markdown.renderer.render(tokens, markdown.options, {}), title, headings };
}
