// The collector of policy reports, shown breaches: what it does not report here it would not report anywhere.
import { domainsPage, expect, test } from './fixtures.js';

/** @typedef {import('@playwright/test').Page} Page */

const page = '/policy-page';
const policy = "default-src 'none'; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; " +
  "trusted-types 'none'; frame-src 'self'; worker-src 'self'";
const breaches = /** @type {[string, RegExp, () => unknown][]} */ ([
  ['a text for a script', /^require-trusted-types-for: trusted-types-sink HTMLScriptElement/, () => {
    const script = document.createElement('script');
    script.append('0');
    document.body.append(script);
  }],
  ['a string for an HTML sink', /^require-trusted-types-for: trusted-types-sink Element innerHTML/, () => {
    // eslint-disable-next-line no-restricted-properties -- what is refused here
    try { document.body.innerHTML = '<i>'; } catch { /* refused, and reported */ }
  }],
  ['a call to a foreign host', /^connect-src: https:\/\/foreign\.example\//, () => {
    fetch('https://foreign.example/').catch(() => undefined);
  }],
]);

/** @param {Page} opened an empty page @param {string} address */
async function serve(opened, address) {
  await opened.context().route(address, (route) => route.fulfill({
    body: '<!doctype html><body>', contentType: 'text/html', headers: { 'Content-Security-Policy': policy } }));
}

test('a breach is reported: of a report page, a pop-up, a frame, a page of another context', async (
  { page: first, browser, appliance, policy: reports }) => {
  const context = await browser.newContext();
  const second = await context.newPage();
  const address = appliance.appliance + page;
  for (const one of [first, second]) await serve(one, address);
  await first.goto(appliance.appliance + domainsPage);
  await second.goto(address);
  const opening = first.waitForEvent('popup');
  await first.evaluate((to) => { window.open(to); }, address);
  const popup = await opening;
  await popup.waitForURL(address);
  await popup.evaluate((to) => new Promise((loaded) => {
    const frame = document.createElement('iframe');
    Object.assign(frame, { src: to, onload: loaded });
    document.body.append(frame);
  }), address);
  for (const place of [first, second, popup, popup.frames()[1]]) {
    for (const [what, report, breach] of breaches) {
      await place.evaluate(breach);
      const told = [...await reports.take(first.context()), ...await reports.take(context)];
      expect(told.filter((text) => report.test(text)), `${what}\n${told.join('\n')}`).toHaveLength(1);
    }
  }
  await context.close();
});

test('a script that fails and a worker are reported, and what is told in the last moment of a context', async (
  { page: opened, browser, appliance, policy: reports }) => {
  const address = appliance.appliance + page;
  await opened.context().route(`${address}**`, (route) => route.fulfill({
    contentType: route.request().url().endsWith('.js') ? 'text/javascript' : 'text/html' }));
  await opened.goto(address);
  /** @type {string[]} */
  const told = [];
  await opened.evaluate((script) => {
    setTimeout(() => { throw new Error('planted'); });
    new Worker(script);
  }, `${address}.js`);
  await expect.poll(async () => told.push(...await reports.take()) && told.sort()).toEqual(
    ['Error: planted', `a worker: ${address}.js`]);
  const context = await browser.newContext();
  const last = await context.newPage();
  await serve(last, address);
  await last.goto(address);
  await last.evaluate(breaches[0][2]);
  await context.close();
  expect((await reports.take()).join('\n')).toContain('HTMLScriptElement');
});
