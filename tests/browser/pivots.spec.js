// Where an observable can go from its menu: each module's links, and its actions, which ask first and run once.
import { expect, test } from './fixtures.js';

/** @param {import('@playwright/test').Page} page @param {string} value */
const menu = (page, value) => page.getByLabel(`Actions for ${value}`).filter({ has: page.getByRole('menu') });
const hash = '5146f54dbec0089c4cb5661e6506849dddf2ed32e71dd7e21efae4bde6421330';
const message = '/tracking/message-details?mid=315';

test('a link is a real link to its module and opens in a new tab', async ({ page, analyst, appliance }) => {
  await analyst.open();
  await analyst.signIn('bit.ly');
  const link = menu(page, 'bit.ly').getByRole('menuitem', { name: 'Search for this domain' });
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer');
  const opened = page.context().waitForEvent('page');
  await link.click();
  expect((await opened).url()).toBe(`${appliance.visibility}/investigate?q=domain%3Abit.ly`);
});

test('an action asks first, runs once, and says what became of it', async ({ page, analyst }) => {
  await analyst.open();
  await analyst.signIn('newsletter.example');
  let runs = 0;
  page.on('request', (request) => { runs += request.url().includes('/respond/trigger/') ? 1 : 0; });
  const open = menu(page, 'newsletter.example');
  const block = open.getByRole('menuitem', { name: 'Block this domain', exact: true });
  const run = open.getByRole('menuitem', { name: 'Run “Block this domain” now' });
  await block.dblclick();
  await expect(run).toBeVisible();
  expect(runs, 'a double click answers no question that came under the pointer').toBe(0);
  await open.getByRole('menuitem', { name: 'Cancel' }).click();
  await block.focus();
  await page.keyboard.press('Enter');
  await expect(run).toBeFocused();
  await run.dblclick();
  // Accepted, and the module lists the counterpart now: it is done (D-07).
  await expect(open.getByRole('status').filter({ hasText: 'Block this domain: done.' })).toBeVisible();
  await expect(open.getByRole('menuitem', { name: 'Unblock this domain' })).toBeVisible();
  expect(runs).toBe(1);
});

test('what became of an action is noted in the current case, by keyboard', async ({ page, analyst }) => {
  await analyst.open();
  await analyst.signIn('pay-update.example');
  const open = menu(page, 'pay-update.example');
  const note = open.getByRole('menuitem', { name: 'Note in current case' });
  const notice = (/** @type {RegExp} */ words) => page.getByRole('status').filter({ hasText: words });
  /** @param {string} name */
  const pressEntry = async (name) => {
    await open.getByRole('menuitem', { name, exact: true }).focus();
    await page.keyboard.press('Enter');
  };
  await pressEntry('Add to New Case');
  await expect(notice(/is now in/)).toBeVisible();
  await analyst.pressPivot('pay-update.example');
  await expect(note).toHaveCount(0);
  await pressEntry('Block this domain');
  await expect(open.getByRole('menuitem', { name: 'Run “Block this domain” now' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(open.getByRole('status').filter({ hasText: 'Block this domain: done.' })).toBeVisible();
  // From the entry that has come in the action's place to the last one of its module.
  await note.focus();
  await page.keyboard.press('Enter');
  await expect(notice(/ is saved\.$/)).toBeVisible();
  await expect(note).toHaveAccessibleDescription('already in the case');
  await page.keyboard.press('Enter');
  await expect(notice(/^This is noted in .* already\.$/)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Casebook', exact: true }).press('Enter');
  await page.getByRole('tab', { name: 'About' }).press('Enter');
  const written = page.getByRole('paragraph').filter({ hasText: 'Response action' });
  await expect(written).toHaveText(new RegExp('^Response action of [^,]+ on pay-update\\[\\.\\]example, ' +
    'started \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC\\. As of [-\\d]+ [:\\d]+ UTC: Block this domain: done\\.$'));
});

test('what has become of an action is seen on a short window, and it runs again only when that is forced', async (
  { page, analyst }) => {
  await page.setViewportSize({ width: 420, height: 420 });
  let runs = 0;
  /** @type {object} */
  let answer = { data: { status: 'success' } };
  /** @type {(value?: unknown) => void} */
  let goOn = () => undefined;
  const held = new Promise((done) => { goOn = done; });
  await page.route('**/respond/trigger/**', async (route) => {
    runs += 1;
    await held;
    return route.fulfill({ json: answer, headers: { 'access-control-allow-origin': '*' } });
  });
  await analyst.open();
  await analyst.signIn('partner.example.org');
  const open = menu(page, 'partner.example.org');
  await open.getByRole('menuitem', { name: 'Block this domain', exact: true }).click();
  await open.getByRole('menuitem', { name: 'Run “Block this domain” now' }).click();
  await expect(open.getByRole('status').filter({ hasText: 'Block this domain: running…' })).toBeInViewport();
  await expect(open.getByRole('menuitem', { name: 'Block this domain', exact: true })).toBeDisabled();
  goOn();
  const outcome = open.getByRole('status').filter({ hasText: 'accepted by the module, which does not say' });
  await expect(outcome).toBeInViewport({ ratio: 0.98 });
  await page.keyboard.press('Escape');
  await analyst.pressPivot('partner.example.org');
  await open.getByRole('menuitem', { name: 'Block this domain', exact: true }).dblclick();
  const again = open.getByRole('menuitem', { name: 'Run “Block this domain” again' });
  await expect(again).toHaveAccessibleDescription(/It was run .* ago/);
  expect(runs).toBe(1);
  answer = { errors: [{ message: 'no such list' }] };
  await again.click();
  await expect.poll(() => runs).toBe(2);
  await expect(open.getByRole('status').filter({ hasText: /^Block this domain: .*no such list/ })).toBeInViewport();
});

test('a hostile list of links opens nothing, shows text as text, and stays usable', async ({ page, analyst }) => {
  const entry = (/** @type {string} */ title, /** @type {string} */ url) =>
    ({ module: 'Hostile', module_instance_id: 'h', module_type_id: 'h', id: title, title, url, description: '' });
  const data = [
    entry('Script', `${'javascript'}:document.title="bad"`), entry('Data', 'data:text/html,<script>1</script>'),
    entry('<img src=x onerror="document.title=\'bad\'">', 'https://s.example/'),
    entry('\u202Egpj.exe', 'https://t.example/'),
    ...Array.from({ length: 10_000 }, (_, index) => entry(`Link ${index}`, `https://s.example/${index}`)),
  ];
  const up = [entry('Up', '/respond/trigger/h/../../delete?x=1')];
  for (const [address, list] of /** @type {const} */ ([['refer', data], ['respond', up]])) {
    await page.route(`**/${address}/observables`, (route) =>
      route.fulfill({ json: { data: list }, headers: { 'access-control-allow-origin': '*' } }));
  }
  await analyst.open();
  const title = await page.title();
  await analyst.signIn('bit.ly');
  const open = menu(page, 'bit.ly');
  await expect(open).toContainText('more entries are not shown: type to find them');
  await expect(open.getByRole('menuitem', { name: /^(Script|Data|Up)$/ })).toHaveCount(0);
  await expect(open.getByRole('menuitem', { name: '<img src=x' })).toBeVisible();
  await expect(open.locator('img')).toHaveCount(0);
  const turned = open.getByRole('menuitem', { name: /gpj\.exe$/ });
  await expect(turned).toBeVisible();
  expect(await turned.textContent(), 'nothing turns the reading direction').not.toContain('\u202E');
  expect(await open.getByRole('menuitem').count()).toBeLessThan(120);
  await page.keyboard.type('Link 9999');
  await expect(open.getByRole('menuitem')).toHaveText(['Link 9999']);
  expect(await page.title()).toBe(title);
});

test('the fast modules\' verdict shows while a slow module is still asked', async ({ page, analyst }) => {
  const other = '7265987ea36f0eaa0744164d642aa43db334c75f307981e7ef4ca929b9bc610d';
  await analyst.open(message);
  await page.evaluate((value) => {
    const button = document.createElement('tr-pivot-menu');
    button.setAttribute('type', 'sha256');
    button.setAttribute('value', value);
    document.querySelector('main')?.prepend(button);
  }, other);
  await analyst.signIn(hash);
  await expect(menu(page, hash)).toContainText('Slow Sandbox: no answer in time');
  await page.keyboard.press('Escape');
  await analyst.pressPivot(other);
  const early = menu(page, other).filter({ hasText: 'Asking the modules' }).filter({ hasText: 'Clean' });
  await expect(early).toBeVisible();
  await expect(menu(page, other)).toContainText('Slow Sandbox: no answer in time');
});

test('a module that was silent can be asked again by itself, by keyboard too', async ({ page, analyst }) => {
  await analyst.open(message);
  await analyst.signIn(hash);
  const open = menu(page, hash);
  const again = open.getByRole('button', { name: 'Ask Slow Sandbox again' });
  await expect(again).toBeVisible();
  await expect(open.getByRole('menuitem', { name: 'Add to New Case' })).toBeFocused();
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => {
    if (request.url().includes('/deliberate/')) asked.push(new URL(request.url()).search);
  });
  await page.keyboard.press('Shift+Tab');
  await expect(open.getByRole('searchbox', { name: 'Filter' })).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(again).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(open).toContainText('Asking the modules');
  await expect(again).toBeVisible();
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatch(/^\?mids=[^&]+$/);
});
