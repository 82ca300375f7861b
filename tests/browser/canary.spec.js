// A client password, tokens and a passphrase that nobody else has: looked for wherever they could have got to, while
// they are typed, in use, renewed, and after they were let go of, in two browsers; then in a copy of the profile.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { putControl, signIn, startAppliance } from '../conformance/appliance.mjs';
import { call } from '../conformance/service.mjs';
import { domainsPage, expect, test as base } from './fixtures.js';
import { browsers } from './profiles.js';
import { formsOf, plants, searchFiles, searchPage, watchSecrets } from './secret-search.js';

/** @typedef {import('./profiles.js').Desk} Desk */
/** @typedef {import('../conformance/appliance.mjs').Appliance} Appliance */
/** @typedef {Appliance & {state: string}} Service */

const passphrase = 'canary passphrase 4711';
const renewals = 20;

/** One appliance for all, with a state folder, and a folder for profiles. */
const test = /** @type {import('@playwright/test').TestType<object, {service: Service, folder: string}>} */ (
  /** @type {any} */ (base).extend({
    folder: [async (
      // eslint-disable-next-line no-empty-pattern -- the runner reads from the pattern what a fixture needs
      /** @type {object} */ {}, /** @type {(folder: string) => Promise<void>} */ use) => {
      const folder = await mkdtemp(path.join(tmpdir(), 'canary-'));
      await use(folder);
      await rm(folder, { recursive: true, maxRetries: 3 });
    }, { scope: 'worker' }],
    service: [async (
      /** @type {{folder: string}} */ { folder }, /** @type {(service: object) => Promise<void>} */ use) => {
      const state = path.join(folder, 'state');
      const service = await startAppliance({ state, controls: true });
      await use({ ...service, state });
      await service.stop();
    }, { scope: 'worker' }],
  }));

// What runs in a page, at its real elements (tests/endurance/eyes.js).
const type = (/** @type {Desk} */ desk, /** @type {Record<string, string>} */ texts) => desk.run(async (given) => {
  const { type: put } = /** @type {any} */ (globalThis).eyes;
  for (const [name, text] of Object.entries(given)) await put(name === 'Client ID' ? 'field' : 'password', name, text);
}, texts);
const press = (/** @type {Desk} */ desk, /** @type {string} */ name) => desk.run((what) =>
  /** @type {any} */ (globalThis).eyes.press('button', what), name);
const sees = (/** @type {Desk} */ desk, /** @type {'button' | 'password'} */ role, /** @type {string} */ name) =>
  desk.run(([kind, what]) => {
    const { find, seen } = /** @type {any} */ (globalThis).eyes;
    return seen(() => find(kind, what), what).then((/** @type {Element} */ one) => one.textContent ?? '');
  }, [role, name]);
const openDialog = (/** @type {Desk} */ desk) => desk.run(async () => {
  const { find, seen } = /** @type {any} */ (globalThis).eyes;
  (await seen(() => find('button', 'Casebook'), 'Casebook')).dispatchEvent(
    new MouseEvent('contextmenu', { bubbles: true, cancelable: true, composed: true }));
}, undefined);
const place = (/** @type {Desk} */ desk, /** @type {string} */ value) => desk.run(async (chosen) => {
  const { seen } = /** @type {any} */ (globalThis).eyes;
  const list = await seen(() => document.querySelector('tr-ribbon')?.shadowRoot?.querySelector(
    'select[aria-label="Keep the password in"]'), 'where the password is kept');
  list.value = chosen;
  list.dispatchEvent(new Event('change', { bubbles: true, composed: true }));
}, value);
/** What support would get. @param {Desk} desk @returns {Promise<string>} */
const diagnosticsOf = async (desk) => {
  await press(desk, 'Settings');
  await press(desk, 'Save diagnostics');
  return desk.run(async () => {
    const { eyes, secretWatch } = /** @type {any} */ (globalThis);
    return eyes.seen(() => secretWatch.saved.at(-1), 'the diagnostics');
  }, undefined);
};
const signOut = async (/** @type {Desk} */ desk) => {
  await openDialog(desk);
  await press(desk, 'Sign out');
};

/**
 * Nobody's client is kept by the appliance from the test before.
 * @param {Service} service
 */
const forgetClients = ({ appliance, cookie }) => call(`${appliance}/threat-response/clients`,
  { method: 'DELETE', headers: { cookie, origin: appliance } });

/** A session is the browser's, and ends with it. @param {Desk} desk @param {Service} service */
async function logIn(desk, service) {
  await desk.open(`${service.appliance}/login`);
  await desk.run(async (who) => {
    const { ok } = await fetch('/login', {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(who) });
    if (!ok) throw new Error('The appliance refuses the log-in.');
  }, service.operators[0]);
}

/** The places where the password can be kept, what the dialog says of each, and what that comes to. */
const modes = [
  {
    name: 'this appliance', value: 'appliance',
    says: /^The appliance keeps the password for you alone, encrypted: whoever administers the appliance can get at it/,
    more: /** @type {Record<string, string>} */ ({}),
    letGo: signOut,
    /** @param {Desk} copy @param {Service} service */
    async copied(copy, service) {
      // Whoever has the profile has no session; whoever can log in has what they keep there.
      expect(await copy.run(() => location.pathname, undefined)).toBe('/login');
      expect(await copy.run(() => fetch('/threat-response/clients').then(({ status }) => status), undefined)).toBe(401);
      await logIn(copy, service);
      await copy.open(service.appliance + domainsPage);
      await sees(copy, 'button', 'New case'); // the casebook was left open
    },
  },
  {
    name: 'this tab', value: 'tab',
    says: /^The password stays in this tab's memory\. Reloading or leaving the page forgets it\.$/,
    more: /** @type {Record<string, string>} */ ({}),
    letGo: signOut,
    /** @param {Desk} copy of the profile, on the page @param {Service} service */
    async copied(copy, service) {
      await logIn(copy, service);
      await copy.open(service.appliance + domainsPage);
      await openDialog(copy);
      await sees(copy, 'password', 'Client Password'); // it knows of nothing: the client is to be entered
    },
  },
  {
    name: 'this device', value: 'device',
    says: /encrypted with your passphrase: whoever copies the browser's profile has to guess it/,
    more: /** @type {Record<string, string>} */ ({ 'New passphrase': passphrase, 'Repeat the passphrase': passphrase }),
    /** @param {Desk} desk */
    letGo: (desk) => desk.run(() => {
      const now = Date.now() + 16 * 60_000;
      Date.now = () => now;
      dispatchEvent(new Event('pageshow'));
    }, undefined),
    /** @param {Desk} copy @param {Service} service */
    async copied(copy, service) {
      await logIn(copy, service);
      await copy.open(service.appliance + domainsPage);
      await openDialog(copy);
      await type(copy, { Passphrase: 'another one than that' });
      await press(copy, 'Unlock');
      await copy.run(() => {
        const { all, seen } = /** @type {any} */ (globalThis).eyes;
        const alerts = () => document.querySelector('tr-ribbon')?.shadowRoot?.querySelectorAll('[role=alert]') ?? [];
        const refused = () => [...alerts()].find((one) => one.textContent?.startsWith('This passphrase does not open'));
        return seen(refused, 'the refusal').then(() => all('button').length);
      }, undefined);
      expect(copy.asked.filter((url) => url.includes('/iroh/'))).toEqual([]);
      await type(copy, { Passphrase: passphrase });
      await press(copy, 'Unlock');
      await copy.run(() => {
        const { find, seen } = /** @type {any} */ (globalThis).eyes;
        return seen(() => !find('password', 'Passphrase'), 'the unlocked casebook').then(() => undefined);
      }, undefined);
    },
  },
];

/** An API client that only its owner knows: those of the demonstration are in files. @param {Appliance} service */
async function newClient(service) {
  const { email, password } = service.users[0];
  const page = `${service.visibility}/settings/apiClients`;
  let cookie = '';
  const post = async (/** @type {string} */ address, /** @type {string[][]} */ fields) => {
    const { headers } = await call(address, { method: 'POST', body: `${new URLSearchParams(fields)}`, headers: {
      cookie, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' } });
    cookie ||= headers.get('set-cookie')?.split(';')[0] ?? '';
  };
  await post(`${service.visibility}/settings/login`, [['email', email], ['password', password]]);
  const scopes = ['casebook', 'enrich:read', 'inspect:read', 'integration:read', 'private-intel', 'profile:read',
    'response'];
  await post(page, [['name', 'Canary'], ...scopes.map((scope) => ['scope', scope])]);
  const { text } = await call(page, { headers: { cookie } });
  const shown = (/** @type {string} */ id) => new RegExp(`id="${id}"[^>]*>([^<]+)<`).exec(text)?.[1] ?? '';
  return { client_id: shown('client-id'), client_password: shown('client-password') };
}

/**
 * Where any of the secrets is: in the page, its console and requests, the profile, what the appliance keeps and says.
 * @param {{desk: Desk, profile: string, service: Service}} places
 * @param {Iterable<string>} secrets
 */
async function search({ desk, profile, service }, secrets) {
  const forms = [...secrets].flatMap(formsOf);
  const has = (/** @type {string} */ text) => forms.some((form) => text.includes(form));
  return [...new Set([
    ...await desk.run(searchPage, forms),
    ...desk.said.filter(has).map(() => 'console'),
    ...desk.asked.filter(has).map(() => 'address of a request'),
    ...(await searchFiles(profile, forms)).map(() => 'profile'),
    ...(await searchFiles(service.state, forms)).map(() => 'state of the appliance'),
    ...[service.stderr()].filter(has).map(() => 'what the appliance says'),
  ])].sort();
}

test.describe.configure({ mode: 'parallel', timeout: 180_000 });

for (const [browser, start] of Object.entries(browsers)) {
  const isLong = browser === 'Chromium' ? '' : ' @long';
  test(`${browser}: each search finds what is planted${isLong}`, async ({ service, folder }) => {
    const profile = path.join(folder, `${browser} planted`);
    await forgetClients(service);
    const desk = await start(profile, watchSecrets);
    await logIn(desk, service);
    await desk.open(service.appliance + domainsPage);
    await press(desk, 'Casebook');
    await sees(desk, 'password', 'Client Password');
    const places = { desk, profile, service };
    const secret = `planted-${crypto.randomUUID()}`;
    expect(await search(places, [secret])).toEqual([]);
    for (const [place, plant] of Object.entries(plants)) {
      await desk.run(plant, `${secret} ${place}`);
      await expect.poll(() => search(places, [`${secret} ${place}`]),
        { message: place, intervals: [50], timeout: 30_000 }).toContain(place);
    }
    for (const form of [`${secret}`, Buffer.from(secret, 'utf16le').toString('latin1'), Buffer.from(secret).toString('hex'),
      ...['', '1', '22'].map((before) => Buffer.from(`${before}${secret}tail`).toString('base64'))]) {
      await desk.run(plants.localStorage, form);
      expect(await desk.run(searchPage, formsOf(secret))).toContain('localStorage');
    }
    const token = await signIn(service);
    await call(`${service.private_intel}/ctia/casebook`, { method: 'POST', token, body: { title: `${secret} kept` } });
    expect(await search(places, [`${secret} kept`])).toEqual(['state of the appliance']);
    const ended = await startAppliance({ settings: `/nowhere/${secret}` }).catch(String);
    expect(await search({ ...places, service: { ...service, stderr: () => String(ended) } }, [`nowhere/${secret}`]))
      .toEqual(['what the appliance says']);
    await press(desk, 'Cancel');
    await desk.run((planted) => {
      Object.defineProperty(Navigator.prototype, 'userAgent', { get: () => planted });
    }, `${secret} told`);
    expect(await diagnosticsOf(desk)).toContain(`${secret} told`);
    await desk.close();
    expect(await searchFiles(profile, formsOf(`${secret} IndexedDB`))).not.toEqual([]);
  });

  for (const mode of modes) {
    const long = mode.value === modes[0].value ? isLong : ' @long';
    test(`${browser}, ${mode.name}: secrets are nowhere else than where the dialog says${long}`, async (
      { service, folder }) => {
      const profile = path.join(folder, `${browser} ${mode.value}`);
      await forgetClients(service);
      const desk = await start(profile, watchSecrets);
      const client = await newClient(service);
      /** @type {Set<string>} */
      const secrets = new Set([client.client_password, ...Object.values(mode.more)]);
      const tokens = () => desk.run(() => {
        const { memories, tokens: all } = /** @type {any} */ (globalThis).secretWatch;
        return /** @type {{modules: number, all: string[][]}} */ ({ modules: memories.length, all });
      }, undefined);
      const found = async () => {
        for (const one of (await tokens()).all.flat()) secrets.add(one);
        return search({ desk, profile, service }, secrets);
      };
      const diagnosed = async () => {
        const text = await diagnosticsOf(desk);
        return [...secrets].flatMap(formsOf).filter((form) => text.includes(form));
      };
      await logIn(desk, service);
      await desk.open(service.appliance + domainsPage);
      await press(desk, 'Casebook');
      await place(desk, mode.value);
      await type(desk, { 'Client ID': client.client_id, 'Client Password': client.client_password, ...mode.more });
      const sentences = await desk.run(() => /** @type {any} */ (globalThis).eyes.all('text').map(
        (/** @type {Element} */ one) => one.textContent), undefined);
      expect(sentences).toContainEqual(expect.stringMatching(mode.says));
      expect(await found(), 'typed').toEqual(['value of password']);
      await press(desk, 'Authenticate');
      await sees(desk, 'button', 'New case');
      expect((await tokens()).modules, 'the memory of the module is looked into').toBeGreaterThan(1);
      expect(await found(), 'signed in').toEqual([]);
      expect(await diagnosed(), 'signed in').toEqual([]);
      for (let turn = 1; turn <= renewals; ++turn) {
        await putControl(service, 'clock', { ahead_s: 601 * turn });
        await press(desk, 'Refresh');
        await expect.poll(async () => (await tokens()).all.length, { intervals: [20], timeout: 30_000 })
          .toBeGreaterThan(turn);
      }
      expect(await found(), 'renewed').toEqual([]);
      expect(await diagnosed(), 'renewed').toEqual([]);
      await mode.letGo(desk);
      await sees(desk, 'button', 'Sign in…');
      expect(await found(), 'let go of').toEqual([]);
      expect(await diagnosed(), 'let go of').toEqual([]);
      await desk.close();
      await putControl(service, 'clock', { ahead_s: 0 });

      const forms = [...secrets].flatMap(formsOf);
      expect(await searchFiles(profile, forms), 'the profile of a browser that has ended').toEqual([]);
      await cp(profile, `${profile} copied`, { recursive: true, filter: (file) => !/Singleton|lock$/.test(file) });
      const copy = await start(`${profile} copied`, watchSecrets);
      await copy.open(service.appliance + domainsPage);
      await mode.copied(copy, service);
      await copy.close();
    });
  }
}
