// axe over every section of the gallery and the states of the widgets: WCAG 2.2 A and AA, and best practices.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, settled, test } from './fixtures.js';

/** @typedef {import('@playwright/test').Page} Page */

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// What axe leaves to a person. The twin's text is transparent over the drawn text, so its contrast cannot be computed
// from styles: contrast.spec.js computes it from the pixels of every text, in the same sections and states.
const leftToPeople = ['color-contrast'];

/**
 * @param {Page} page
 * @param {string} within the element to look at, its shadow tree included
 */
async function expectNoViolations(page, within) {
  await page.evaluate(source);
  await settled(page); // axe looks twice, and what has moved in between it does not find again
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

for (const theme of ['light', 'dark', 'forced colours']) {
  // But for colours, which are left to contrast.spec.js, the themes are the same.
  test(`axe finds nothing wrong in the gallery, ${theme}${theme === 'dark' ? '' : ' @all'}`, async ({ page, appliance }) => {
    if (theme === 'forced colours') await page.emulateMedia({ forcedColors: 'active' });
    for (const section of ['Items', 'Fields', 'Menu', 'Rows', 'States']) {
      await page.goto(`${appliance.appliance}/gallery?theme=${theme === 'light' ? 'light' : 'dark'}`);
      await page.getByRole('tab', { name: section }).click();
      await expect(page.getByRole('tabpanel')).toBeVisible();
      await expectNoViolations(page, 'tr-gallery');
    }
    await page.goto(`${appliance.appliance}/gallery?theme=${theme === 'light' ? 'light' : 'dark'}&lang=ar`);
    await page.getByRole('tab', { name: 'القائمة' }).click();
    await page.getByRole('menuitem', { name: 'حظر', exact: true }).click();
    await expect(page.getByRole('menuitem', { name: 'ليوم واحد' })).toBeVisible();
    await expectNoViolations(page, 'tr-gallery');
  });
}

test('axe finds nothing wrong in the dialog, the menu and the casebook', async ({ page, analyst }) => {
  await analyst.open();
  await analyst.pressPivot('bit.ly');
  await expect(page.getByRole('button', { name: 'Authenticate' })).toBeVisible();
  await expectNoViolations(page, 'tr-ribbon');
  await page.getByRole('button', { name: 'Authenticate' }).click();
  await expectNoViolations(page, 'tr-ribbon');
  await analyst.fillDialog();
  await expect(page.getByText('Suspicious', { exact: true }).first()).toBeVisible();
  await expectNoViolations(page, 'tr-ribbon');
  await page.getByRole('menuitem', { name: 'Add to New Case' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'is now in' })).toBeVisible();
  await page.getByRole('button', { name: 'Casebook', exact: true }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Suspicious' })).toHaveCount(1);
  await expectNoViolations(page, 'tr-ribbon');
});
