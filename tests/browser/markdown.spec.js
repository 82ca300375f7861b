// Markdown in a case, as an analyst writes and reads it: by role and name, in pictures, and where there are none.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { casebookOf } from './casebook.js';
import { domainsPage, expect, test } from './fixtures.js';

const images = fileURLToPath(new URL('results/images', import.meta.url));

const description = [
  '# Phish *wave*', '', 'From **pay-update.example**, see https://bit.ly/__a__ and `192.0.2.17`.', '',
  '- first', '- [bank.example](https://evil.example/login)', '  1. [no link](javascript:alert(1))', '',
  '> quoted', '', '|Host|Mails|', '|-|-:|', '|ws-1|~~57~~|', '', '```', 'a  b', 'c', '```', '',
  '<img src=x onerror=alert(1)> ![words](https://t.example/pixel.png)',
].join('\n');

test('a description is read as what it is, and its links show where they lead', async ({ page, appliance }) => {
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(appliance.appliance + domainsPage);
  const casebook = casebookOf(page, appliance);
  await casebook.open();
  await casebook.make('Described');
  await casebook.tab('About').click();
  await casebook.button('Edit Description').click();
  await expect(casebook.region.getByText(/^Markdown is shown as such/)).toBeVisible();
  await casebook.field('Description').fill(description);
  await expect(casebook.region.getByRole('group', { name: 'Preview' })).toContainText('Phish wave');
  await casebook.button('Save').click();
  await expect(casebook.said('Described is saved.')).toBeVisible();

  const text = casebook.region.getByRole('group', { name: 'Description' });
  await expect(text.getByRole('heading', { name: 'Phish wave', level: 4 })).toBeVisible();
  await expect(text.getByRole('paragraph').filter({ hasText: 'bit.ly' })).toHaveText(
    'From pay-update.example, see https://bit.ly/__a__ and 192.0.2.17.');
  await expect(text.getByRole('strong')).toHaveText('pay-update.example');
  await expect(text.getByRole('code').first()).toHaveText('192.0.2.17');
  await expect(text.getByRole('list')).toHaveCount(2);
  await expect(text.getByRole('listitem').first()).toHaveText('first');
  await expect(text.getByRole('blockquote')).toHaveText('quoted');
  await expect(text.getByRole('columnheader', { name: 'Mails' })).toBeVisible();
  await expect(text.getByRole('cell', { name: '57' }).getByRole('deletion')).toHaveText('57');
  await expect(text.getByRole('code').last()).toHaveText('a  b\nc', { useInnerText: true });
  await expect(text.getByText('<img src=x onerror=alert(1)> words')).toBeVisible();
  await expect(text.getByText('no link (javascript:alert(1))')).toBeVisible();

  const link = text.getByRole('link');
  await expect(link).toHaveCount(1);
  await expect(link).toHaveAccessibleName('bank.example (evil.example)');
  await expect(link).toHaveAttribute('href', 'https://evil.example/login');
  await expect(link).toHaveAttribute('target', '_blank');
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer');
  await link.focus();
  await expect(link).toBeFocused();
  // What is pressed lies over what is drawn, and what is copied is what was written.
  const [opened] = await Promise.all([page.context().waitForEvent('page'), link.click()]);
  await opened.close();
  const paragraph = text.getByRole('paragraph').filter({ hasText: 'bit.ly' });
  const copied = await paragraph.evaluate((element) => {
    getSelection()?.selectAllChildren(element);
    return String(getSelection());
  });
  expect(copied).toContain('https://bit.ly/__a__ and 192.0.2.17.');
  expect(asked.filter((url) => /evil\.example|t\.example|bit\.ly/.test(url))).toEqual([]);

  await casebook.field('New note').fill('**Blocked** at the *gateway*\nsecond line');
  await casebook.button('Add note').click();
  await expect(casebook.region.getByRole('strong').filter({ hasText: 'Blocked' })).toBeVisible();
  await expect(casebook.region.getByRole('paragraph').filter({ hasText: 'second line' }))
    .toHaveText('Blocked at the gateway\nsecond line', { useInnerText: true });
});

test('each line of a rich text is copied and found as it was written, however it is broken', async (
  { page, appliance }) => {
  await page.setViewportSize({ width: 420, height: 800 });
  await page.goto(`${appliance.appliance}/gallery`);
  await page.getByRole('tab', { name: 'Text' }).click();
  const paragraph = page.getByRole('paragraph').filter({ hasText: 'machines opened it' });
  await expect(paragraph).toHaveText('Mails from pay-update.example carry invoice-2291.pdf.exe. Two machines ' +
    'opened it; three none is left on the net. The link https://bit.ly/3xAmpLe is text: what is looked at is not ' +
    'visited.');
  const { copied, wrong } = await paragraph.evaluate((element) => {
    const selection = /** @type {Selection} */ (getSelection());
    selection.selectAllChildren(element);
    // A piece that the browser broke itself would stand in two lines.
    const runs = [...element.querySelectorAll('span')].filter((one) => one.textContent?.trim());
    return {
      copied: String(selection),
      wrong: runs.filter((one) => one.getClientRects().length !== 1).map((one) => one.textContent),
    };
  });
  expect(copied).toBe('Mails from pay-update.example carry invoice-2291.pdf.exe. Two machines opened it; three none ' +
    'is left on the net.\nThe link https://bit.ly/3xAmpLe is text: what is looked at is not visited.');
  expect(wrong).toEqual([]);
});

// Pictures to look at: no test, made when they are asked for.
if (process.env.TR_SCREENSHOTS) {
  for (const theme of ['light', 'dark']) {
    for (const width of [1280, 420]) {
      for (const language of ['en', 'ar', 'ja']) {
        test(`pictures of rich text, ${theme}, ${width} pixels wide, ${language}`, async ({ page, appliance }) => {
          await page.setViewportSize({ width, height: 900 });
          await page.goto(`${appliance.appliance}/gallery?theme=${theme}&lang=${language}`);
          await page.getByRole('tab').nth(2).click();
          await expect(page.getByRole('table')).toHaveCount(1);
          const shoot = (/** @type {string} */ part) => page.screenshot({
            path: path.join(images, `text-${theme}-${width}-${language}-${part}.png`), animations: 'disabled' });
          await shoot('top');
          await page.getByRole('link').first().focus();
          await page.getByRole('table').evaluate((element) => element.scrollIntoView({ block: 'start' }));
          await shoot('bottom');
        });
      }
    }
  }
}
