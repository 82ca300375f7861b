// What annotating a large report costs the page's thread: 10,000 rows of 8 columns with 30,000 observables.
//
//   npm run bench:annotate      needs dist/ (node web/package/build.mjs release)
//
// Four pages of the same rows: ours, annotated once it is there; the same with the same buttons in its HTML; one that a
// plain annotator goes through, built on npm `ioc-extractor`; and one without buttons, which says what of the thread's
// time is the page's own. Of several rounds the best counts: what disturbs a round only makes it longer.
import { measure, scroll } from './annotate-measure.mjs';
import { servePages } from './annotate-pages.mjs';
import { launch } from './browser.mjs';
import { report } from './table.mjs';

const rounds = Number(process.env.BENCH_ROUNDS ?? 2);

const { address, count, close } = await servePages(Number(process.env.BENCH_ROWS ?? 10_000));
const browser = await launch();

/** The pages that are scrolled, too. */
const scrolled = ['ours', 'given'];

/** @typedef {Awaited<ReturnType<typeof measure>> & {scroll: number, still: boolean}} Figures */
/** @param {string} name @returns {Promise<Figures>} */
async function once(name) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  try {
    const figures = await measure(page, `${address}/${name}`, name === 'plain' ? 0 : count);
    return { ...figures, ...(scrolled.includes(name) ? await scroll(page) : { scroll: 0, still: true }) };
  } finally {
    await context.close();
  }
}

try {
  /** @type {Record<string, Figures[]>} */
  const all = { ours: [], given: [], peer: [], plain: [] };
  for (let round = 0; round < rounds; ++round)
    for (const name of Object.keys(all)) all[name].push(await once(name));
  /** @param {string} name @param {'slice' | 'first' | 'script' | 'load' | 'longest' | 'scroll' | 'busy'} figure */
  const best = (name, figure) => Math.min(...all[name].map((figures) => figures[figure]));
  /** @param {'load' | 'longest' | 'scroll'} figure */
  const ratio = (figure) => best('ours', figure) / best('given', figure);
  /** @type {import('./table.mjs').Row[]} */
  const rows = [
    { what: 'longest slice of script', unit: 'ms', figure: best('ours', 'slice'), most: 8 },
    { what: 'script until the first screen', unit: 'ms', figure: best('ours', 'first'), most: 100 },
    { what: 'load, times buttons in HTML', figure: ratio('load'), most: 1.15 },
    { what: 'longest task, times', figure: ratio('longest'), most: 1.15 },
    { what: 'scroll frame, 95th percentile, times', figure: ratio('scroll'), most: 1.15 },
    // Both pages do the same in the end: a page that writes thousands of buttons itself is no slower than ours.
    { what: 'thread of buttons in HTML, times ours', figure: best('given', 'busy') / best('ours', 'busy'), most: 1.15 },
    { what: 'script, times less than ioc-extractor', figure: best('peer', 'script') / best('ours', 'script'),
      least: 10 },
    { what: 'buttons, each by role and Tab', figure: Math.min(...all['ours'].map(({ reachable }) => reachable)),
      least: count, most: count },
    { what: 'columns or height moved by scrolling', figure: all['ours'].filter(({ still }) => !still).length, most: 0 },
    ...['ours', 'given'].flatMap((name) => [
      { what: `load, ${name}`, unit: 'ms', figure: best(name, 'load') },
      { what: `longest task, ${name}`, unit: 'ms', figure: best(name, 'longest') },
      { what: `scroll frame, ${name}`, unit: 'ms', figure: best(name, 'scroll') },
    ]),
    ...['ours', 'peer'].map((name) => (
      { what: `thread for the buttons, ${name}`, unit: 'ms', figure: best(name, 'busy') - best('plain', 'busy') })),
    ...Object.keys(all).map((name) => (
      { what: `thread in all, ${name}`, unit: 'ms', figure: best(name, 'busy') })),
    { what: 'script in all, ours', unit: 'ms', figure: best('ours', 'script') },
    { what: 'script in all, peer', unit: 'ms', figure: best('peer', 'script') },
  ];
  await report('annotate', rows, { all });
} finally {
  await browser.close();
  await close();
}
