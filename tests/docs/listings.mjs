// The listings of a page of the documentation, in its order, for tests that do what the page says.
import MarkdownIt from 'markdown-it';

/**
 * @typedef {object} Listing
 * @property {string} language '' for a drawing
 * @property {string} file that it is the whole of; '' for none
 * @property {boolean} background a command that goes on running
 * @property {string} text
 */

/** @param {string} markdown @returns {Listing[]} */
export function listingsOf(markdown) {
  return new MarkdownIt().parse(markdown, {}).filter(({ type }) => type === 'fence').map(({ info, content }) => {
    const [language = '', ...words] = info.trim().split(/\s+/);
    const file = words.find((word) => word.startsWith('title='))?.slice('title='.length) ?? '';
    return { language, file, background: words.includes('background'), text: content };
  });
}
