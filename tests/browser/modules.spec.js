// The service's page of modules, as somebody uses it who registers an appliance.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Registering, relay } from '../conformance/exchange.mjs';
import { expectNoViolations } from './axe.js';
import { expect, test } from './fixtures.js';

const BIT_LY = { type: 'domain', value: 'bit.ly' };
const SEEN = { start_time: '2026-11-23T08:10:33.000Z' };

/** @type {string} */
let folder;
test.beforeAll(async () => { folder = await mkdtemp(path.join(tmpdir(), 'modules-')); });
test.afterAll(() => rm(folder, { recursive: true }));

test('by keyboard alone: make a token, add the appliance that registered with it, remove it',
  async ({ page, context, appliance }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const { email, password } = appliance.users[0];
    await page.goto(`${appliance.visibility}/settings/apiClients`);
    await page.getByRole('textbox', { name: 'Email' }).fill(email);
    await page.getByLabel('Password').fill(password);
    await page.keyboard.press('Enter');
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Modules' }).press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Modules' })).toBeVisible();
    await expect(page.getByText('No appliance is registered.')).toBeVisible();
    await expectNoViolations(page, 'main');

    await page.getByText('Add New Module', { exact: true }).press('Enter');
    await page.getByRole('combobox', { name: 'Region' }).press('A');
    await expect(page.getByRole('combobox', { name: 'Region' })).toHaveValue('AMERICAS');
    await page.getByRole('button', { name: 'Make Registration Token' }).press('Enter');
    await expect(page.getByRole('region', { name: 'Registration token for AMERICAS' })).toContainText('Edit Settings');
    await page.getByRole('button', { name: 'Copy Registration Token' }).press('Enter');
    await expect(page.getByRole('status')).toHaveText('Registration Token copied.');
    const token = await page.evaluate(() => navigator.clipboard.readText());
    await expectNoViolations(page, 'main');

    const one = new Registering(() => appliance, folder, 'api-sse.cisco.com');
    await one.register(token);
    const answering = relay(one, ({ path: asked }) => (asked === '/observe/observables' ? { data: { sightings: {
      docs: [{ title: 'Seen <b>here</b>', observables: [BIT_LY], observed_time: SEEN }] } } } : { data: {} }));
    try {
      await page.reload();
      await expect(page.getByText(token)).toHaveCount(0);
      const row = page.getByRole('table', { name: 'Appliances' }).getByRole('row', { name: 'mail1.example.com' });
      await row.getByRole('button', { name: 'Add as module: mail1.example.com' }).press('Enter');
      await expect(row).toContainText('Yes');
      await expectNoViolations(page, 'main');

      await expect(async () => {
        await page.goto(`${appliance.visibility}/investigate?q=domain:bit.ly`);
        await expect(page.getByRole('row', { name: /Seen <b>here<\/b> 1 mail1\.example\.com/ })).toBeVisible();
      }).toPass();
      await page.goto(`${appliance.visibility}/settings/modules`);
      await row.getByRole('button', { name: 'Remove module: mail1.example.com' }).press('Enter');
      await expect(row).toContainText('No');
      await page.goto(`${appliance.visibility}/investigate?q=domain:bit.ly`);
      await expect(page.getByRole('heading', { name: 'Sightings' })).toBeVisible();
      await expect(page.getByText('mail1.example.com')).toHaveCount(0);
      await page.goto(`${appliance.visibility}/settings/modules`);
      await row.getByText('End registration', { exact: true }).first().press('Enter');
      await row.getByRole('button', { name: 'End registration: mail1.example.com' }).press('Enter');
      await expect(page.getByText('No appliance is registered.')).toBeVisible();
    } finally {
      await one.self('DELETE');
      await answering.stop();
    }
  });
