// What registering is for: an appliance that is registered and was added as a module is asked with the others, and
// the menu of an observable says where this appliance's own traffic has shown it.
import { logIn, startAppliance } from '../conformance/appliance.mjs';
import { makeToken } from '../conformance/exchange.mjs';
import { MODULES, Visitor } from '../conformance/visitor.mjs';
import { expect, logInTo, makeAnalyst, test } from './fixtures.js';

const NAME = 'mail1.example.com';

test('from enabling the feature to what the appliance has seen in the menu, and back (INT-18)', async ({ page }) => {
  const own = await startAppliance();
  const settings = page.locator('tr-cloud-service-settings');
  const press = (/** @type {string} */ name) => settings.getByRole('button', { name, exact: true }).click();
  const says = (/** @type {string} */ text) => expect(settings.getByRole('status').first()).toHaveText(text);
  /** The group of the appliance in the menu of an address that it has seen. */
  const group = page.getByRole('menu').getByRole('group', { name: NAME });
  const analyst = makeAnalyst(page, own);
  const openReport = () => analyst.open('/reports/incoming-mail-ip-addresses');
  try {
    await logInTo(own, page.context(), await logIn(own.appliance, /** @type {any} */ (own.operators[1])));
    await page.goto(`${own.appliance}/networks/cloud-service-settings`);
    await press('Edit Settings');
    await settings.getByRole('checkbox', { name: 'Enable' }).check();
    await settings.getByRole('combobox', { name: 'Threat Response Server' }).selectOption('AMERICAS');
    await press('Submit');
    await press('Commit Changes');
    await says('Enabled, not registered with AMERICAS yet');
    await settings.getByLabel('Registration Token').fill(await makeToken(own, 'AMERICAS'));
    await press('Register');
    await says('Registered with AMERICAS');

    const visitor = new Visitor(own.visibility);
    await visitor.logIn(/** @type {any} */ (own.users[0]));
    const [, id = ''] = /name="id" value="([^"]+)"/.exec((await visitor.get(MODULES)).text) ?? [];
    await visitor.post(`${MODULES}/add`, [['id', id]]);

    await openReport();
    await analyst.signIn('192.0.2.17');
    const reported = group.getByRole('menuitem', { name: /^Incoming Mail: IP Addresses: seen 171 times, last on / });
    await expect(reported).toBeVisible();
    const tracked = group.getByRole('menuitem', { name: /^Message Tracking: seen 1 time, last on / });
    await expect(tracked).toHaveAttribute('href', new RegExp(`^${own.appliance}/tracking/message-tracking`));

    await page.goto(`${own.appliance}/networks/cloud-service-settings`);
    await press('Deregister');
    await page.getByRole('dialog').getByRole('button', { name: 'Deregister' }).click();
    await says('Enabled, not registered with AMERICAS yet');
    await openReport();
    await analyst.pressPivot('192.0.2.17');
    await expect(page.getByRole('menu').getByRole('group', { name: 'Example Reputation' })).toBeVisible();
    await expect(group).toHaveCount(0);

    // TRC-09: turned off, reports are without widgets; turned on again they are as before.
    for (const enabled of [false, true]) {
      await page.goto(`${own.appliance}/networks/cloud-service-settings`);
      await press('Edit Settings');
      await settings.getByRole('checkbox', { name: 'Enable' }).setChecked(enabled);
      await press('Submit');
      await press('Commit Changes');
      await says(enabled ? 'Enabled, not registered with AMERICAS yet' : 'Disabled');
      await page.goto(`${own.appliance}/reports/incoming-mail-ip-addresses`);
      await expect(page.getByRole('row').filter({ hasText: '192.0.2.17' })).toBeVisible();
      await expect(page.getByRole('button', { name: 'Casebook' })).toHaveCount(enabled ? 1 : 0);
      await expect(page.getByRole('button', { name: 'Actions for 192.0.2.17' })).toHaveCount(enabled ? 1 : 0);
    }
  } finally {
    await own.stop();
  }
});
