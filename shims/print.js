// A report on paper: the page with nothing in it but our own nodes, for as long as it is printed.
//
// Text is put in as text, pictures as images of SVG, in which nothing runs; styles are constructed style sheets.

/**
 * @typedef {object} Block see exchange::Block in widgets/exchange/report.h
 * @property {'heading' | 'facts' | 'prose' | 'table' | 'picture' | 'rule'} kind
 * @property {number} level
 * @property {string} text
 * @property {string} svg
 * @property {string[][]} rows
 */

const tag = 'tr-print';

/** @param {string} text */
function sheet(text) {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
}

// The page is not touched on the screen.
const pageSheet = sheet(`
  @media not print { ${tag} { display: none !important; } }
  @media print {
    html, body { margin: 0 !important; padding: 0 !important; background: #fff !important; height: auto !important;
      overflow: visible !important; }
    body > :not(${tag}) { display: none !important; }
  }`);

const reportSheet = sheet(`
  :host { all: initial; display: block; background: #fff; color: #14202b; color-scheme: light;
    font: 10.5pt/1.45 var(--_font, system-ui, sans-serif); }
  h1, h2, h3 { margin: 1.2em 0 .4em; line-height: 1.25; break-after: avoid; overflow-wrap: anywhere; }
  h1 { margin-top: 0; font-size: 19pt; } h2 { font-size: 13.5pt; } h3 { font-size: 11pt; }
  p { margin: 0 0 .8em; white-space: pre-wrap; overflow-wrap: anywhere; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .1em 1em; margin: 0; color: #46535f; }
  dd { margin: 0; }
  table { width: 100%; border-collapse: collapse; font-size: 9.5pt; }
  th, td { padding: .3em .6em .3em 0; border-bottom: .5pt solid #b9c3cc; text-align: start; vertical-align: top;
    overflow-wrap: anywhere; }
  tr, figure { break-inside: avoid; }
  figure { margin: 0 0 1em; } figcaption { color: #46535f; font-size: 9.5pt; }
  img { max-width: 100%; }
  hr { border: 0; border-top: .5pt solid #b9c3cc; }`);

/**
 * @param {string} name
 * @param {(Node | string)[]} children
 */
function make(name, ...children) {
  const element = document.createElement(name);
  element.append(...children);
  return element;
}

/** @param {string} name @param {string[]} cells */
const row = (name, cells) => make('tr', ...cells.map((cell) => make(name, cell)));

/** @param {Block} block */
function elementOf({ kind, level, text, svg, rows }) {
  switch (kind) {
    case 'heading': return make(`h${level}`, text);
    case 'facts': return make('dl', ...rows.flatMap(([name, value]) => [make('dt', name), make('dd', value)]));
    case 'table':
      return make('table', make('thead', row('th', rows[0])),
        make('tbody', ...rows.slice(1).map((cells) => row('td', cells))));
    case 'picture': {
      const image = new Image();
      image.alt = text;
      image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
      return make('figure', image, make('figcaption', text));
    }
    case 'rule': return make('hr');
    default: return make('p', text);
  }
}

/** Ends the report that is being printed. */
let end = () => undefined;

/** @param {{title: string, blocks: Block[]}} report */
export async function printReport({ title, blocks }) {
  end();
  const host = document.createElement(tag);
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [reportSheet];
  root.append(...blocks.map(elementOf));
  const images = [...root.querySelectorAll('img')];
  document.body.append(host);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, pageSheet];
  const pageTitle = document.title;
  end = () => {
    end = () => undefined;
    document.title = pageTitle;
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== pageSheet);
    host.remove();
    for (const { src } of images) URL.revokeObjectURL(src);
  };
  addEventListener('afterprint', () => end(), { once: true });
  await Promise.allSettled(images.map((image) => image.decode()));
  document.title = title; // what a browser calls the file it prints into
  window.print();
}
