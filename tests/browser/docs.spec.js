// The documentation as a reader of the appliance has it: by eye, by keyboard, with a narrow window, and the playground.
import { expectNoViolations } from './axe.js';
import { expect, test } from './fixtures.js';

for (const scheme of /** @type {const} */ (['light', 'dark'])) {
  test(`axe finds nothing wrong in the documentation, ${scheme}`, async ({ page, appliance }) => {
    await page.emulateMedia({ colorScheme: scheme });
    for (const name of ['getting-started.html', 'reference/tr-ribbon.html', 'playground.html']) {
      await page.goto(`${appliance.appliance}/docs/${name}`);
      if (name === 'playground.html') await expect(page.getByText('Found: ')).toBeVisible();
      await expectNoViolations(page, 'body');
    }
  });
}

test('in a narrow window the pages are behind a button, and nothing is wider', async ({ page, appliance }) => {
  await page.setViewportSize({ width: 420, height: 800 });
  for (const name of ['', 'reference/tr-ribbon.html', 'recipes/csp.html', 'architecture.html', 'storage.html']) {
    await page.goto(`${appliance.appliance}/docs/${name}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(420);
  }
  const pages = page.getByRole('navigation', { name: 'Documentation' });
  await expect(pages).toBeHidden();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Contents' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(pages).toBeVisible();
  await pages.getByRole('link', { name: 'Plain HTML' }).click();
  await expect(page.getByRole('heading', { name: 'Plain HTML', level: 1 })).toBeVisible();
});

test('from the appliance one comes to the playground, where an observable of a text of one\'s own goes into a case',
  async ({ page, appliance, analyst }) => {
    await analyst.open();
    await page.getByRole('link', { name: 'Documentation' }).click();
    await page.getByRole('navigation', { name: 'Documentation' }).getByRole('link', { name: 'Playground' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'You are logged in to this appliance as' })).toBeVisible();
    await page.getByRole('textbox', { name: 'Text' }).fill('<b>hxxps://bit[.]ly</b> and bit.ly');
    await expect(page.getByRole('region', { name: 'The text, with buttons' })).toContainText('<b>hxxps://bit[.]ly');
    await expect(page.getByText('Found: 0 ip, 0 ipv6, 1 domain, 1 url, 0 sha256.')).toBeVisible();

    await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark');
    await page.getByRole('combobox', { name: 'Density' }).selectOption('compact');
    await page.getByRole('textbox', { name: 'Accent' }).fill('rebeccapurple');
    const links = page.getByRole('textbox', { name: 'Links of your own' });
    await links.fill('[{');
    await expect(page.getByText('The links are no JSON: ')).toBeVisible();
    await links.fill('[{"title": "Own", "links": {"domain": "https://own.example/{value}?</script>"}}]');
    await expect(page.getByText('The links are no JSON: ')).toBeHidden();
    const html = page.locator('#html');
    await expect(html).toContainText('<style>:root { --tr-accent: rebeccapurple; --tr-density: compact; }</style>');
    await expect(html).toContainText('<tr-ribbon servers="/threat-response/servers.json" theme="dark"></tr-ribbon>');
    expect((await html.textContent())?.split('</script>'), 'nothing in it ends the script').toHaveLength(2);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy index.html' }).click();
    await expect(page.getByText('Copied', { exact: true })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await html.textContent());
    await links.fill('[{"title": "Own", "links": {"domain": "https://own.example/{value}"}}]');

    await analyst.pressPivot('bit.ly');
    await expect(page.getByRole('menuitem', { name: 'Own' })).toBeVisible();
    await page.getByRole('menuitem', { name: /^Sign in/ }).click();
    await analyst.fillDialog();
    await expect(page.getByRole('menuitem', { name: 'Add to New Case' })).toBeEnabled();
    await page.getByRole('menuitem', { name: 'Add to New Case' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'is now in' })).toBeVisible();
    const events = page.getByRole('log', { name: 'Events' });
    await expect(events).toContainText('tr-case-changed {"id":');
    await page.getByRole('button', { name: 'Clear the list' }).click();
    await expect(events).not.toContainText('tr-case-changed');
    expect(appliance.stderr()).toBe('');
  });
