// axe over every section of the gallery and the states of the widgets: WCAG 2.2 A and AA, and best practices.
import { expectNoViolations } from './axe.js';
import { expect, test } from './fixtures.js';

for (const theme of ['light', 'dark', 'forced colours']) {
  // But for colours, which are left to contrast.spec.js, the themes are the same.
  test(`axe finds nothing wrong in the gallery, ${theme}${theme === 'dark' ? '' : ' @all'}`, async ({ page, appliance }) => {
    if (theme === 'forced colours') await page.emulateMedia({ forcedColors: 'active' });
    for (const section of ['Items', 'Fields', 'Text', 'Menu', 'Rows', 'States']) {
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
  await expect(page.getByRole('option', { name: 'bit.ly' })).toContainText('Suspicious');
  await expectNoViolations(page, 'tr-ribbon');
});
