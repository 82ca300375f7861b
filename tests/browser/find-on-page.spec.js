// Find on page (C-22, D-21): what the page has, marked, gone through, asked about and added in one step, by mouse and
// by keyboard.
import { casesOf, expect, settled, test } from './fixtures.js';
import { openHost } from './host-page.js';

/** @typedef {import('@playwright/test').Page} Page */

/** @param {Page} page */
function finderOf(page) {
  const region = page.getByRole('region', { name: 'Find on page' });
  return {
    region,
    open: page.getByRole('button', { name: 'Find on page', exact: true }),
    /** @param {string | RegExp} name */
    button: (name) => region.getByRole('button', { name }),
    search: region.getByRole('searchbox', { name: 'Filter' }),
    list: region.getByRole('listbox', { name: 'Observables' }),
    /** @param {string} value */
    row: (value) => region.getByRole('listbox', { name: 'Observables' })
      .getByRole('option', { name: new RegExp(`^${value.replaceAll('.', '\\.')} `) }),
    /** @param {string | RegExp} words */
    kind: (words) => region.getByRole('listbox', { name: 'Type' }).getByRole('option', { name: words }),
    /** @param {string | RegExp} words */
    disposition: (words) => region.getByRole('listbox', { name: 'Disposition' }).getByRole('option', { name: words }),
    place: region.getByRole('status').first(),
  };
}

/** How many places are marked, and the text of the one that is shown. @param {Page} page */
const marked = (page) => page.evaluate(() => {
  const text = (/** @type {AbstractRange} */ range) => {
    const whole = document.createRange();
    whole.setStart(range.startContainer, range.startOffset);
    whole.setEnd(range.endContainer, range.endOffset);
    return whole.toString();
  };
  return {
    all: CSS.highlights.get('tr-found')?.size ?? 0,
    shown: [...CSS.highlights.get('tr-shown') ?? []].map(text).join(),
    ring: [...document.querySelectorAll('tr-pivot-menu[shown]')].map((one) => one.getAttribute('value')).join(),
  };
});

/** Of the page without the ribbon. @param {Page} page */
const shape = (page) => page.evaluate(() => ({
  text: document.querySelector('main')?.textContent,
  boxes: [...document.querySelectorAll('main td')].map((cell) => cell.getBoundingClientRect().width).join(),
  selected: String(getSelection()),
}));

/** @param {Page} page @param {import('./fixtures.js').Appliance} appliance */
async function countCalls(page, appliance) {
  /** @type {string[]} */
  const calls = [];
  for (const origin of [appliance.visibility, appliance.private_intel]) {
    await page.route(`${origin}/**`, (route) => {
      calls.push(new URL(route.request().url()).pathname);
      return route.continue();
    });
  }
  return calls;
}

test('what the page has is counted and marked, and nobody is asked', async ({ page, analyst, appliance }) => {
  const calls = await countCalls(page, appliance);
  const finder = finderOf(page);
  await analyst.open();
  await page.getByRole('switch', { name: 'Live' }).uncheck();
  const before = await shape(page);
  const buttons = await page.locator('main tr-pivot-menu').evaluateAll((all) =>
    all.map((one) => `${one.getAttribute('type')} ${one.getAttribute('value')}`));
  await finder.open.click();
  await expect(finder.open).toHaveAttribute('aria-expanded', 'true');
  const distinct = new Set(buttons);
  const domains = [...distinct].filter((one) => one.startsWith('domain ')).length;
  await expect(finder.kind(`All kinds ${distinct.size}`)).toBeVisible();
  await expect(finder.kind(`Domain ${domains}`)).toBeVisible();
  await expect(finder.disposition(`Not asked about ${distinct.size}`)).toBeVisible();
  await expect(finder.place).toHaveText(`${buttons.length} places`);
  expect(await marked(page)).toEqual({ all: buttons.length, shown: '', ring: '' });

  await finder.button('Next').click();
  const [first, second] = buttons.map((one) => one.split(' ')[1]);
  await expect(finder.place).toHaveText(`1 of ${buttons.length}`);
  expect((await marked(page)).ring).toBe(first);
  await finder.button('Next').click();
  await expect(finder.place).toHaveText(`2 of ${buttons.length}`);
  expect((await marked(page)).ring).toBe(second);
  await finder.button('Previous').click();
  await finder.button('Previous').click();
  await expect(finder.place).toHaveText(`${buttons.length} of ${buttons.length}`);
  const ringed = page.locator('tr-pivot-menu[shown]');
  const [box, ribbon] = [await ringed.boundingBox(), await finder.region.boundingBox()];
  expect(box?.y).toBeGreaterThan(0);
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(ribbon?.y ?? 0);
  expect(await shape(page)).toEqual(before);

  await finder.button('Close').click();
  expect(await marked(page)).toEqual({ all: 0, shown: '', ring: '' });
  await expect(finder.region).toBeHidden();
  expect(calls).toEqual([]);
});

test('by keyboard: filtered, gone to, ticked, and left by Escape', async ({ page, analyst }) => {
  const finder = finderOf(page);
  await analyst.open();
  await page.getByRole('switch', { name: 'Live' }).uncheck();
  await finder.open.focus();
  await page.keyboard.press('Enter');
  await expect(finder.search).toBeFocused();
  await page.keyboard.type('BIT.');
  await expect(finder.list.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter'); // takes the first that was found
  await expect(finder.row('bit.ly')).toBeFocused();
  expect(await marked(page)).toMatchObject({ shown: 'bit.ly', ring: 'bit.ly' });
  await expect(finder.row('bit.ly')).toHaveAttribute('aria-current', 'true');
  await expect(finder.row('bit.ly')).toHaveAttribute('aria-selected', 'false');
  await page.keyboard.press('Space');
  await expect(finder.row('bit.ly')).toHaveAttribute('aria-selected', 'true');
  await expect(finder.region.getByText('1 selected')).toBeVisible();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('dialog', { name: /Login/ })).toBeVisible(); // the menu of a row needs a sign-in
  await page.keyboard.press('Escape');
  await finder.row('bit.ly').focus();
  await page.keyboard.press('Escape');
  await expect(finder.open).toBeFocused();
  await expect(finder.region).toBeHidden();
  expect(await marked(page)).toEqual({ all: 0, shown: '', ring: '' });
});

test('one press asks about all, says how many requests that is, and one more adds what is not clean',
  async ({ page, analyst, appliance }) => {
    const calls = await countCalls(page, appliance);
    const finder = finderOf(page);
    await analyst.open();
    await page.getByRole('switch', { name: 'Live' }).uncheck();
    await finder.open.click();
    await expect(finder.button('Select all that are not clean')).toHaveAttribute('aria-disabled', 'true');
    await finder.button(/^Ask about \d+ observables \(1 request\)$/).click();
    await analyst.fillDialog();
    await expect(finder.disposition(/^Malicious/)).toBeVisible();
    await expect(finder.button(/^Ask about/)).toHaveCount(0);
    expect(calls.filter((one) => one.includes('/deliberate/'))).toHaveLength(1);
    await finder.disposition(/^Malicious/).click();
    await expect(finder.list.getByRole('option')).toHaveCount(
      Number((await finder.disposition(/^Malicious/).textContent())?.replace(/\D+/g, '')));
    for (const row of await finder.list.getByRole('option').all()) await expect(row).toContainText('Malicious');
    await finder.disposition(/^All dispositions/).click();
    const clean = await finder.disposition(/^Clean/).count();
    await finder.button('Select all that are not clean').click();
    const rows = await finder.list.getByRole('option').evaluateAll((all) => all.length);
    expect(rows).toBeGreaterThan(0);
    const selected = Number((await finder.region.getByText(/^\d+ selected$/).textContent())?.split(' ')[0]);
    const all = Number((await finder.kind(/^All kinds/).textContent())?.replace(/\D+/g, ''));
    expect(selected).toBeGreaterThan(0);
    if (clean > 0) expect(selected).toBeLessThan(all);
    await finder.button('Add to New Case').click();
    await expect(page.getByRole('status').filter({ hasText: `${selected} observables are now in` })).toBeVisible();
    await expect.poll(async () => (await casesOf(appliance))[0].observables.length).toBe(selected);
    expect(calls.filter((one) => one.endsWith('/casebook'))).toHaveLength(1);
    // The rest, into the same case.
    await finder.button('Clear selection').click();
    await finder.button('Add to Current Case').click();
    await expect.poll(async () => (await casesOf(appliance))[0].observables.length).toBe(all);
  });

test('a box is ticked by a press on it, and the page can change meanwhile', async ({ page, analyst }) => {
  const finder = finderOf(page);
  await analyst.open();
  await page.getByRole('switch', { name: 'Live' }).uncheck();
  await finder.open.click();
  await finder.search.fill('bit.ly');
  await finder.row('bit.ly').click({ position: { x: 18, y: 20 } });
  await expect(finder.row('bit.ly')).toHaveAttribute('aria-selected', 'true');
  expect((await marked(page)).ring, 'a tick does not move the page').toBe('');
  await finder.row('bit.ly').click();
  await expect(finder.row('bit.ly')).toHaveAttribute('aria-selected', 'true');
  expect((await marked(page)).ring).toBe('bit.ly');
  await finder.search.fill('');
  await page.evaluate(() => {
    const more = document.createElement('p');
    more.textContent = 'Then brand-new.example, and bit.ly again.';
    document.querySelector('main')?.append(more);
  });
  await expect(finder.kind(/^Domain/)).toBeVisible();
  await finder.search.fill('brand-new');
  await expect(finder.row('brand-new.example')).toBeVisible();
  await finder.search.fill('bit.ly');
  await expect(finder.row('bit.ly')).toHaveAttribute('aria-selected', 'true');
  await expect(finder.row('bit.ly')).toContainText(/[2-9] places/);
  expect((await marked(page)).ring, 'what is shown is shown still').toBe('bit.ly');
});

test('a page without anything, and one that nobody searches, say so', async ({ page }) => {
  const finder = finderOf(page);
  await openHost(page, {
    html: '<!doctype html><html lang="en"><main>Nothing here</main><tr-ribbon></tr-ribbon>' +
      '<script type="module" src="/widgets/index.js"></script>',
  });
  await finder.open.click();
  await expect(finder.region.getByText('This page is not searched for observables')).toBeVisible();
  await page.evaluate(async (address) => {
    const { annotate } = await import(address);
    annotate(document.querySelector('main'));
  }, '/widgets/index.js');
  await expect(finder.region.getByText('Nothing found on this page')).toBeVisible();
  await page.evaluate(() => { document.querySelector('main')?.append(' but bad.example'); });
  await expect(finder.row('bad.example')).toBeVisible();
});

test('a place in a part of the page that is not shown says so', async ({ page }) => {
  const finder = finderOf(page);
  await openHost(page, {
    html: '<!doctype html><html lang="en"><main><p hidden>hidden.example</p></main><tr-ribbon></tr-ribbon>' +
      `<script type="module">import { annotate } from '/widgets/index.js'; annotate(document.querySelector('main'));
       </script>`,
  });
  await finder.open.click();
  await finder.button('Next').click();
  await expect(finder.region.getByText('not shown')).toBeVisible();
});

test('of thousands only the rows in view are there, and the last is a key away', async ({ page }) => {
  const finder = finderOf(page);
  const count = 5000;
  await openHost(page, {
    html: `<!doctype html><html lang="en"><main>${Array.from({ length: count }, (_, at) =>
      `<p>host-${at}.campaign.example</p>`).join('')}</main><tr-ribbon></tr-ribbon>
      <script type="module">import { annotate } from '/widgets/index.js'; annotate(document.querySelector('main'));
      </script>`,
  });
  await finder.open.click();
  await expect(finder.kind('Domain 5,000')).toBeVisible({ timeout: 30_000 });
  await expect(finder.button('Ask about 5,000 observables (about 50 requests)')).toBeVisible();
  await finder.list.getByRole('option').first().focus();
  await page.keyboard.press('End');
  await expect(finder.row(`host-${count - 1}.campaign.example`)).toBeFocused();
  await page.keyboard.press('Enter');
  await settled(page);
  await expect(page.locator('tr-pivot-menu[shown]')).toBeInViewport();
  expect(await finder.list.getByRole('option').count()).toBeLessThan(40);
});
