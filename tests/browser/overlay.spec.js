// The menu over any host page (decision 10): in what excludes the rest of the page, past what clips or moves its
// button, within the viewport, following its button and gone with it.
import { expect, settled, test } from './fixtures.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('./fixtures.js').Analyst} Analyst */

const button = (/** @type {Page} */ page, value = 'evil.example') =>
  page.getByRole('button', { name: `Actions for ${value}`, exact: true });
const menu = (/** @type {Page} */ page, value = 'evil.example') =>
  page.getByRole('dialog', { name: `Actions for ${value}`, exact: true });
const first = (/** @type {Page} */ page) => page.getByRole('menuitem', { name: 'Add to New Case' });

/**
 * A report page, signed in, no menu open.
 * @param {Page} page
 * @param {Analyst} analyst
 */
async function signedIn(page, analyst) {
  await analyst.open();
  await analyst.signIn('bit.ly');
  await page.keyboard.press('Escape');
  await expect(menu(page, 'bit.ly')).toBeHidden();
}

/**
 * What a host page may put around a pivot button; each shows it. Handed to the page as text.
 * @type {Record<string, () => Promise<void> | void>}
 */
const hosts = {
  'a modal dialog': () => {
    /** @type {any} */ (window).modal(/** @type {any} */ (window).pivot());
  },
  'a modal dialog that closes on a press outside of its box': () => {
    const dialog = /** @type {any} */ (window).modal(/** @type {any} */ (window).pivot());
    dialog.addEventListener('click', (/** @type {MouseEvent} */ { clientX: x, clientY: y }) => {
      const { left, right, top, bottom } = dialog.getBoundingClientRect();
      if (x < left || x > right || y < top || y > bottom) dialog.close();
    });
  },
  'a modal dialog inside a shadow root, its content slotted': () => {
    const host = document.createElement('div');
    host.append(/** @type {any} */ (window).pivot());
    document.body.append(host);
    /** @type {any} */ (window).modal(document.createElement('slot'), host.attachShadow({ mode: 'open' }));
  },
  'a dialog of scripts, which keeps the focus inside': () => {
    const dialog = document.createElement('div');
    dialog.setAttribute('role', 'dialog');
    dialog.ariaModal = 'true';
    dialog.ariaLabel = 'Of the page';
    dialog.tabIndex = -1;
    dialog.append(/** @type {any} */ (window).pivot());
    document.body.append(dialog);
    document.addEventListener('focusin', ({ target }) => {
      if (target instanceof Node && !dialog.contains(target)) dialog.focus();
    });
    dialog.scrollIntoView({ block: 'center' });
  },
  'an open popover': () => {
    const popover = document.createElement('div');
    popover.popover = 'auto';
    popover.setAttribute('role', 'dialog');
    popover.ariaLabel = 'Of the page';
    popover.append(/** @type {any} */ (window).pivot());
    document.body.append(popover);
    popover.showPopover();
  },
  'a fullscreen element': async () => {
    const box = document.createElement('section');
    box.ariaLabel = 'Of the page';
    box.append(/** @type {any} */ (window).pivot());
    document.body.append(box);
    await box.requestFullscreen();
  },
};

/**
 * @param {Page} page
 * @param {string} name of `hosts`
 */
async function show(page, name) {
  await page.evaluate(() => {
    /** @type {any} */ (window).pivot = () => {
      const made = document.createElement('tr-pivot-menu');
      made.setAttribute('type', 'domain');
      made.setAttribute('value', 'evil.example');
      return made;
    };
    /** @type {any} */ (window).modal = (
      /** @type {Element} */ content, /** @type {ParentNode} */ place = document.body) => {
      const dialog = document.createElement('dialog');
      dialog.setAttribute('aria-label', 'Of the page');
      dialog.append(content);
      place.append(dialog);
      dialog.showModal();
      return dialog;
    };
  });
  await page.evaluate(hosts[name]);
  await expect(button(page)).toBeVisible();
}

const ofThePage = (/** @type {Page} */ page) => page.getByLabel('Of the page');

for (const name of Object.keys(hosts)) {
  const whole = ['a modal dialog', 'a fullscreen element'].includes(name) ? '' : ' @all';
  test(`in ${name} the menu works by mouse${whole}`, async ({ page, analyst }) => {
    await signedIn(page, analyst);
    await show(page, name);
    await button(page).click();
    await expect(first(page)).toBeFocused();
    await settled(page);
    await first(page).click(); // Playwright says so when anything else would get the press
    await expect(menu(page)).toBeHidden();
    await expect(button(page)).toBeFocused();
    await expect(ofThePage(page)).toBeVisible();
    expect(await page.locator('tr-ribbon').evaluate((one) => one.shadowRoot?.querySelectorAll('.menu').length),
      'it is at home again').toBe(1);
    await expect(ofThePage(page).locator('> div')).toHaveCount(0);
  });

  // That one closes on a press by keyboard as well: such a click has no place.
  if (name.endsWith('outside of its box')) continue;
  test(`in ${name} the menu works by keyboard, and Esc closes the menu alone${whole}`, async ({ page, analyst }) => {
    await signedIn(page, analyst);
    await show(page, name);
    await button(page).focus();
    await page.keyboard.press('Enter');
    await expect(first(page)).toBeFocused();
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    await expect(first(page)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(menu(page)).toBeHidden();
    await expect(button(page)).toBeFocused();
    await expect(ofThePage(page)).toBeVisible();
    if (name !== 'a fullscreen element') return;
    expect(await page.evaluate(() => document.fullscreenElement?.ariaLabel)).toBe('Of the page');
  });
}

test('in a dialog in a closed shadow root the menu works, and a press beside it closes it', async (
  { page, analyst }) => {
  await signedIn(page, analyst);
  await page.evaluate(() => {
    const host = document.createElement('div'), dialog = document.createElement('dialog');
    const made = document.createElement('tr-pivot-menu');
    made.setAttribute('type', 'domain');
    made.setAttribute('value', 'evil.example');
    dialog.append(made);
    host.attachShadow({ mode: 'closed' }).append(dialog);
    document.body.append(host);
    dialog.showModal();
    Object.assign(window, { made, dialog });
  });
  // No locator sees into it.
  const middle = (/** @type {string} */ what) => page.evaluate((selector) => {
    const { dialog } = /** @type {any} */ (window);
    const element = selector === 'tr-pivot-menu' ? dialog.querySelector(selector)
      : dialog.querySelector('div')?.shadowRoot.querySelector(selector);
    const box = element?.getBoundingClientRect();
    return box && { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }, what);
  const press = async (/** @type {string} */ what) => {
    const { x, y } = await middle(what);
    await page.mouse.click(x, y);
  };
  const isOpen = () => page.evaluate(() => /** @type {any} */ (window).made.hasAttribute('expanded'));
  await press('tr-pivot-menu');
  await expect.poll(() => middle('[role=menuitem]')).toBeTruthy();
  await press('h2');
  expect(await isOpen()).toBe(true);
  await page.mouse.click(2, 2);
  await expect.poll(isOpen).toBe(false);
  await press('tr-pivot-menu');
  await expect.poll(() => middle('[role=menuitem]')).toBeTruthy();
  await press('[role=menuitem]');
  await expect.poll(isOpen).toBe(false);
  await expect(page.locator('tr-ribbon .notice')).toContainText('evil.example is now in');
});

test('signing in from a modal dialog of the page opens the menu there', async ({ page, analyst }) => {
  await analyst.open();
  await show(page, 'a modal dialog');
  await button(page).click();
  await analyst.fillDialog();
  await expect(first(page)).toBeFocused();
  await first(page).click();
  await expect(menu(page)).toBeHidden();
  await expect(ofThePage(page)).toBeVisible();
});

test('Esc in the sign-in dialog leaves the dialog of the page open', async ({ page, analyst }) => {
  await analyst.open();
  await show(page, 'a modal dialog');
  await button(page).click();
  await expect(page.getByRole('textbox', { name: 'Client ID' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('textbox', { name: 'Client ID' })).toBeHidden();
  await expect(button(page)).toBeFocused();
  await expect(ofThePage(page)).toBeVisible();
});

test('annotated text in a modal dialog has working buttons', async ({ page, analyst }) => {
  await signedIn(page, analyst);
  await page.evaluate(async (address) => {
    const dialog = document.createElement('dialog');
    dialog.textContent = 'The message came from evil.example today.';
    document.body.append(dialog);
    dialog.showModal();
    const { annotate } = await import(address);
    await annotate(dialog);
  }, '/widgets/index.js');
  await button(page).click();
  await expect(first(page)).toBeFocused();
});

test('in a dialog of the page the menu looks as it does elsewhere', async ({ page, analyst }) => {
  await signedIn(page, analyst);
  await page.locator('tr-ribbon').evaluate((one) => {
    one.setAttribute('theme', 'dark');
    /** @type {HTMLElement} */ (one).style.setProperty('--tr-border', 'rgb(1, 2, 3)');
  });
  const look = () => menu(page).evaluate((one) => {
    const { color, backgroundColor, borderTopColor, direction, colorScheme, cursor, width } = getComputedStyle(one);
    const { font } = getComputedStyle(/** @type {Element} */ (one.querySelector('[role=menuitem]')));
    return { color, backgroundColor, borderTopColor, direction, colorScheme, cursor, width, font };
  });
  await page.evaluate(() => {
    const made = document.createElement('tr-pivot-menu');
    made.setAttribute('type', 'domain');
    made.setAttribute('value', 'evil.example');
    document.querySelector('main')?.prepend(made);
  });
  await button(page).click();
  await expect(first(page)).toBeFocused();
  const usual = await look();
  expect(usual.borderTopColor).toBe('rgb(1, 2, 3)');
  await page.keyboard.press('Escape');
  await page.locator('main > tr-pivot-menu').evaluate((one) => one.remove());
  await show(page, 'a modal dialog');
  await page.getByRole('dialog', { name: 'Of the page' }).evaluate((one) => {
    Object.assign(one.style, { font: '40px serif', color: 'red', direction: 'rtl', cursor: 'wait' });
  });
  await button(page).click();
  await expect(first(page)).toBeFocused();
  expect(await look()).toEqual(usual);
});

/**
 * Puts a pivot button at a place of the viewport, whatever the page looks like.
 * @param {Page} page
 * @param {Record<string, string>} style of its box
 */
async function standing(page, style) {
  await page.evaluate((wanted) => {
    const box = document.createElement('div');
    Object.assign(box.style, { position: 'fixed', zIndex: '2147483646', lineHeight: '0' }, wanted);
    const made = document.createElement('tr-pivot-menu');
    made.setAttribute('type', 'domain');
    made.setAttribute('value', 'evil.example');
    box.append(made);
    document.body.append(box);
  }, style);
}

/** The menu is whole inside the viewport, and does not cover its button. @param {Page} page */
async function expectWhole(page) {
  await expect(first(page)).toBeFocused();
  await expect(page.getByText('Unknown', { exact: true }).first()).toBeVisible(); // as large as it gets
  await settled(page);
  const box = await menu(page).boundingBox(), at = await button(page).boundingBox();
  const view = page.viewportSize();
  if (!box || !at || !view) throw new Error('there is no menu');
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.y).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(view.width);
  expect(box.y + box.height).toBeLessThanOrEqual(view.height);
  // Above or below it, or beside it.
  const [gap, across] = [Math.max(box.y - at.y - at.height, at.y - box.y - box.height),
    Math.max(box.x - at.x - at.width, at.x - box.x - box.width)];
  expect(Math.max(gap, across), 'the button is to be seen').toBeGreaterThanOrEqual(0);
  expect(Math.max(gap, across), 'and the menu next to it').toBeLessThanOrEqual(5);
  expect(Math.min(gap, across)).toBeLessThanOrEqual(0);
}

test('at every edge and corner the menu is whole inside the viewport', async ({ page, analyst }) => {
  await signedIn(page, analyst);
  for (const { width, height } of [{ width: 1280, height: 800 }, { width: 360, height: 420 }]) {
    await page.setViewportSize({ width, height });
    for (const [vertical, horizontal] of [['top', 'left'], ['top', 'right'], ['bottom', 'left'], ['bottom', 'right']]) {
      for (const place of [{ [vertical]: '0', [horizontal]: '0' }, { [vertical]: '0', left: '50%' },
        { top: '50%', [horizontal]: '0' }]) {
        await standing(page, place);
        await button(page).click();
        await expectWhole(page);
        await page.keyboard.press('Escape');
        await page.locator('body > div > tr-pivot-menu').evaluate((one) => one.parentElement?.remove());
      }
    }
  }
});

/** The styles of ancestors that make them a frame for what is fixed inside, clip it, or paint it apart. */
const ancestors = {
  transform: 'rotate(0.0001deg) scale(0.9)', overflow: 'hidden', contain: 'strict', filter: 'grayscale(1)',
  perspective: '100px', width: '300px', height: '40px', willChange: 'transform', opacity: '0.5', clipPath: 'inset(0)',
};

for (const inShadow of [false, true]) {
  test(`past ancestors that clip and transform${inShadow ? ', in a shadow root' : ''}`, async ({ page, analyst }) => {
    await signedIn(page, analyst);
    await page.evaluate(([style, shadow]) => {
      const outer = document.createElement('div'), inner = document.createElement('div');
      Object.assign(outer.style, style);
      const made = document.createElement('tr-pivot-menu');
      made.setAttribute('type', 'domain');
      made.setAttribute('value', 'evil.example');
      inner.append(made);
      (shadow ? outer.attachShadow({ mode: 'open' }) : outer).append(inner);
      document.querySelector('main')?.prepend(outer);
    }, /** @type {const} */ ([ancestors, inShadow]));
    await button(page).click();
    await expectWhole(page);
    const box = await menu(page).boundingBox(), at = await button(page).boundingBox();
    expect(Math.abs((box?.y ?? 0) - (at?.y ?? 0) - (at?.height ?? 0))).toBeLessThan(8);
    await first(page).click();
    await expect(button(page)).toBeFocused();
  });

  test(`follows what scrolls and closes when out of sight${inShadow ? ', in a shadow root' : ''}`, async (
    { page, analyst }) => {
    await signedIn(page, analyst);
    await page.evaluate((shadow) => {
      const host = document.createElement('div'), scroller = document.createElement('div');
      scroller.ariaLabel = 'Scroller';
      Object.assign(scroller.style, { height: '200px', overflow: 'auto' });
      const before = document.createElement('div'), after = document.createElement('div');
      before.style.height = '100px';
      after.style.height = '2000px';
      const made = document.createElement('tr-pivot-menu');
      made.setAttribute('type', 'domain');
      made.setAttribute('value', 'evil.example');
      scroller.append(before, made, after);
      (shadow ? host.attachShadow({ mode: 'open' }) : host).append(scroller);
      document.querySelector('main')?.prepend(host);
    }, inShadow);
    const scroller = page.getByLabel('Scroller');
    await button(page).click();
    await expect(page.getByText('Unknown', { exact: true }).first()).toBeVisible();
    await settled(page);
    const before = await menu(page).boundingBox();
    await scroller.evaluate((one) => { one.scrollTop = 50; });
    await expect.poll(async () => (await menu(page).boundingBox())?.y).toBe((before?.y ?? 0) - 50);
    await scroller.evaluate((one) => { one.scrollTop = 400; });
    await expect(menu(page)).toBeHidden();
    expect(await scroller.evaluate((one) => one.scrollTop), 'the focus does not scroll it back').toBe(400);
    await expect(button(page)).toHaveAttribute('aria-expanded', 'false');
  });
}

test('closed at once when the page got less room while it opened, as by the casebook of the page before', async (
  { page, analyst }) => {
  await signedIn(page, analyst);
  await page.evaluate(() => {
    const frame = document.createElement('div'), made = document.createElement('tr-pivot-menu');
    frame.ariaLabel = 'Frame';
    Object.assign(frame.style, { height: '300px', overflow: 'auto' });
    const before = document.createElement('div');
    before.style.height = '250px';
    made.setAttribute('type', 'domain');
    made.setAttribute('value', 'evil.example');
    frame.append(before, made);
    document.querySelector('main')?.prepend(frame);
  });
  await button(page).click();
  await expect(first(page)).toBeFocused();
  const frame = page.getByLabel('Frame');
  await frame.evaluate((one) => { one.style.height = '100px'; });
  await expect(button(page)).toBeInViewport({ ratio: 0.9 });
  await settled(page);
  await expect(menu(page)).toBeVisible();
  await expect(first(page)).toBeFocused();
  await frame.evaluate((one) => { one.scrollTop = 0; });
  await expect(menu(page)).toBeHidden();
});

test('does not stay where no button is any more when the sign-in is done', async ({ page, analyst }) => {
  await analyst.open();
  await show(page, 'a modal dialog');
  await button(page).click();
  await expect(page.getByRole('textbox', { name: 'Client ID' })).toBeVisible();
  await ofThePage(page).evaluate((one) => one.remove());
  await analyst.fillDialog();
  await expect(page.getByRole('textbox', { name: 'Client ID' })).toBeHidden();
  await expect(first(page)).toHaveCount(0);
  await analyst.pressPivot('bit.ly');
  await expect(first(page)).toBeFocused();
});

test('closes when its button is removed, and when the dialog around it closes or goes', async ({ page, analyst }) => {
  await signedIn(page, analyst);
  for (const leave of [() => document.querySelector('dialog tr-pivot-menu')?.remove(),
    () => document.querySelector('dialog')?.close(), () => document.querySelector('dialog')?.remove()]) {
    await show(page, 'a modal dialog');
    await button(page).click();
    await expect(first(page)).toBeFocused();
    await page.evaluate(leave);
    await expect(first(page)).toHaveCount(0);
    await page.evaluate(() => document.querySelector('dialog')?.remove());
    await analyst.pressPivot('bit.ly');
    await expect(menu(page, 'bit.ly')).toBeVisible();
    await expect(first(page)).toBeFocused();
    await page.keyboard.press('Escape');
  }
});
