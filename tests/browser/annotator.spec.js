// Every observable of a page has exactly one pivot button, and nothing else has one (requirements E.1, E.7, E.11);
// the page's text, selection and handlers are as they were, whatever it does.
import { domainsPage, expect, test } from './fixtures.js';
import { annotated, nodes, openHost, pivots } from './host-page.js';

/** @typedef {import('@playwright/test').Page} Page */

const hash = '5146f54dbec0089c4cb5661e6506849dddf2ed32e71dd7e21efae4bde6421330';

/** The words of the report, without what is ours. @param {Page} page */
const words = (page) => page.locator('main table').evaluate((table) => table.textContent);

test('Incoming Mail: Domains, before and after sorting', async ({ page, analyst }) => {
  await analyst.open();
  const expected = [
    'bit.ly', 'newsletter.example', 'pay-update.example', 'partner.example.org', 'xn--bcher-kva.example',
  ].map((value) => `domain ${value}`);
  await expect.poll(() => pivots(page, 'main')).toEqual(expected);
  await page.getByRole('columnheader', { name: 'Spam' }).getByRole('button').click();
  await expect.poll(async () => (await pivots(page, 'main')).sort()).toEqual([...expected].sort());
  await expect(page.getByRole('row', { name: /unknown domain/ }).getByRole('button')).toHaveCount(0);
});

test('Message Details: observables inside sentences, versions not', async ({ page, analyst }) => {
  await analyst.open('/tracking/message-details?mid=315');
  await expect.poll(() => pivots(page, 'main')).toEqual([
    'ip 192.0.2.17',
    'domain mta1.pay-update.example',
    `sha256 ${hash}`,
    `sha256 ${hash}`,
    'url http://login.pay-update.example:8080/session?id=7&x=a,b',
  ]);
});

test('annotating again adds nothing, and the text of the page is as it was', async ({ page, analyst, appliance }) => {
  await page.route('**/widgets/index.js', (route) => route.abort());
  await page.goto(appliance.appliance + domainsPage);
  await expect(page.getByText('bit.ly', { exact: true })).toBeVisible();
  const before = await words(page);
  await page.unroute('**/widgets/index.js');
  await analyst.open();
  await expect.poll(() => pivots(page, 'main')).toHaveLength(5);
  expect(await words(page)).toBe(before);
  await annotated(page, 'main');
  expect(await pivots(page, 'main')).toHaveLength(5);
});

/** Each with what must be found in it, in order; `|` stands for the end of a block. */
const texts = [
  ['<p>from 192.0.2.17 (<b>mta1</b>.pay-<i>update</i>.example), twice</p>',
    'ip 192.0.2.17', 'domain mta1.pay-update.example'],
  [`<p>${hash.slice(0, 32)}<br>${hash.slice(32)}</p>`, `sha256 ${hash}`],
  [`<pre>${hash.slice(0, 40)}\n${hash.slice(40)}, again</pre>`, `sha256 ${hash}`],
  [`<p>${hash.slice(0, 32)}\n${hash.slice(32)}: two words to a reader</p>`],
  ['<div>bit<div>.ly</div></div><table><tr><td>evil</td><td>.example</td></tr></table>'],
  ['<div>a.example<div>b.example</div>c.example</div>', 'domain a.example', 'domain b.example', 'domain c.example'],
  ['<p data-observables="off">off.example <b>192.0.2.1</b></p><p contenteditable>edit.example</p>'],
  ['<p><span data-observable-type="sha256" data-observable-value="' + hash + '">5146f54d…6421330</span></p>',
    `sha256 ${hash}`],
  ['<p data-observable-type="domain">setup.zip</p><p data-observable-type="md5">other.example</p>',
    'domain setup.zip'],
  ['<p>see <a href="#x">the page of link.example</a> and <button>press.example</button>.</p>',
    'domain link.example', 'domain press.example'],
  ['<a href="#x"><div>card.example</div><div>more</div></a>', 'domain card.example'],
  ['<div style="display:flex">in flex.example there <b>192.0.2.9</b></div>', 'domain flex.example', 'ip 192.0.2.9'],
  ['<svg><text>svg.example</text></svg><textarea>area.example</textarea><select><option>option.example</select>'],
  ['<p>unknown domain, (none), N/A, li.wei, 900150983cd24fb0d6963f7d28e17f72, software 15.5.2.1, engine 4.0.0.12</p>'],
  ['<p>http://[2001:db8:1::66]/a.php and http://login.pay-update.example:8080/session?id=7&amp;x=a,b , then ' +
    'https://files.example.net/dl/%E2%9C%93/setup.exe, xn--bcher-kva.example; SHA256[' + hash + '], desk@example.com</p>',
    'url http://[2001:db8:1::66]/a.php', 'url http://login.pay-update.example:8080/session?id=7&x=a,b',
    'url https://files.example.net/dl/%E2%9C%93/setup.exe', 'domain xn--bcher-kva.example', `sha256 ${hash}`,
    'domain example.com'],
];
const everything = texts.map(([html], at) => `<section id="s${at}">${html}</section>`).join('\n');

test('finds what a reader sees, changes no text, and leaves the page as it was', async ({ page }) => {
  const requests = await openHost(page, { html: `<!doctype html><body>${everything}</body>` });
  const before = await nodes(page);
  const seen = () => page.evaluate(() => {
    getSelection()?.selectAllChildren(document.body);
    return { text: document.body.textContent, inner: document.body.innerText, selected: String(getSelection()) };
  });
  const read = await seen();
  await annotated(page);
  for (const [at, [, ...expected]] of texts.entries()) {
    expect(await pivots(page, `#s${at}`), texts[at][0]).toEqual(expected);
  }
  expect(await seen()).toEqual(read);
  const marks = await page.evaluate(() => {
    const { marks, counts } = /** @type {any} */ (window).annotation;
    return { counts, texts: marks.map((/** @type {any} */ { type, value, range, element }) => {
      const whole = new Range();
      whole.setStart(range.startContainer, range.startOffset);
      whole.setEnd(range.endContainer, range.endOffset);
      return [type, value, whole.toString(), element.getAttribute('value')];
    }) };
  });
  expect(marks.counts).toEqual({ ip: 2, ipv6: 0, domain: 11, url: 3, sha256: 4 });
  expect(marks.texts.slice(0, 3)).toEqual([
    ['ip', '192.0.2.17', '192.0.2.17', '192.0.2.17'],
    ['domain', 'mta1.pay-update.example', 'mta1.pay-update.example', 'mta1.pay-update.example'],
    ['sha256', hash, hash, hash],
  ]);
  // What is selected stays selected while texts are cut and joined.
  await page.evaluate(() => {
    const text = /** @type {Text} */ (document.querySelector('#s0 p')?.lastChild);
    getSelection()?.setBaseAndExtent(text, 0, text, text.length);
    /** @type {any} */ (window).annotation.remove();
  });
  expect(await page.evaluate(() => String(getSelection()))).toBe('), twice');
  expect(await nodes(page)).toEqual(before);
  expect(requests.filter((address) => !address.startsWith('https://host.test/'))).toEqual([]);
});

test('copies the words of the page alone, and drags what it stands for', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openHost(page, { html: `<!doctype html><body><p>see http://evil.example/a, then bit.ly (twice)</p>
    <textarea aria-label="Paste"></textarea><div id="drop" style="height:99px">Drop</div></body>` });
  await annotated(page);
  await page.evaluate(() => getSelection()?.selectAllChildren(/** @type {Node} */ (document.querySelector('p'))));
  await page.keyboard.press('Control+C');
  const html = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    return item.types.includes('text/html') ? (await item.getType('text/html')).text() : '';
  });
  expect(html).not.toContain('Actions');
  await page.getByLabel('Paste').focus();
  await page.keyboard.press('Control+V');
  await expect(page.getByLabel('Paste')).toHaveValue('see http://evil.example/a, then bit.ly (twice)');
  await page.evaluate(() => {
    const drop = document.querySelector('#drop');
    drop?.addEventListener('dragover', (event) => event.preventDefault());
    drop?.addEventListener('drop', (event) => {
      event.preventDefault();
      const { dataTransfer } = /** @type {DragEvent} */ (event);
      /** @type {any} */ (window).dropped = ['text/plain', 'text/uri-list', 'application/json']
        .map((kind) => dataTransfer?.getData(kind));
    });
  });
  for (const [value, type, uri] of [['http://evil.example/a', 'url', 'http://evil.example/a'],
    ['bit.ly', 'domain', '']]) {
    await page.getByRole('button', { name: `Actions for ${value}` }).dragTo(page.locator('#drop'),
      { sourcePosition: { x: 34, y: 12 } });
    expect(await page.evaluate(() => /** @type {any} */ (window).dropped))
      .toEqual([value, uri, JSON.stringify([{ type, value }])]);
  }
});

test('follows what the page does, before it is painted', async ({ page }) => {
  await openHost(page, { html: `<!doctype html><body><p id="prose">from 192.0.2.17 to bit.ly, and on</p>
    <p id="other">nothing <i>here</i></p><ul></ul><div id="shadow"></div></body>` });
  await annotated(page);
  /** Does it, waits until microtasks have run, and says what there is then. */
  const after = (/** @type {string} */ act) => page.evaluate(async (body) => {
    const prose = /** @type {HTMLElement} */ (document.querySelector('#prose'));
    const act = /** @type {any} */ (window).acts[body];
    act(prose, document.querySelector('#other'), document.querySelector('ul'));
    await Promise.resolve();
    return { text: prose.textContent, marks: /** @type {any} */ (window).annotation.marks
      .map((/** @type {any} */ mark) => mark.value) };
  }, act);
  await page.evaluate(() => {
    /** @type {any} */ (window).acts = {
      'a new text in its node': (/** @type {any} */ prose) => {
        prose.firstChild.nodeValue = 'now evil.example, then';
      },
      'the same again': (/** @type {any} */ prose) => { prose.firstChild.nodeValue = 'now evil.example, then'; },
      'a text without any': (/** @type {any} */ prose) => { prose.firstChild.data = 'nothing'; },
      'a list of two': (/** @type {any} */ prose, /** @type {any} */ _, /** @type {any} */ list) => {
        for (const text of ['one.example is', 'two.example is']) {
          const item = document.createElement('li');
          item.textContent = text;
          list.append(item);
        }
      },
      'turned round': (/** @type {any} */ _, /** @type {any} */ __, /** @type {any} */ list) =>
        list.prepend(list.lastChild),
      'its node moved': (/** @type {any} */ _, /** @type {any} */ other, /** @type {any} */ list) =>
        other.append(' ', list.firstChild.firstChild),
      'a name put together': (/** @type {any} */ _, /** @type {any} */ other) => {
        other.replaceChildren('put.', document.createElement('i'), 'example');
      },
      'told to leave it': (/** @type {any} */ _, /** @type {any} */ other) => {
        other.dataset.observables = 'off';
      },
      'emptied': (/** @type {any} */ _, /** @type {any} */ __, /** @type {any} */ list) => list.replaceChildren(),
    };
  });
  expect(await after('a new text in its node')).toEqual({ text: 'now evil.example, then', marks: ['evil.example'] });
  expect(await after('the same again')).toEqual({ text: 'now evil.example, then', marks: ['evil.example'] });
  expect(await after('a text without any')).toEqual({ text: 'nothing', marks: [] });
  expect((await after('a list of two')).marks).toEqual(['one.example', 'two.example']);
  expect((await after('turned round')).marks).toEqual(['two.example', 'one.example']);
  expect((await after('its node moved')).marks).toEqual(['two.example', 'one.example']);
  await expect(page.locator('#other')).toHaveText('nothing here two.example is');
  await expect(page.locator('li').first()).toHaveText('');
  expect((await after('a name put together')).marks).toEqual(['put.example', 'one.example']);
  expect((await after('told to leave it')).marks).toEqual(['one.example']);
  expect((await after('emptied')).marks).toEqual([]);
  // A shadow root is looked into when it is given.
  const inside = await page.evaluate(async (address) => {
    const root = /** @type {Element} */ (document.querySelector('#shadow')).attachShadow({ mode: 'closed' });
    root.append('deep.example');
    const { annotate } = await import(address);
    const own = annotate(root);
    await own.ready;
    return [/** @type {any} */ (window).annotation.marks.length,
      ...own.marks.map((/** @type {any} */ mark) => mark.value), root.adoptedStyleSheets.length];
  }, '/widgets/index.js');
  expect(inside).toEqual([0, 'deep.example', 1]);
});

test('a press on a button is not a press on its row', async ({ page, analyst }) => {
  await analyst.open();
  await page.evaluate(() => {
    /** @type {any} */ (window).heard = [];
    const table = document.querySelector('tbody');
    for (const type of ['click', 'keydown', 'keyup'])
      table?.addEventListener(type, () => { /** @type {any} */ (window).heard.push(type); });
  });
  const dialog = page.getByRole('dialog', { name: 'Login to use Casebook/Pivot Menu' });
  const button = page.getByRole('button', { name: 'Actions for bit.ly', exact: true });
  for (const press of [() => button.click(), () => button.press('Enter'), () => button.press('Space')]) {
    await press();
    await expect(dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(button).toBeFocused();
  }
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Actions for newsletter.example' })).toBeFocused();
  expect(await page.evaluate(() => /** @type {any} */ (window).heard.filter((/** @type {string} */ type) =>
    type === 'click'))).toEqual([]);
});
