// From the sign-in dialog to an API client of one's own.
import { signIn } from '../conformance/appliance.mjs';
import { expect, test } from './fixtures.js';

test('the dialog leads to the page where clients are made and deleted', async ({ page, analyst, appliance }) => {
  await analyst.open();
  await analyst.pressPivot('bit.ly');
  const opened = page.context().waitForEvent('page');
  await page.getByRole('link', { name: 'Threat Response API Clients' }).click();
  const clients = await opened;
  const [user] = appliance.users;
  if (!user) throw new Error('the appliance has no demo user');
  await clients.getByLabel('Email').fill(user.email);
  await clients.getByLabel('Password').fill(user.password);
  await clients.getByRole('button', { name: 'Log In' }).click();

  await clients.getByText('Add API Credentials').click();
  await clients.getByLabel('Client Name').fill('My casebooks');
  await clients.getByRole('checkbox', { name: /^Casebook/ }).check();
  await clients.getByRole('checkbox', { name: /^Private Intelligence/ }).check();
  await clients.getByRole('button', { name: 'Add New Client' }).click();

  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: appliance.visibility });
  /** @param {string} label */
  const copied = async (label) => {
    await clients.getByRole('button', { name: `Copy ${label}` }).click();
    await expect(clients.getByRole('status')).toHaveText(`${label} copied.`);
    return clients.evaluate(() => navigator.clipboard.readText());
  };
  const made = { client_id: await copied('Client ID'), client_password: await copied('Client Password') };
  expect(await signIn(appliance, made)).toMatch(/^ey/);

  await clients.reload();
  await expect(clients.getByRole('button', { name: 'Copy Client Password' })).toHaveCount(0);
  await clients.getByRole('row', { name: /My casebooks/ }).getByRole('button', { name: 'Delete My casebooks' }).click();
  await expect(clients.getByRole('row', { name: /My casebooks/ })).toHaveCount(0);
  await expect(signIn(appliance, made)).rejects.toThrow('invalid_client');
});
