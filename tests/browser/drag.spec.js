// Observables dragged onto cases: from the page, from cases, from other programs; by mouse, by finger, and by keyboard
// instead (CB-06, C-12, D-19).
import { casebookOf, undoTime } from './casebook.js';
import { casesOf, domainsPage, expect, settled, test, tokenOf } from './fixtures.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Locator} Locator */
/** @typedef {import('./fixtures.js').Appliance} Appliance */

/** Cases at the service. @param {Appliance} appliance @param {Record<string, string[]>} cases domains by title */
async function made(appliance, cases) {
  const headers = { 'Authorization': `Bearer ${await tokenOf(appliance)}`, 'Content-Type': 'application/json' };
  for (const [title, values] of Object.entries(cases)) {
    const { status } = await fetch(`${appliance.private_intel}/ctia/casebook?wait_for=true`, {
      method: 'POST', headers, body: JSON.stringify({ type: 'casebook', tlp: 'amber', title,
        observables: values.map((value) => ({ type: 'domain', value })) }) });
    expect(status).toBe(201);
  }
}

/** What the service has. @param {Appliance} appliance @param {string} title */
async function stored(appliance, title) {
  const found = (await casesOf(appliance)).find((one) => one.title === title);
  return found?.observables.map(({ value }) => value).sort();
}

/** @param {Page} page @param {Appliance} appliance @param {Record<string, string[]>} cases the last is the open one */
async function opened(page, appliance, cases) {
  await made(appliance, cases);
  await page.goto(appliance.appliance + domainsPage);
  const casebook = casebookOf(page, appliance);
  await casebook.open();
  const last = Object.keys(cases).at(-1) ?? '';
  await casebook.case(last).click();
  await expect(casebook.region.getByRole('heading', { name: last })).toBeVisible();
  return casebook;
}

/** @param {Page} page @param {string} value */
const handle = (page, value) => page.getByRole('button', { name: `Actions for ${value}`, exact: true }).first();

/** The words beside the pointer. @param {Page} page */
const hint = (page) => page.locator('.dragged');

/** Presses the left button on the start of an item, or on the grip of a pivot button. @param {Locator} item */
async function grab(item) {
  await item.scrollIntoViewIfNeeded();
  const box = await item.boundingBox();
  if (!box) throw new Error('there is nothing to drag');
  await item.page().mouse.move(box.x + Math.min(34, box.width / 2), box.y + box.height / 2);
  await item.page().mouse.down();
}

/** @param {Locator} item */
async function over(item) {
  const box = await item.boundingBox();
  if (!box) throw new Error('there is nothing to drop on');
  await item.page().mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
}

test('an observable of the page is dragged onto a listed case and onto the open one, and back by Undo', async (
  { page, appliance }) => {
  await page.clock.install();
  const casebook = await opened(page, appliance, { 'Drag to me': [], 'Drag here': [] });
  await grab(handle(page, 'bit.ly'));
  await over(casebook.case('Drag to me'));
  await expect(hint(page)).toHaveText('Add bit.ly to Drag to me');
  await expect(casebook.case('Drag to me')).toHaveClass(/dropping/);
  await page.mouse.up();
  await expect(hint(page)).toBeHidden();
  await expect(casebook.said('Adding bit.ly to Drag to me…')).toBeVisible();
  await expect(casebook.case('Drag to me 1 observable')).toBeVisible();
  await expect(casebook.region.getByRole('heading', { name: 'Drag here' })).toBeVisible();

  await grab(handle(page, 'newsletter.example'));
  await over(casebook.region.getByText('This case has no observables yet.'));
  await expect(hint(page)).toHaveText('Add newsletter.example to Drag here');
  await page.mouse.up();
  await expect(casebook.row('newsletter.example')).toContainText('being added');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(casebook.row('newsletter.example')).toHaveCount(0);
  await page.clock.fastForward(undoTime);
  await expect.poll(() => stored(appliance, 'Drag to me'), { timeout: 15_000 }).toEqual(['bit.ly']);
  expect(await stored(appliance, 'Drag here')).toEqual([]);
});

test('held over the button the casebook opens; dropped on it a case is made, and the next time it is added to',
  async ({ page, appliance, analyst }) => {
    await analyst.open();
    await analyst.signIn('bit.ly');
    await page.keyboard.press('Escape');
    const casebook = casebookOf(page, appliance);
    const button = page.getByRole('button', { name: 'Casebook', exact: true });
    await grab(handle(page, 'bit.ly'));
    await over(button);
    await expect(hint(page)).toHaveText('Add bit.ly to a new case');
    await expect(casebook.region).toBeVisible();
    await expect(button).toHaveAttribute('aria-expanded', 'true');
    await page.mouse.up();
    await expect(casebook.row('bit.ly')).toBeVisible();
    await expect(casebook.said(/^bit\.ly is now in /)).toBeVisible();
    await casebook.button('Close').click();

    await grab(handle(page, 'bit.ly'));
    await over(button);
    await expect(hint(page)).toHaveText(/^bit\.ly is already in Casebook /);
    await expect(hint(page)).toHaveClass(/refused/);
    await page.mouse.up();
    await grab(handle(page, 'newsletter.example'));
    await over(button);
    await expect(hint(page)).toHaveText(/^Add newsletter\.example to Casebook /);
    await page.mouse.up();
    await expect(casebook.said(/^Adding newsletter\.example to /)).toBeVisible();
    await expect(casebook.region).toBeHidden();
  });

test('rows of a case are dragged together, as a copy, and into other tools', async ({ page, appliance }) => {
  const casebook = await opened(page, appliance,
    { 'Target of copies': ['one.example'], 'Source of copies': ['one.example', 'two.example', 'three.example'] });
  await page.evaluate(() => {
    const main = document.querySelector('main');
    main?.addEventListener('dragover', (event) => event.preventDefault());
    main?.addEventListener('drop', ({ dataTransfer }) => {
      /** @type {any} */ (window).dropped = ['text/plain', 'application/json']
        .map((type) => dataTransfer?.getData(type));
    });
  });
  await casebook.row('one.example').click();
  await casebook.row('two.example').click({ modifiers: ['Control'] });
  await grab(casebook.row('two.example'));
  await over(casebook.case('Source of copies'));
  await expect(hint(page)).toHaveText('2 observables are already in Source of copies.');
  await over(casebook.case('Target of copies'));
  await expect(hint(page)).toHaveText('Copy two.example to Target of copies');
  await page.mouse.up();
  await expect(casebook.case('Target of copies 2 observables')).toBeVisible();
  await expect(casebook.row('two.example')).toBeVisible();
  await grab(casebook.row('three.example'));
  await over(page.locator('main h1'));
  await page.mouse.up();
  expect(await page.evaluate(() => /** @type {any} */ (window).dropped))
    .toEqual(['three.example', '[{"type":"domain","value":"three.example"}]']);
  await expect(casebook.region.getByText('1 selected')).toBeVisible();
});

test('what is ticked in Find on page is dragged together onto a case, which opens where it was', async (
  { page, appliance }) => {
  const casebook = await opened(page, appliance, { 'Found another': [], 'Found here': [] });
  await page.getByRole('button', { name: 'Find on page', exact: true }).click();
  const found = page.getByRole('region', { name: 'Find on page' });
  const row = (/** @type {string} */ value) => found.getByRole('listbox', { name: 'Observables' })
    .getByRole('option', { name: new RegExp(`^${value.replaceAll('.', '\\.')} `) });
  for (const value of ['bit.ly', 'newsletter.example']) await row(value).click({ position: { x: 18, y: 20 } });
  await expect(found.getByText('2 selected')).toBeVisible();
  await grab(row('newsletter.example'));
  const button = page.getByRole('button', { name: 'Casebook', exact: true });
  await over(button);
  await expect(hint(page)).toHaveText('Add 2 observables to Found here');
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  await expect(found).toBeHidden();
  await over(casebook.case('Found another'));
  await expect(hint(page)).toHaveText('Add 2 observables to Found another');
  await page.mouse.up();
  await expect(casebook.said('Adding 2 observables to Found another…')).toBeVisible();
  await expect(casebook.case('Found another 2 observables')).toBeVisible();
  await expect.poll(() => stored(appliance, 'Found another'), { timeout: 15_000 })
    .toEqual(['bit.ly', 'newsletter.example']);
});

test('text of the page and of other programs is recognised where it is dropped, whatever else comes with it', async (
  { page, appliance }) => {
  const casebook = await opened(page, appliance, { 'Dropped texts': [] });
  const region = casebook.region.getByText('This case has no observables yet.');
  // A selection of the page.
  const title = page.locator('main h1');
  await title.evaluate((one) => {
    one.textContent = 'see hxxp://evil[.]example/a';
    getSelection()?.selectAllChildren(one);
  });
  const box = await title.boundingBox();
  await page.mouse.move((box?.x ?? 0) + 30, (box?.y ?? 0) + (box?.height ?? 0) / 2);
  await page.mouse.down();
  await over(region);
  await expect(hint(page)).toHaveText('Add what is recognized in it to Dropped texts');
  await page.mouse.up();
  await expect(casebook.row('http://evil.example/a')).toBeVisible();
  /** As another program drops it. @param {Record<string, string>} kinds */
  const drop = async (kinds) => {
    const at = await casebook.button('Add observables…').boundingBox();
    await page.evaluate(({ data, x, y }) => {
      const dataTransfer = new DataTransfer();
      for (const [type, text] of Object.entries(data)) dataTransfer.setData(type, text);
      for (const type of ['dragenter', 'dragover', 'drop']) {
        document.querySelector('tr-ribbon')?.dispatchEvent(new DragEvent(type, {
          dataTransfer, clientX: x, clientY: y, bubbles: true, cancelable: true }));
      }
    }, { data: kinds, x: (at?.x ?? 0) + 9, y: (at?.y ?? 0) + 9 });
  };
  await drop({ 'text/plain': 'nothing here', 'text/html': '<img src=x onerror=alert(1)>' });
  await expect(casebook.said('No IP address, domain, URL or SHA-256 is recognized in this text.')).toBeVisible();
  await drop({ 'application/json': '[{"type":"md5","value":"0"},{"type":"url","value":"javascript:alert(1)"},7]',
    'text/plain': 'from 192.0.2.7, 10.0.0.1' });
  await expect(casebook.said(/^Adding 192\.0\.2\.7 to Dropped texts… Left out, .*: 1\.$/)).toBeVisible();
  await expect(casebook.row('192.0.2.7')).toBeVisible();
  await drop({ 'application/json': '{'.repeat(5000), 'text/plain': '192.0.2.7' });
  await expect(casebook.said('192.0.2.7 is already in Dropped texts.')).toBeVisible();
  await expect(casebook.row('10.0.0.1')).toHaveCount(0);
});

test('by keyboard alone observables are copied and moved to another case, found by typing, and back by Undo', async (
  { page, appliance }) => {
  await page.clock.install();
  const casebook = await opened(page, appliance,
    { 'Keys to here': ['one.example'], 'Keys from here': ['one.example', 'two.example'] });
  await casebook.row('two.example').focus();
  await page.keyboard.press('Space');
  await casebook.button('Move to case…').focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Move two.example to a case' });
  await expect(dialog.getByRole('searchbox', { name: 'Search cases' })).toBeFocused();
  await expect(dialog.getByRole('option', { name: 'Keys to here' })).toBeVisible();
  await expect(dialog.getByRole('option', { name: 'Keys from here' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(casebook.button('Move to case…')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('searchbox', { name: 'Search cases' })).toBeFocused();
  await page.keyboard.type('to here');
  await expect(dialog.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(casebook.said('Moving two.example to Keys to here…')).toBeVisible();
  await expect(casebook.row('two.example')).toHaveCount(0);
  await expect(casebook.case('Keys to here 2 observables')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(casebook.row('two.example')).toBeVisible();
  await expect(casebook.case('Keys to here 1 observable')).toBeVisible();

  await casebook.button('Select all').press('Enter');
  await casebook.button('Copy to case…').press('Enter');
  const copies = page.getByRole('dialog', { name: 'Copy 2 observables to a case' });
  await copies.getByRole('button', { name: 'New case' }).press('Enter');
  await expect(casebook.said('Adding 2 observables to a new case…')).toBeVisible();
  await expect(casebook.region.getByRole('heading', { name: 'Keys from here' })).toBeVisible();
  await casebook.row('two.example').focus();
  await page.keyboard.press('Enter');
  await casebook.button('Move to case…').press('Enter');
  await dialog.getByRole('option', { name: 'Keys to here' }).press('Enter');
  await expect(casebook.said('Moving two.example to Keys to here…')).toBeVisible();
  await page.clock.fastForward(undoTime);
  await expect(casebook.said('Moved to Keys to here: two.example.')).toBeVisible({ timeout: 15_000 });
  await expect.poll(() => stored(appliance, 'Keys from here'), { timeout: 15_000 }).toEqual(['one.example']);
  expect(await stored(appliance, 'Keys to here')).toEqual(['one.example', 'two.example']);
});

test.describe('by finger', () => {
  test.use({ hasTouch: true });

  /** @param {Page} page */
  async function finger(page) {
    const session = await page.context().newCDPSession(page);
    const send = (
      /** @type {'touchStart' | 'touchMove' | 'touchEnd'} */ type, /** @type {{x: number, y: number}[]} */ ...at) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: at });
    /** @param {Locator} item @param {number} [fromEnd] the middle without */
    const place = async (item, fromEnd) => {
      const box = await item.boundingBox();
      if (!box) throw new Error('there is nothing to touch');
      return { x: box.x + (fromEnd === undefined ? box.width / 2 : box.width - fromEnd), y: box.y + box.height / 2 };
    };
    return {
      down: async (/** @type {Locator} */ item, /** @type {number} */ fromEnd) =>
        send('touchStart', await place(item, fromEnd)),
      over: async (/** @type {Locator} */ item) => {
        const { x, y } = await place(item);
        await send('touchMove', { x: x - 30, y });
        await send('touchMove', { x, y });
      },
      up: () => send('touchEnd'),
      send,
      place,
    };
  }

  test('a handle that is held is dragged, and a row; what is not held scrolls', async ({ page, appliance }) => {
    const casebook = await opened(page, appliance, { 'Touched here': [], 'Touched from': ['one.example'] });
    const { down, over, up, send, place } = await finger(page);
    await down(handle(page, 'bit.ly'), 8);
    await expect(hint(page)).toHaveText('bit.ly');
    await over(casebook.case('Touched here'));
    await expect(hint(page)).toHaveText('Add bit.ly to Touched here');
    await up();
    await expect(casebook.said('Adding bit.ly to Touched here…')).toBeVisible();
    await expect(page.getByRole('menu')).toHaveCount(0);
    await expect(hint(page)).toBeHidden();

    await down(casebook.row('one.example'), 200);
    await expect(page.getByRole('menuitem', { name: 'Add to New Case' })).toBeVisible();
    await over(casebook.case('Touched here'));
    await expect(page.getByRole('menuitem', { name: 'Add to New Case' })).toBeHidden();
    await expect(hint(page)).toHaveText('Copy one.example to Touched here');
    await up();
    await expect(casebook.case('Touched here 2 observables')).toBeVisible();

    const scrolled = () => page.evaluate(() =>
      Math.max(...[...document.querySelectorAll('*')].map(({ scrollTop }) => scrollTop)));
    const { x, y } = await place(handle(page, 'bit.ly'), 8);
    const before = await scrolled();
    // All at once: a finger that a busy machine holds back for half a second would be a long press.
    const sent = [send('touchStart', { x, y })];
    for (let step = 1; step <= 10; ++step) sent.push(send('touchMove', { x, y: y - 12 * step }));
    await Promise.all([...sent, send('touchEnd')]);
    await expect.poll(scrolled).toBeGreaterThan(before + 20);
    await expect(hint(page)).toBeHidden();
  });

  test('a list scrolls under what a finger holds at its edge', async ({ page, appliance }) => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`Scrolled to ${index + 10}`, []]));
    const casebook = await opened(page, appliance, many);
    const { down, over, up, send } = await finger(page);
    // Cases of other tests would come after them, and the list would scroll on to those.
    await casebook.region.getByRole('searchbox', { name: 'Search cases' }).fill('Scrolled to');
    const list = casebook.region.getByRole('listbox', { name: 'Cases' });
    // With the cases of other tests there is more than one page, and the list is shorter by its foot.
    await settled(page);
    await expect(casebook.case('Scrolled to 39')).toBeInViewport();
    const box = await list.boundingBox();
    if (!box) throw new Error('the list is not shown');
    await expect(casebook.case('Scrolled to 10')).not.toBeInViewport();
    const at = { x: box.x + box.width / 2, y: box.y + box.height - 12 };
    const last = casebook.case('Scrolled to 10');
    await down(handle(page, 'bit.ly'), 8);
    await expect(hint(page)).toHaveText('bit.ly');
    await send('touchMove', { ...at, y: at.y - 80 });
    await send('touchMove', at);
    await expect(last).toBeInViewport({ ratio: 1, timeout: 30_000 });
    await send('touchMove', { ...at, y: at.y - 80 });
    // It is over what has come there.
    await expect(hint(page)).toHaveText(/^Add bit\.ly to |^bit\.ly is already in /);
    await over(page.locator('main h1'));
    await up();
    await expect(hint(page)).toBeHidden();
  });

  test('a drag by finger is given up by lifting it elsewhere', async ({ page, appliance }) => {
    const casebook = await opened(page, appliance, { 'Not touched': [] });
    const { down, over, up } = await finger(page);
    await down(handle(page, 'bit.ly'), 8);
    await expect(hint(page)).toBeVisible();
    await over(page.locator('main h1'));
    await up();
    await expect(hint(page)).toBeHidden();
    await expect(casebook.region.getByText('This case has no observables yet.')).toBeVisible();
    await expect(page.getByRole('menu')).toHaveCount(0);
  });
});
