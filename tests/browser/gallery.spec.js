// The kit as people use it, on its gallery page: every item by role and name, by mouse and by keyboard.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, settled, test } from './fixtures.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Locator} Locator */

const images = fileURLToPath(new URL('results/images', import.meta.url));

/**
 * @param {Page} page
 * @param {{appliance: string}} appliance
 * @param {string} section the name of its tab
 * @param {string} [query]
 */
async function open(page, { appliance }, section, query = '') {
  await page.goto(`${appliance}/gallery${query}`);
  await page.getByRole('tab', { name: section }).click();
  await expect(page.getByRole('tab', { name: section })).toHaveAttribute('aria-selected', 'true');
}

const said = (/** @type {Page} */ page) => page.getByRole('status').last();

/** The two ways to use an item. @type {Record<string, (item: Locator) => Promise<void>>} */
const ways = {
  mouse: (item) => item.click({ force: true }), // what is off is pressed as well
  keyboard: async (item) => {
    await item.focus();
    await item.press(await item.getAttribute('type') === 'checkbox' ? ' ' : 'Enter');
  },
};

for (const [way, use] of Object.entries(ways)) {
  test(`buttons and check boxes are used once by ${way}`, async ({ page, appliance }) => {
    await open(page, appliance, 'Items');
    await use(page.getByRole('button', { name: 'Plain', exact: true }));
    await expect(said(page)).toHaveText('Plain pressed, in all 1');
    await use(page.getByRole('button', { name: 'Disabled', exact: true }));
    await use(page.getByRole('button', { name: 'Primary' }));
    await expect(said(page)).toHaveText('Primary pressed, in all 2');
    const box = page.getByRole('checkbox', { name: 'Show internal hosts' });
    await expect(box).toBeChecked();
    await use(box);
    await expect(box).not.toBeChecked();
    await expect(said(page)).toHaveText('Internal hosts are hidden');
    const fixed = page.getByRole('checkbox', { name: 'Cannot be changed' });
    await use(fixed);
    await expect(fixed).toBeChecked();
  });

  test(`a toast is taken back and a progress bar cancelled by ${way}`, async ({ page, appliance }) => {
    await open(page, appliance, 'States');
    const progress = page.getByRole('progressbar', { name: 'Verdicts' });
    await expect(progress).toHaveAttribute('aria-valuenow', '40');
    await use(page.getByRole('button', { name: 'Cancel' }));
    await expect(progress).toHaveAttribute('aria-valuenow', '0');
    await use(page.getByRole('button', { name: 'Undo' }));
    await expect(said(page)).toHaveText('Put back');
    await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  });

  test(`a table of 10,000 rows is sorted and its rows are chosen by ${way}`, async ({ page, appliance }) => {
    await open(page, appliance, 'Rows');
    const table = page.getByRole('grid', { name: 'Senders' });
    await expect(table).toHaveAttribute('aria-rowcount', '10001');
    await use(table.getByRole('row', { name: 'host-3.example' }));
    await expect(table.getByRole('row', { name: 'host-3.example' })).toHaveAttribute('aria-selected', 'true');
    await use(table.getByRole('button', { name: 'Host' }));
    await expect(table.getByRole('columnheader').first()).toHaveAttribute('aria-sort', 'descending');
    await expect(table.getByRole('row', { name: 'host-9999.example' })).toHaveAttribute('aria-rowindex', '2');
  });
}

test('keys move in a list of 10,000: what they come to is drawn, focused, chosen', async ({ page, appliance }) => {
  await open(page, appliance, 'Rows');
  const list = page.getByRole('listbox', { name: 'Hosts' });
  const row = (/** @type {number} */ index) => list.getByRole('option', { name: `host-${index}.example`, exact: true });
  await expect(row(0)).toHaveAttribute('aria-setsize', '10000');
  await row(0).focus();
  for (const [key, index] of /** @type {const} */ ([['ArrowDown', 1], ['End', 9999], ['ArrowUp', 9998], ['Home', 0]])) {
    await page.keyboard.press(key);
    await expect(row(index)).toBeFocused();
    await expect(row(index)).toHaveAttribute('aria-posinset', String(index + 1));
    await expect(row(index)).toBeInViewport();
  }
  await page.keyboard.press('PageDown');
  await page.keyboard.press('Enter');
  await expect(said(page)).toHaveText(/^host-\d\d?\.example chosen$/);
  expect(await list.getByRole('option').count()).toBeLessThan(60);
});

test('a press on the words of a row chooses it', async ({ page, appliance }) => {
  await open(page, appliance, 'Rows');
  await page.getByRole('option', { name: 'host-2.example', exact: true }).getByText('host-2.example').click();
  await expect(said(page)).toHaveText('host-2.example chosen');
});

test('the row with the focus keeps it while the list is scrolled away from it', async ({ page, appliance }) => {
  await open(page, appliance, 'Rows');
  const list = page.getByRole('listbox', { name: 'Hosts' });
  const first = list.getByRole('option', { name: 'host-0.example', exact: true });
  await first.focus();
  await list.evaluate((element) => { element.scrollTop = 150_000; });
  await expect(list.getByRole('option', { name: 'host-4690.example', exact: true })).toBeVisible();
  await expect(first).toBeFocused();
});

test('Shift and Ctrl select several rows, Space as well', async ({ page, appliance }) => {
  await open(page, appliance, 'Rows');
  const row = (/** @type {number} */ index) =>
    page.getByRole('grid').getByRole('row', { name: `host-${index}.example`, exact: true });
  await row(1).click();
  await row(4).click({ modifiers: ['Shift'] });
  await expect(said(page)).toHaveText('4 selected');
  await row(2).click({ modifiers: ['ControlOrMeta'] });
  await expect(said(page)).toHaveText('3 selected');
  await row(6).focus();
  await page.keyboard.press('Space');
  await expect(said(page)).toHaveText('4 selected');
});

test('arrow keys choose tabs, and Tab comes to the chosen one alone', async ({ page, appliance }) => {
  await open(page, appliance, 'Items');
  await page.getByRole('tab', { name: 'Items' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Fields' })).toBeFocused();
  await expect(page.getByRole('tabpanel')).toBeVisible();
  await page.keyboard.press('End');
  await expect(page.getByRole('tab', { name: 'Pictures' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('tab').and(page.locator(':focus'))).toHaveCount(0);
});

test('a sub-menu opens and closes by arrow keys, Esc gives the focus back', async ({ page, appliance }) => {
  await open(page, appliance, 'Menu');
  const opener = page.getByRole('menuitem', { name: 'Block', exact: true });
  await opener.focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('menuitem', { name: 'For a day' })).toBeFocused();
  await expect(opener).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  await expect(opener).toBeFocused();
  await expect(page.getByRole('menuitem', { name: 'For a day' })).toHaveCount(0);
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'For ever' }).click();
  await expect(said(page)).toHaveText('Block: For ever');
});

test('a splitter is moved by keys and by dragging, within its bounds', async ({ page, appliance }) => {
  await open(page, appliance, 'Rows');
  const splitter = page.getByRole('separator', { name: 'Width of the list' });
  const list = page.getByRole('listbox');
  await splitter.focus();
  await page.keyboard.press('ArrowRight');
  await expect(splitter).toHaveAttribute('aria-valuenow', '256');
  await page.keyboard.press('Home');
  await expect(splitter).toHaveAttribute('aria-valuenow', '160');
  const from = await splitter.boundingBox();
  if (!from) throw new Error('the splitter has no box');
  await page.mouse.move(from.x + 12, from.y + 100);
  await page.mouse.down();
  await page.mouse.move(from.x + 112, from.y + 100, { steps: 4 });
  await page.mouse.up();
  await expect(splitter).toHaveAttribute('aria-valuenow', '260');
  expect((await list.boundingBox())?.width).toBe(260);
});

test('Japanese is composed in the notes, and nothing is said before it is done', async ({ page, appliance }) => {
  await open(page, appliance, 'Fields');
  const notes = page.getByRole('textbox', { name: 'Notes' });
  await notes.focus();
  const session = await page.context().newCDPSession(page);
  await session.send('Input.imeSetComposition', { text: 'にほん', selectionStart: 3, selectionEnd: 3 });
  await expect(notes).toHaveValue('にほん');
  await session.send('Input.insertText', { text: '日本' });
  await expect(notes).toHaveValue('日本');
  await expect(notes).toHaveAccessibleDescription('2 of 5,000 characters');
});

test('100 kB are pasted into the notes whole, and what is over the limit is said', async ({ page, appliance }) => {
  await open(page, appliance, 'Fields');
  const notes = page.getByRole('textbox', { name: 'Notes' });
  const text = 'bit.ly 192.0.2.1 '.repeat(6000);
  await notes.focus();
  await page.keyboard.insertText(text);
  await expect(notes).toHaveValue(text);
  await expect(notes).toHaveAttribute('aria-invalid', 'true');
  await expect(notes).toHaveAccessibleDescription(/97,000 characters too many/);
});

test('typing in a field does not reach the shortcuts of the page', async ({ page, appliance }) => {
  await open(page, appliance, 'Fields');
  await page.evaluate(() => {
    document.title = '';
    document.addEventListener('keydown', (event) => { document.title += event.key; });
  });
  await page.getByRole('searchbox', { name: 'Search cases' }).focus();
  await page.keyboard.type('abc');
  await page.keyboard.press('Escape'); // what was typed goes first
  await expect(page.getByRole('searchbox', { name: 'Search cases' })).toHaveValue('');
  expect(await page.title()).toBe('');
  await page.keyboard.press('Escape');
  expect(await page.title()).toBe('Escape');
});

test('nothing is drawn and no timer runs for 30 seconds if nobody touches the gallery @long', async (
  { page, appliance }) => {
  await page.addInitScript(() => {
    let count = 0;
    for (const name of /** @type {const} */ (
      ['requestAnimationFrame', 'requestIdleCallback', 'setTimeout', 'setInterval'])) {
      const original = /** @type {any} */ (window[name]);
      /** @type {any} */ (window)[name] = (/** @type {any[]} */ ...words) => { count += 1; return original(...words); };
    }
    /** @type {any} */ (window).asked = () => count;
  });
  await open(page, appliance, 'States');
  const asked = () => page.evaluate(() => /** @type {any} */ (window).asked());
  let before = await asked();
  // What opening it has asked for is over when two looks agree.
  await expect.poll(async () => { const was = before; before = await asked(); return was === before; }).toBe(true);
  const started = Date.now();
  await expect.poll(() => Date.now() - started, { timeout: 40_000, intervals: [500] }).toBeGreaterThan(30_000);
  expect(await asked()).toBe(before);
});

/**
 * In pages that follow, canvases of these kinds have no WebGL.
 * @param {Page} page
 * @param {('OffscreenCanvas' | 'HTMLCanvasElement')[]} kinds
 */
async function withoutWebgl(page, kinds) {
  await page.addInitScript((names) => {
    for (const name of names) {
      const { prototype } = /** @type {any} */ (window)[name];
      const original = prototype.getContext;
      prototype.getContext = function (/** @type {any[]} */ ...words) {
        return words[0] === 'webgl2' ? null : original.apply(this, words);
      };
    }
  }, kinds);
}

test('without WebGL the twin is the interface', async ({ page, appliance }) => {
  await withoutWebgl(page, ['OffscreenCanvas', 'HTMLCanvasElement']);
  for (const section of ['Items', 'Fields', 'Text', 'Menu', 'Rows', 'States']) {
    await open(page, appliance, section);
    await expect(page.locator('.twin.shown')).toHaveCount(1);
    await expect(page.locator('canvas')).toBeHidden();
    await page.screenshot({ path: path.join(images, `gallery-without-webgl-${section}.png`) });
  }
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(said(page)).toHaveText('Put back');
});

test('without WebGL on an OffscreenCanvas the pictures are the same', async ({ page, appliance }) => {
  const canvas = page.locator('canvas');
  const pictures = async () => {
    const all = [];
    await open(page, appliance, 'Items');
    for (const width of [1280, 1001]) { // another size: cleared and drawn again
      await page.setViewportSize({ width, height: 800 });
      await settled(page);
      await expect(canvas).toBeVisible();
      all.push(await canvas.evaluate((/** @type {HTMLCanvasElement} */ one) => ({
        drawn: one.toDataURL(), width: one.width / devicePixelRatio, shown: parseFloat(one.style.width) })));
    }
    return all;
  };
  const usual = await pictures();
  await withoutWebgl(page, ['OffscreenCanvas']);
  const others = await pictures();
  others.forEach((other, index) => {
    expect(other.shown, 'never resampled').toBeCloseTo(other.width, 3);
    expect(other.drawn === usual[index].drawn, `picture ${index} is the usual one`).toBe(true);
  });
  expect(new Set(usual.map(({ drawn }) => drawn)).size, 'each picture is another').toBe(usual.length);
});

for (const kind of /** @type {const} */ (['OffscreenCanvas', 'HTMLCanvasElement'])) {
  test(`a WebGL context lost on an ${kind} shows the twin, and comes back with what was there`, async (
    { page, appliance }) => {
    if (kind === 'HTMLCanvasElement') await withoutWebgl(page, ['OffscreenCanvas']);
    await page.addInitScript((name) => {
      const { prototype } = /** @type {any} */ (window)[name];
      const original = prototype.getContext;
      prototype.getContext = function (/** @type {any[]} */ ...words) {
        const made = original.apply(this, words);
        const lose = words[0] === 'webgl2' ? made.getExtension('WEBGL_lose_context') : undefined;
        if (lose) /** @type {any} */ (window).lose = lose;
        return made;
      };
    }, kind);
    await open(page, appliance, 'Items');
    await page.getByRole('button', { name: 'Plain', exact: true }).click();
    await expect(said(page)).toHaveText('Plain pressed, in all 1');
    await settled(page);
    // Without the page's own frame, whose round corners the browser does not draw alike every time.
    const inside = { x: 40, y: 100, width: 1200, height: 600 };
    const before = await page.screenshot({ clip: inside, animations: 'disabled' });
    await page.evaluate(() => /** @type {any} */ (window).lose.loseContext());
    await expect(page.locator('.twin.shown')).toHaveCount(1);
    await page.evaluate(() => /** @type {any} */ (window).lose.restoreContext());
    await expect(page.locator('.twin.shown')).toHaveCount(0);
    await expect(said(page)).toHaveText('Plain pressed, in all 1');
    await expect.poll(async () => 
      before.equals(await page.screenshot({ clip: inside, animations: 'disabled' }))).toBe(true);
  });
}

test('the gallery speaks the language of the page, and Arabic from the right', async ({ page, appliance }) => {
  const words = { de: ['Felder', 'Fälle suchen'], ja: ['入力欄', 'ケースを検索'], ar: ['الحقول', 'البحث في القضايا'] };
  for (const [language, [section, search]] of Object.entries(words)) {
    await page.goto(`${appliance.appliance}/gallery?lang=${language}`);
    await page.getByRole('tab', { name: section, exact: true }).click();
    const field = page.getByRole('searchbox', { name: search });
    await expect(field).toBeVisible();
    const box = await field.boundingBox();
    expect((box?.x ?? 0) > 640).toBe(language === 'ar');
  }
});

// Pictures to look at: no test, made when they are asked for.
if (process.env.TR_SCREENSHOTS) {
  for (const theme of ['light', 'dark']) {
    for (const width of [1280, 420]) {
      test(`pictures of the gallery, ${theme}, ${width} pixels wide`, async ({ page, appliance }) => {
        await page.setViewportSize({ width, height: 900 });
        for (const section of ['Items', 'Fields', 'Menu', 'Rows', 'States']) {
          await open(page, appliance, section, `?theme=${theme}`);
          const file = `gallery-${theme}-${width}-${section}.png`;
          await page.screenshot({ path: path.join(images, file), animations: 'disabled' });
        }
      });
    }
  }
}
