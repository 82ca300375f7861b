// Cloud Service Settings in states that a real appliance comes into by a firewall, a clock or a fault: what is read,
// what can be done by mouse and by keyboard, and that nothing is lost on the way.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expectNoViolations } from './axe.js';
import { FakeAppliance, states } from './cloud-service-fake.js';
import { expect, settled, test } from './fixtures.js';
import { formsOf, searchPage, watchSecrets } from './secret-search.js';

/** @typedef {import('@playwright/test').Page} Page */

const images = fileURLToPath(new URL('results/images', import.meta.url));
const address = '/networks/cloud-service-settings';

/**
 * @param {Page} page
 * @param {{appliance: string}} appliance
 * @param {any} state
 * @param {(fake: FakeAppliance) => void} [prepare]
 */
async function open(page, { appliance }, state, prepare) {
  const fake = new FakeAppliance(state);
  prepare?.(fake);
  await fake.serve(page);
  await page.goto(appliance + address);
  await expect(page.getByRole('group', { name: 'Cloud Service Settings' })).toBeVisible();
  return fake;
}

const situation = (/** @type {Page} */ page) =>
  page.locator('tr-cloud-service-settings').getByRole('status').first();
const button = (/** @type {Page} */ page, /** @type {string} */ name) =>
  page.getByRole('button', { name, exact: true });

/** By keyboard; cloud-service.spec.js does the same with a mouse. @param {import('@playwright/test').Locator} item */
async function use(item) {
  await item.focus();
  await item.press(await item.getAttribute('type') === 'checkbox' ? ' ' : 'Enter');
}

test('enabled, submitted, committed and registered, each stage as it comes', async ({ page, appliance }) => {
  const fake = await open(page, appliance, states.off, (one) => { one.time = '2026-11-28T10:10:10.000Z'; });
  await expect(situation(page)).toHaveText('Disabled');
  await use(button(page, 'Edit Settings'));
  await use(page.getByRole('checkbox', { name: 'Enable' }));
  await page.getByRole('combobox', { name: 'Threat Response Server' }).selectOption('EUROPE');
  fake.state = states.pending;
  await use(button(page, 'Submit'));
  await expect(page.getByText('Threat Response Server: EUROPE, was AMERICAS')).toBeVisible();
  await page.getByRole('textbox', { name: 'Comment (optional)' }).fill('for the pilot');
  fake.state = states['not-ready'];
  await use(button(page, 'Commit Changes'));
  await expect(page.getByText('Not ready yet: the first contact with EUROPE')).toBeVisible();
  fake.state = states.ready; // it is seen without anybody asking
  await expect(page.getByText('Not ready yet')).toHaveCount(0);
  await page.getByLabel('Registration Token').fill('a91f0kq27c3de8x54b6m1t09ch7e2r85d3n6');
  fake.state = states.registering;
  await use(button(page, 'Register'));
  await expect(situation(page)).toHaveText('Registering with EUROPE: getting the certificate');
  await expect(page.getByRole('listitem').filter({ hasText: 'in progress' })).toContainText('Certificate issued');
  fake.state = states.registered;
  await expect(situation(page)).toHaveText('Registered with EUROPE');
  expect(fake.calls.filter(({ what }) => what !== 'GET')).toEqual([
    { what: 'PUT /pending', body: { enabled: true, server: 2 } },
    { what: 'POST /commit', body: { comment: 'for the pilot' } },
    { what: 'POST /registration', body: { token: 'a91f0kq27c3de8x54b6m1t09ch7e2r85d3n6' } },
  ]);
});

test('deregistered after a question whose first answer is no', async ({ page, appliance }) => {
  const fake = await open(page, appliance, states.registered);
  await use(button(page, 'Deregister'));
  const question = page.getByRole('dialog', { name: 'Deregister this appliance?' });
  await expect(question).toContainText('EUROPE gets no answers from this appliance any more');
  await expect(question.getByRole('button', { name: 'Keep Registered' })).toBeFocused();
  await use(question.getByRole('button', { name: 'Keep Registered' }));
  await expect(question).toBeHidden();
  await expect(button(page, 'Deregister')).toBeFocused();
  await use(button(page, 'Deregister'));
  await expect(question).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(question).toHaveCount(0);
  expect(fake.count('DELETE /registration')).toBe(0);
  await use(button(page, 'Deregister'));
  fake.state = states.deregistering;
  await use(question.getByRole('button', { name: 'Deregister' }));
  await expect(situation(page)).toHaveText('Deregistering from EUROPE');
  fake.state = states.ready;
  await expect(situation(page)).toHaveText('Enabled, not registered with EUROPE yet');
  expect(fake.count('DELETE /registration')).toBe(1);
});

test('the token is in its field until it is sent, and nowhere else', async ({ page, appliance }) => {
  await page.addInitScript(watchSecrets);
  const fake = await open(page, appliance, states.ready, (one) => {
    one.answers = [{ status: 409, body: { code: 'token_malformed', error: 'No token.' } }];
  });
  const token = page.getByLabel('Registration Token');
  await expect(token).toHaveAttribute('type', 'password');
  await button(page, 'Register').click();
  await expect(token).toHaveAccessibleDescription('Enter the registration token.');
  const secret = 'a91f0kq27c3de8x54b6m1t09ch7e2r85d3n6';
  await token.fill(secret);
  expect(await page.evaluate(searchPage, formsOf(secret))).toEqual(['value of password']);
  await button(page, 'Register').click();
  await expect(page.getByRole('alert').filter({ hasText: 'This is no registration token' })).toBeVisible();
  await expect(token).toHaveValue('');
  expect(fake.count('POST /registration')).toBe(1);
  expect(await page.evaluate(searchPage, formsOf(secret))).toEqual([]);
});

test('a failure names its reason at the stage it happened at', async ({ page, appliance }) => {
  await open(page, appliance, states.failed);
  await expect(situation(page)).toHaveText('Not registered: registering with EUROPE failed');
  await expect(page.getByRole('alert').filter({ hasText: 'was it made in AMERICAS?' })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'failed' })).toContainText('Token accepted');
});

test('it is asked each second while something runs, and not when nothing does', async ({ page, appliance }) => {
  const fake = await open(page, appliance, states.registering);
  await expect.poll(() => fake.count('GET'), { timeout: 10_000 }).toBeGreaterThan(3);
  fake.state = states.registered;
  await expect(situation(page)).toHaveText('Registered with EUROPE');
  const before = fake.count('GET');
  const started = Date.now();
  await expect.poll(() => Date.now() - started, { intervals: [500] }).toBeGreaterThan(2500);
  expect(fake.count('GET')).toBe(before);
  await page.evaluate(() => dispatchEvent(new Event('focus')));
  await expect.poll(() => fake.count('GET')).toBe(before + 1);
});

test('the focus stays in the page when what had it goes', async ({ page, appliance }) => {
  const fake = await open(page, appliance, states.registering);
  await page.getByRole('tab', { name: 'Connection' }).focus();
  fake.state = states.registered;
  await expect(situation(page)).toHaveText('Registered with EUROPE');
  await expect(page.getByRole('tab', { name: 'Connection' })).toBeFocused();
  await button(page, 'Deregister').focus();
  fake.state = states.ready; // ended in the service
  await page.evaluate(() => dispatchEvent(new Event('focus')));
  await expect(button(page, 'Deregister')).toHaveCount(0);
  await expect(page.locator('tr-cloud-service-settings')).toBeFocused();
});

test('an appliance that does not answer is asked again by a press', async ({ page, appliance }) => {
  const fake = await open(page, appliance, states.off, (one) => { one.status = 0; });
  await expect(page.getByRole('alert').filter({ hasText: 'The appliance does not answer' })).toBeVisible();
  fake.status = 200;
  await button(page, 'Try Again').click();
  await expect(situation(page)).toHaveText('Disabled');
  await button(page, 'Edit Settings').click();
  fake.status = 0;
  await button(page, 'Submit').click();
  await expect(page.getByRole('alert').filter({ hasText: 'What is shown is from' })).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'Enable' })).toBeVisible();
  fake.status = 200;
  await button(page, 'Try Again').click();
  await expect(page.getByRole('alert').filter({ hasText: 'does not answer' })).toHaveCount(0);
});

test('a module that does not come is asked for again by a press', async ({ page, appliance }) => {
  await page.route('**/cloud-service-settings-*.wasm', (route) => route.abort());
  await new FakeAppliance(states.off).serve(page);
  await page.goto(appliance.appliance + address);
  await expect(page.getByRole('alert').filter({ hasText: 'These settings could not be loaded' })).toBeVisible();
  await page.unroute('**/cloud-service-settings-*.wasm');
  await button(page, 'Try Again').click();
  await expect(situation(page)).toHaveText('Disabled');
});

test('an ended session is said here and at the top of the page', async ({ page, appliance }) => {
  await page.route('**/session', (route) => route.fulfill({ status: 401, json: {} }));
  await open(page, appliance, states.off, (one) => { one.status = 401; });
  await expect(page.getByRole('alert').filter({ hasText: 'Your session has ended: log in again.' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Log in again' })).toBeVisible();
});

test('who is no administrator reads everything and changes nothing', async ({ page, appliance }) => {
  const fake = await open(page, appliance, states.pending, (one) => { one.mayAdminister = false; });
  await expect(page.getByText('Only an administrator may change these settings.')).toBeVisible();
  for (const name of ['Edit Settings', 'Commit Changes', 'Abandon Changes', 'Test Connection']) {
    await expect(button(page, name)).toHaveAttribute('aria-disabled', 'true');
    await button(page, name).click({ force: true });
  }
  await page.getByRole('tab', { name: 'Changes' }).click();
  await expect(page.getByText('Committed: EUROPE')).toBeVisible();
  expect(fake.calls.every(({ what }) => what === 'GET')).toBe(true);
});

test('the hosts of the firewall are tested and each says how it went', async ({ page, appliance }) => {
  await open(page, appliance, states.ready);
  await button(page, 'Test Connection').click();
  const host = (/** @type {string} */ name) => page.getByRole('listitem').filter({ hasText: name });
  await expect(host('api.eu.sse.itd.cisco.com')).toContainText('reached in 12 ms');
  await expect(host('est.sco.cisco.com').first()).toContainText('est.sco.cisco.com did not answer in time');
  await expect(page.getByRole('status').filter({ hasText: 'Some hosts were not reached.' })).toBeVisible();
});

test('hostile texts are shown as texts', async ({ page, appliance }) => {
  const pending = { ...states.pending.pending, by: '<img src=x onerror=alert(1)>' };
  await open(page, appliance, { ...states.pending, pending }, (one) => {
    one.log = [{ when: 'never', who: '\u202Eadmin', via: 'page', what: '<b>bold</b>', detail: '"><script>',
      comment: 'x'.repeat(5000) }];
  });
  await expect(page.getByText('By <img src=x onerror=alert(1)>')).toBeVisible();
  await page.getByRole('tab', { name: 'Changes' }).click();
  await expect(page.getByText('<b>bold</b>: "><script>')).toBeVisible();
});

test('the page is told of each situation', async ({ page, appliance }) => {
  await page.addInitScript(() => {
    /** @type {any} */ (window).situations = [];
    document.addEventListener('tr-cloud-service-changed', (event) =>
      /** @type {any} */ (window).situations.push(/** @type {CustomEvent} */ (event).detail.situation));
  });
  const fake = await open(page, appliance, states.registering);
  fake.state = states.registered;
  await expect(situation(page)).toHaveText('Registered with EUROPE');
  expect(await page.evaluate(() => /** @type {any} */ (window).situations)).toEqual(['registering', 'registered']);
});

test('Arabic is mirrored, and the page speaks four languages', async ({ page, appliance }) => {
  const words = { de: 'Einstellungen bearbeiten', ja: '設定の編集', ar: 'تحرير الإعدادات' };
  await new FakeAppliance(states.off).serve(page);
  for (const [language, edit] of Object.entries(words)) {
    await page.goto(appliance.appliance + address);
    await page.evaluate((one) => {
      document.documentElement.lang = one;
      document.documentElement.dir = one === 'ar' ? 'rtl' : 'ltr';
      const before = document.querySelector('tr-cloud-service-settings');
      before?.replaceWith(document.createElement('tr-cloud-service-settings'));
    }, language);
    const box = await page.getByRole('button', { name: edit }).boundingBox();
    expect((box?.x ?? 0) > 640).toBe(language !== 'ar');
  }
});

test('without WebGL the twin is the interface', async ({ page, appliance }) => {
  await page.addInitScript(() => {
    for (const kind of [OffscreenCanvas, HTMLCanvasElement]) {
      const original = /** @type {any} */ (kind.prototype).getContext;
      /** @type {any} */ (kind.prototype).getContext = function (/** @type {any[]} */ ...words) {
        return words[0] === 'webgl2' ? null : original.apply(this, words);
      };
    }
  });
  await open(page, appliance, states.failed);
  await expect(page.locator('tr-cloud-service-settings .twin.shown')).toHaveCount(1);
  await page.getByRole('tab', { name: 'Steps' }).click();
  const step = page.getByRole('listitem').filter({ hasText: 'Add this appliance as an integration module' });
  await expect(step).toContainText('still to do');
  await page.screenshot({ path: path.join(images, 'cloud-service-without-webgl.png'), fullPage: true });
});

test('axe finds nothing wrong in any state @long', async ({ page, appliance }) => {
  const fake = await open(page, appliance, states.off);
  for (const state of Object.values(states)) {
    fake.state = state;
    await page.reload();
    await expect(situation(page)).toBeVisible();
    await expectNoViolations(page, 'tr-cloud-service-settings');
  }
  for (const section of ['Steps', 'What Is Sent', 'Changes']) {
    await page.getByRole('tab', { name: section }).click();
    await expectNoViolations(page, 'tr-cloud-service-settings');
  }
  await button(page, 'Deregister').click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectNoViolations(page, 'tr-cloud-service-settings');
});

// Pictures to look at: no test, made when they are asked for.
if (process.env.TR_SCREENSHOTS) {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    for (const width of [1280, 420]) {
      test(`pictures of cloud service settings, ${colorScheme}, ${width} pixels wide`, async ({ page, appliance }) => {
        test.setTimeout(180_000);
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        const fake = await open(page, appliance, states.off);
        const shot = async (/** @type {string} */ name) => {
          await settled(page);
          const file = `cloud-service-${name}-${colorScheme}-${width}.png`;
          await page.screenshot({ path: path.join(images, file), fullPage: true, animations: 'disabled' });
        };
        for (const [name, state] of Object.entries(states)) {
          fake.state = state;
          await page.reload();
          await expect(situation(page)).toBeVisible();
          await shot(name);
        }
        for (const section of ['Steps', 'What Is Sent', 'Changes']) {
          await page.getByRole('tab', { name: section }).click();
          await shot(section.replaceAll(' ', '-'));
        }
        await page.getByRole('tab', { name: 'Connection' }).click();
        await button(page, 'Test Connection').click();
        await expect(page.getByText('Some hosts were not reached.')).toBeVisible();
        await button(page, 'Edit Settings').click();
        await shot('form');
        await button(page, 'Cancel').click();
        await button(page, 'Deregister').click();
        await shot('question');
      });
    }
  }
}
