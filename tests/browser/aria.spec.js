// What a screen reader is told, as the browser's accessibility tree has it: roles, names and states in reading order.
import { expect, test } from './fixtures.js';

test('the sign-in dialog as a screen reader reads it', async ({ page, analyst }) => {
  await analyst.open();
  await analyst.pressPivot('bit.ly');
  const dialog = page.getByRole('dialog', { name: 'Login to use Casebook/Pivot Menu' });
  await expect(dialog).toMatchAriaSnapshot(`
    - dialog "Login to use Casebook/Pivot Menu":
      - /children: deep-equal
      - heading "Login to use Casebook/Pivot Menu" [level=2]
      - alert
      - textbox "Client ID"
      - textbox "Client Password"
      - combobox "Threat Response Server":
        - option "Embedded (this appliance)" [selected]
        - option "North America"
        - option "Europe"
        - option /^Asia Pacific – Asia Pacific is not supported/ [disabled]
      - combobox "Keep the password in":
        - option "This appliance" [selected]
        - option "This tab"
        - option "This device, with a passphrase"
      - paragraph: /^The appliance keeps the password for you alone, encrypted/
      - paragraph: The casebook needs the scopes Casebook, Private Intelligence and Inspect; the pivot menu needs Enrich and Response.
      - link "Threat Response API Clients":
        - /url: /settings/apiClients$/
      - status
      - button "Cancel"
      - button "Authenticate"
  `);
  // What is missing is said with its field.
  await dialog.getByRole('button', { name: 'Authenticate' }).click();
  await expect(dialog).toMatchAriaSnapshot(`
    - textbox "Client ID" [invalid]
    - textbox "Client Password" [invalid]
  `);
  await expect(dialog.getByRole('textbox', { name: 'Client ID' })).toHaveAccessibleDescription('Enter the client ID.');
  await expect(dialog.getByLabel('Client Password')).toHaveAccessibleDescription('Enter the client password.');
  await analyst.fillDialog('wrong');
  await expect(dialog).toMatchAriaSnapshot(`
    - alert: "The client ID or client password is not right: check both, or make a new API client."
  `);
});

test('the menu and the casebook as a screen reader reads them', async ({ page, analyst }) => {
  await analyst.open();
  await analyst.signIn('bit.ly');
  await expect(page.getByRole('menuitem', { name: 'Block this domain', exact: true })).toBeVisible();
  await expect(page.getByRole('dialog', { name: 'Actions for bit.ly' })).toMatchAriaSnapshot(`
    - dialog "Actions for bit.ly":
      - /children: deep-equal
      - heading "bit[.]ly" [level=2]
      - paragraph: Domain
      - paragraph: Suspicious
      - status
      - paragraph: '/^Example Reputation: Common · new, \\d+ d left$/'
      - paragraph: '/^Second Opinion: Suspicious · new, \\d+ d left$/'
      - paragraph: "Nothing known: Slow Sandbox"
      - searchbox "Filter"
      - menu "Actions for bit.ly":
        - menuitem "Add to New Case"
        - menuitem "Add to Current Case" [disabled]
        - menuitem "Add to Case…"
        - menuitem "Copy"
        - menuitem "Copy Defanged"
        - group "Example Reputation":
          - menuitem "Search for this domain"
        - group "Second Opinion":
          - menuitem "Browse this domain"
          - menuitem "Block this domain"
      - status
      - status
      - alert
  `);
  const off = page.getByRole('menuitem', { name: 'Add to Current Case' });
  await expect(off).toHaveAccessibleDescription('No current case');
  await expect(page.getByRole('menuitem', { name: 'Browse this domain' })).toHaveAccessibleDescription(/new tab/);

  await page.getByRole('menuitem', { name: 'Add to New Case' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'is now in' })).toBeVisible();
  await page.getByRole('button', { name: 'Casebook', exact: true }).click();
  await expect(page.getByRole('option', { name: 'bit.ly' })).toContainText('Suspicious');
  await expect(page.getByRole('tab', { name: 'Waiting changes', exact: true })).toBeVisible();
  // Other tests of this worker have made cases before: they follow the newest one.
  await expect(page.getByRole('region', { name: 'Threat Response' })).toMatchAriaSnapshot(`
    - region "Threat Response":
      - /children: deep-equal
      - separator "Casebook height"
      - region "Casebook":
        - /children: equal
        - heading "Casebook" [level=2]
        - button "Keyboard shortcuts"
        - button "Refresh"
        - button "Close"
        - button "Import…"
        - button "Export everything"
        - searchbox "Search cases"
        - button "New case"
        - tablist "Show":
          - tab "All" [selected]
          - tab "Mine"
          - tab "Others’"
          - tab "Shared"
        - listbox "Cases":
          - /children: contain
          - option /^Casebook \\w+ \\d+, \\d+, \\d+:\\d+ [AP]M 1 observable · TLP amber · \\w+ \\d+, \\d+$/ [selected]
        - heading /^Casebook \\w+ \\d+, \\d+, \\d+:\\d+ [AP]M$/ [level=3]
        - paragraph: /^1 observable · TLP amber · \\w+ \\d+, \\d+$/
        - button "Share…"
        - button "Investigate this Case"
        - tablist /^Casebook /:
          - tab "Observables" [selected]
          - tab "Pictures"
          - tab "About"
          - tab "Waiting changes"
        - alert
        - button "Add observables…"
        - combobox "Sort by":
          - option "Disposition" [selected]
          - option "Type"
          - option "Time added"
          - option "Value"
        - button "Select all"
        - button "Copy"
        - button "Copy Defanged"
        - button "Ask modules again"
        - listbox "Observables":
          - option "Suspicious (1)"
          - 'option /^bit\\.ly Domain · Example Reputation: Common \\(new, .+: Suspicious \\(new, \\d+.d left\\) Suspicious$/':
            - paragraph: bit.ly
            - paragraph: '/^Domain · Example Reputation: Common \\(new, \\d+.d left\\) · Second Opinion: /'
            - paragraph: Suspicious
      - button "Casebook" [expanded]
      - button "Find on page"
      - search:
        - combobox "Look up an observable"
        - button "Look up an observable"
      - status
      - status: /^bit\\.ly is now in Casebook \\w+ \\d+, \\d+, \\d+:\\d+ [AP]M\\.$/
      - button "Dismiss"
      - button "Settings"
      - button "Collapse the ribbon"
  `);
});
