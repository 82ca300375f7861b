// Ten tabs whose tokens have ended wake at once: each asks for its own, one after the other, and none waits for one
// that is frozen (D-01).
import { putControl, startAppliance } from '../conformance/appliance.mjs';
import { casebookOf } from './casebook.js';
import { domainsPage, expect, logInTo, test } from './fixtures.js';
import { withoutWebgl } from './hostile-page.js';

/** @typedef {import('./fixtures.js').Appliance} Appliance */
/** @typedef {import('@playwright/test').BrowserContext} BrowserContext */

const count = 10;
/** Of the tokens that ten tabs get, so many are different: as often Threat Response has made one. */
const modes = /** @type {const} */ ([{ place: 'appliance', made: 1 }, { place: 'tab', made: count }]);

/**
 * Token calls of all pages, on their way and answered.
 * @param {BrowserContext} context
 */
async function watchTokenCalls(context) {
  const seen = { calls: 0, under: 0, most: 0, tokens: /** @type {Set<string>} */ (new Set()), held: false };
  await context.route(/\/(oauth2|threat-response)\/token$/, async (route) => {
    if (route.request().method() === 'OPTIONS') return route.continue();
    seen.calls += 1;
    if (seen.held) {
      seen.held = false;
      return undefined; // never answered: its tab has the lock
    }
    seen.under += 1;
    seen.most = Math.max(seen.most, seen.under);
    const response = await route.fetch();
    seen.tokens.add((await response.json()).access_token);
    seen.under -= 1;
    return route.fulfill({ response });
  });
  return seen;
}

/**
 * Tabs with an open casebook, all signed in.
 * @param {BrowserContext} context
 * @param {Appliance} service
 * @param {'appliance' | 'tab'} place
 */
async function openTabs(context, service, place) {
  await logInTo(service, context);
  const books = [];
  for (let number = 0; number < count; ++number) {
    const page = await context.newPage();
    await withoutWebgl(page);
    await page.goto(service.appliance + domainsPage);
    const book = casebookOf(page, service);
    if (number === 0) {
      await book.open(service, place);
    } else if (place === 'tab') {
      const dialog = page.getByRole('dialog', { name: 'Login to use Casebook/Pivot Menu' });
      await book.button('Sign in…').click(); // the casebook is open, as on the page before
      await dialog.getByRole('textbox', { name: 'Client ID' }).fill(service.client_id);
      await dialog.getByLabel('Client Password').fill(service.client_password);
      await dialog.getByRole('combobox', { name: 'Keep the password in' }).selectOption(place);
      await dialog.getByRole('button', { name: 'Authenticate' }).click();
    }
    await expect(book.button('Refresh')).toBeVisible();
    await expect(book.button('Sign in…')).toHaveCount(0);
    // What it asks while it opens has its answer: it does not get the new token, nor is it what wakes the tab.
    await page.locator('tr-ribbon').evaluate((one) => /** @type {any} */ (one).whenIdle());
    books.push(book);
  }
  return books;
}

/** All at once, in front or not. @param {ReturnType<typeof casebookOf>[]} books */
const wake = (books) => Promise.all(books.map((book) =>
  book.button('Refresh').evaluate((one) => /** @type {HTMLElement} */ (one).click())));

for (const { place, made } of modes) {
  const long = place === 'appliance' ? '' : ' @long';
  test(`ten tabs wake, the password kept with this ${place}: one token call each, never two at a time${long}`, async (
    { context }) => {
    test.setTimeout(180_000);
    const service = await startAppliance({ args: ['--ephemeral', '--test-controls'] });
    const seen = await watchTokenCalls(context);
    const books = await openTabs(context, service, place);
    await putControl(service, 'clock', { ahead_s: 700 });
    seen.calls = seen.most = 0;
    seen.tokens.clear();
    await wake(books);
    await expect.poll(() => seen.calls, { timeout: 30_000 }).toBe(count);
    await expect.poll(() => seen.under).toBe(0);
    for (const book of books) await expect(book.region.getByRole('alert').filter({ hasText: /./ })).toHaveCount(0);
    expect({ ...seen, tokens: seen.tokens.size }).toMatchObject({ calls: count, most: 1, tokens: made });
    await service.stop();
  });
}

test('tabs that wake while the one that asks is frozen get their tokens all the same @long', async ({ context }) => {
  test.setTimeout(180_000);
  const service = await startAppliance({ args: ['--ephemeral', '--test-controls'] });
  const seen = await watchTokenCalls(context);
  const [first, ...others] = await openTabs(context, service, 'appliance');
  await putControl(service, 'clock', { ahead_s: 700 });
  seen.calls = 0;
  seen.tokens.clear();
  seen.held = true;
  await wake([first]);
  await expect.poll(() => seen.calls).toBe(1);
  const session = await context.newCDPSession(first.region.page());
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await wake(others);
  await expect.poll(() => seen.calls, { timeout: 60_000 }).toBe(count);
  await expect.poll(() => seen.under).toBe(0);
  expect(seen.tokens.size).toBe(1);
  for (const book of others) await expect(book.region.getByRole('alert').filter({ hasText: /./ })).toHaveCount(0);
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await service.stop();
});
