// The appliance over TLS, with a certificate that the browser is told to accept.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startAppliance } from '../conformance/appliance.mjs';
import { makeCertificate } from '../conformance/certificate.mjs';
import { expect, logInTo, makeAnalyst, test } from './fixtures.js';

test.use({ ignoreHTTPSErrors: true });

test('over https the pivot menu signs in and adds to a case', async ({ page }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'appliance-tls-'));
  const { certificate, key } = makeCertificate(folder, 'IP:127.0.0.1');
  const appliance = await startAppliance({ args: ['--ephemeral', '--tls-cert', certificate, '--tls-key', key] });
  try {
    await logInTo(appliance, page.context());
    const analyst = makeAnalyst(page, appliance);
    await analyst.open();
    await analyst.signIn('bit.ly');
    await page.getByRole('menuitem', { name: 'Add to New Case' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'bit.ly is now in Casebook' })).toBeVisible();
    expect(new URL(page.url()).protocol).toBe('https:');
    expect(await page.evaluate(() => isSecureContext)).toBe(true);
  } finally {
    await appliance.stop();
    await rm(folder, { recursive: true });
  }
});
