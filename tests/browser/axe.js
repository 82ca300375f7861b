// axe over an element and its shadow tree: WCAG 2.2 A and AA, and best practices.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, settled } from './fixtures.js';

/** @typedef {import('@playwright/test').Page} Page */

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// What axe leaves to a person. The twin's text is transparent over the drawn text, so its contrast cannot be computed
// from styles: contrast.spec.js computes it from the pixels of every text, in the same sections and states. A link in a
// text is drawn with a line under it, which axe cannot see either.
const leftToPeople = ['color-contrast', 'link-in-text-block'];

/**
 * @param {Page} page
 * @param {string} within the element to look at, its shadow tree included
 */
export async function expectNoViolations(page, within) {
  await page.evaluate(source);
  // axe looks twice, and what has moved in between it does not find again. The service's own pages have no widgets.
  if (await page.locator('tr-ribbon, tr-gallery').count() > 0) await settled(page);
  const found = await page.evaluate(async ([selector, ...wanted]) => {
    const { violations, incomplete } = await /** @type {any} */ (window).axe.run(selector,
      { runOnly: wanted, resultTypes: ['violations', 'incomplete'] });
    const brief = (/** @type {any[]} */ rules) => rules.map(({ id, nodes }) =>
      ({ id, nodes: nodes.map((/** @type {any} */ node) => `${node.html}\n${node.failureSummary}`) }));
    return { violations: brief(violations), incomplete: brief(incomplete) };
  }, [within, ...tags]);
  expect(found.violations).toEqual([]);
  expect(found.incomplete.filter(({ id }) => !leftToPeople.includes(id))).toEqual([]);
}
