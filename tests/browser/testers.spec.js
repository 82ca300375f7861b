// What testers get, used as they use it: through the package's entries alone. (`watched` only hears what goes wrong.)
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { mergeTests } from '@playwright/test';
import { watched } from './fixtures.js';

// Linters look at this where nothing is built yet.
const { startService } = /** @type {typeof import('../../web/testing/index.js')} */ (
  await import(new URL('../../dist/testing/index.js', import.meta.url).href));
const { expect, frozenAt, test: testers, visual, whenIdle, widgetsOfService, widgetsOn } =
  /** @type {typeof import('../../web/testing/playwright.js')} */ (
    await import(new URL('../../dist/testing/playwright.js', import.meta.url).href));

const test = mergeTests(watched, testers);
const dist = fileURLToPath(new URL('../../dist', import.meta.url));

const instant = '2026-11-24T05:14:00Z';
test.use({
  serviceOptions: {
    fixtures: {
      cases: [{ title: 'Seeded', observables: [
        { type: 'domain', value: 'bit.ly' }, { type: 'domain', value: 'fixture.example' }] }],
      verdicts: [{ type: 'domain', value: 'fixture.example', disposition: 'malicious' }],
    },
    settings: { refresh_ms: 0 }, // what is written is found at once
  },
  timezoneId: 'UTC',
});

test('an observable of the page goes into a case, which is renamed and shared', async ({ service, widgets }) => {
  const { open, casebook, pivotMenu, ribbon } = widgets;
  await open();
  await casebook.addFromPage('bit.ly', { to: 'new' });
  await casebook.open();
  await casebook.rename('Phish of Monday');
  await casebook.addFromPage('pay-update.example');
  await expect(casebook.current).toHaveText('Phish of Monday');
  await expect(casebook.verdict('bit.ly')).toHaveText('Suspicious');
  await expect(casebook.verdict('pay-update.example')).toHaveText('Malicious');
  const [stored] = await service.cases.named('Phish of Monday');
  expect(stored.observables.map(({ value }) => value)).toEqual(['bit.ly', 'pay-update.example']);
  await casebook.remove('bit.ly');
  await ribbon.undo();
  await expect(casebook.row('bit.ly')).toBeVisible();
  await expect((await casebook.share()).getByRole('button', { name: 'Copy link' })).toBeVisible();
  await casebook.region.press('Escape');
  await casebook.choose('Seeded');
  await expect(casebook.verdict('fixture.example')).toHaveText('Malicious');
  await pivotMenu.openFor('bit.ly');
  await expect(pivotMenu.of('bit.ly')).toContainText('Second Opinion: Suspicious');
  await pivotMenu.close();
  await service.forgetClients();
  await open(); // the casebook is open as on the page before, and nobody is signed in
  await casebook.open();
  await expect(casebook.verdict('fixture.example')).toHaveText('Malicious');
});

test('when the widgets are idle nothing is loading, drawn, asked or sent', async ({ page, service, widgets }) => {
  const { open, casebook, pivotMenu, signIn } = widgets;
  await open();
  // What is looked at after each wait is looked at once.
  const late = 2000; // more than fits into two frames
  await page.evaluate((count) => {
    const lines = Array.from({ length: count }, (_, at) => {
      const line = document.createElement('p');
      line.textContent = `late${at}.example`;
      return line;
    });
    document.querySelector('main')?.append(...lines);
  }, late);
  await whenIdle(page);
  expect(await page.locator('main > p > tr-pivot-menu').count(), 'what has come has its buttons').toBe(late);
  await page.reload();
  await pivotMenu.allButtons.first().waitFor();
  await pivotMenu.buttons('bit.ly').first().click();
  await whenIdle(page);
  expect(await signIn.authenticate.isVisible(), 'the module is loaded').toBe(true);
  await service.faults.delay('token', 300);
  await signIn.submit();
  await whenIdle(page);
  expect(await pivotMenu.entry('Block this domain').isVisible(), 'the modules have answered').toBe(true);
  await pivotMenu.close();
  await service.faults.delay('cases', 300);
  await service.faults.delay('verdicts', 300);
  await casebook.open();
  await casebook.case(/^Seeded/).click();
  await whenIdle(page);
  expect(await casebook.verdict('bit.ly').allInnerTexts(), 'the verdicts are drawn').toEqual(['Suspicious']);
  await casebook.search.fill('no such case');
  await whenIdle(page);
  expect(await casebook.region.getByText('No case matches').isVisible(), 'typing has rested').toBe(true);
  await casebook.search.fill('');
  await whenIdle(page);
  const before = (await service.cases.list()).length;
  await casebook.button('New case').click();
  await whenIdle(page);
  expect(await service.cases.list(), 'the change is sent').toHaveLength(before + 1);
  await page.goto('about:blank');
  await expect(whenIdle(page)).rejects.toThrow('No widget is on the page');
});

test('faults are seen in the page, and are gone with the test', async ({ service, widgets }) => {
  const { open, casebook } = widgets;
  await service.faults.status('cases', 503);
  await open();
  await casebook.open();
  await expect(casebook.region.getByRole('alert').filter({ hasText: /\S/ }).first()).toBeVisible();
});

test('titles and ages are the same in each run, and time passes on request', async ({ page, service, widgets }) => {
  const { open, casebook, pivotMenu, ribbon } = widgets;
  const clock = await frozenAt(page, instant, { service });
  await open();
  await casebook.addFromPage('bit.ly', { to: 'new' });
  await expect(ribbon.said('bit.ly is now in Casebook Nov 24, 2026, 5:14 AM.')).toBeVisible();
  await pivotMenu.openFor('bit.ly');
  await expect(pivotMenu.of('bit.ly')).toContainText('Suspicious · new, 29 d left');
  await clock.advance(3 * 60 * 60_000);
  await pivotMenu.close();
  await pivotMenu.openFor('bit.ly');
  await expect(pivotMenu.of('bit.ly')).toContainText('Suspicious · 3 h old');
  await pivotMenu.press('Add to New Case');
  await expect(ribbon.said('bit.ly is now in Casebook Nov 24, 2026, 8:14 AM.')).toBeVisible();
  await expect(frozenAt(page, 'yesterday')).rejects.toThrow('“yesterday” is no moment');
});

test('pictures are the same in two browser processes, and differ by a font', async (
  { page, playwright, launchOptions, service, viewport, widgets }) => {
  await expect((await visual(page, { font: 'No Such Font' })).screenshot()).rejects.toThrow(
    'This machine has no font "No Such Font"');
  await expect((await visual(page, { font: 'DejaVu Sans', ratio: 2 })).screenshot()).rejects.toThrow(
    'The pixel ratio is 1 and not 2');
  await widgets.open();
  await expect(visual(page, { font: 'DejaVu Sans' })).rejects.toThrow('before the page is opened');

  /** @param {string[]} fonts one picture with each, in a browser of their own */
  const pictures = async (...fonts) => {
    const browser = await playwright.chromium.launch(launchOptions);
    const made = [];
    for (const font of fonts) {
      const shown = await browser.newPage({ viewport, timezoneId: 'UTC' });
      await frozenAt(shown, instant, { service });
      const { screenshot } = await visual(shown, { font });
      const { open, casebook, ribbon } = widgetsOfService(shown, service);
      await open();
      await casebook.open();
      await casebook.choose('Seeded');
      await casebook.search.fill('Seeded'); // the focus, with its caret, is in it
      made.push(await screenshot(ribbon.region));
    }
    await browser.close();
    return made;
  };
  const [first] = await pictures('DejaVu Sans');
  const [again, other] = await pictures('DejaVu Sans', 'DejaVu Serif');
  expect(again.equals(first), 'the same again').toBe(true);
  expect(other.equals(first), 'with another font').toBe(false);
});

test('a page of somebody else is tested with a service of its own', async ({ page }) => {
  const server = createServer(async ({ url = '/' }, response) => {
    if (url === '/') {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end('<!doctype html><html lang="en"><title>Shop</title><main>Mail from bit.ly</main>' +
        '<script type="module">import { annotate } from "/widgets/index.js"; annotate(document.body);' +
        '</script><tr-ribbon servers="/servers.json"></tr-ribbon>');
    } else if (url === '/servers.json') {
      response.end(JSON.stringify(service.servers));
    } else {
      response.setHeader('content-type', url.endsWith('.wasm') ? 'application/wasm' : 'text/javascript');
      response.end(await readFile(path.join(dist, path.normalize(url.replace('/widgets/', '/')))).catch(() => ''));
    }
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', () => resolve(undefined)); });
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const service = await startService({ pages: [`http://localhost:${port}`] });
  try {
    await page.goto(`http://localhost:${port}/`);
    const { casebook } = widgetsOn(page, service);
    await casebook.addFromPage('bit.ly');
    await expect.poll(() => service.cases.list()).toMatchObject([{ observables: [{ value: 'bit.ly' }] }]);
  } finally {
    await service.stop();
    server.close();
  }
});
