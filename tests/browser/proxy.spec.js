// Threat Response through the appliance: for browsers that cannot reach it themselves.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startAppliance } from '../conformance/appliance.mjs';
import { casesOf, expect, logInTo, makeAnalyst, test } from './fixtures.js';

test('with the proxy all calls go to the origin of the page, and links to the portal', async ({ page }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'appliance-proxy-'));
  const settings = path.join(folder, 'settings.json');
  await writeFile(settings, '{"proxy":true}');
  const appliance = await startAppliance({ settings });
  try {
    /** @type {Set<string>} */
    const origins = new Set();
    page.on('request', (request) => { if (/^http/.test(request.url())) origins.add(new URL(request.url()).origin); });
    await logInTo(appliance, page.context());
    const analyst = makeAnalyst(page, appliance);
    await analyst.open();
    await analyst.signIn('bit.ly');
    await page.getByRole('menuitem', { name: 'Add to New Case' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'bit.ly is now in Casebook' })).toBeVisible();
    await page.getByRole('button', { name: 'Casebook', exact: true }).click();
    const casebook = page.getByRole('region', { name: 'Casebook' });
    await expect(casebook.getByRole('option', { name: 'bit.ly' })).toContainText('Suspicious');
    await expect.poll(async () => (await casesOf(appliance))[0]?.observables)
      .toEqual([{ type: 'domain', value: 'bit.ly' }]);
    expect([...origins]).toEqual([appliance.appliance]);

    const opened = page.context().waitForEvent('page');
    await casebook.getByRole('button', { name: 'Investigate this Case' }).click();
    await expect(await opened).toHaveURL(`${appliance.visibility}/investigate?q=domain%3Abit.ly`);
  } finally {
    await appliance.stop();
    await rm(folder, { recursive: true });
  }
});
