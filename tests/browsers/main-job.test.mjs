// The main job by keyboard in the three engines: from a report page to observables in cases of the service.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';

import { signIn } from '../conformance/appliance.mjs';
import { call } from '../conformance/service.mjs';
import { startChromium, startFirefox, startWebKit } from './browsers.mjs';
import { addToNewCase, atDesk, logIn, until } from './steps.mjs';

/** @typedef {import('../conformance/appliance.mjs').Appliance} Appliance */

/** Of a case that is there before, for what is moved. */
const elsewhere = 'Elsewhere';
/** Typed into the title: beyond ASCII, and beyond the 65,536 of one unit. */
const words = ' Füchse 調査 🦊 ';
/** Typed as observables: accents, disguises, and a line break between two. */
const typed = ['müller[.]example 192.0.2.77', 'hxxp://bad[.]example/ünï'];

/** @param {import('./person.mjs').Person} person */
async function renameCase(person) {
  await person.use('button', /^Casebook$/);
  await person.sees('option', /^bit\.ly/);
  await person.use('tab', /^About$/);
  await person.use('button', /^Edit Title$/);
  await person.goTo('textbox', /^Title$/);
  await person.type(words);
  await person.use('button', /^Save$/);
  await person.sees('heading', /Füchse 調査 🦊/);
  await person.use('tab', /^Observables/);
}

/** @param {import('./person.mjs').Person} person */
async function addByTyping(person) {
  await person.use('button', /^Add observables…/);
  await person.goTo('textbox', /^Any text/);
  for (const line of typed) {
    await person.type(line);
    await person.press('Enter');
  }
  await person.use('button', /^Add 3 observables$/);
  await person.sees('option', /調査.*4 observables/);
}

/** @param {import('./person.mjs').Person} person */
async function moveByKeyboard(person) {
  await person.use('option', /^bit\.ly/, 'Space');
  await person.use('button', /^Move to case…/);
  await person.hasFocus('searchbox', /^Search cases/);
  await person.type(elsewhere);
  await person.sees('option', /^Elsewhere/);
  await person.press('ArrowDown');
  await person.press('Enter');
  await person.sees('option', /^Elsewhere ?1 observable/);
}

/**
 * The service has them, soon: taking away waits for as long as it can be undone.
 * @param {Appliance} appliance
 * @param {Record<string, string[]>} wanted
 */
async function findStored(appliance, wanted) {
  const areThere = async () => isDeepStrictEqual(await stored(appliance), wanted);
  await until(areThere, 'what was done').catch(() => undefined);
  assert.deepEqual(await stored(appliance), wanted);
}

/**
 * @param {Appliance} appliance
 * @returns {Promise<Record<string, string[]>>} the values of cases
 */
async function stored(appliance) {
  const { json } = await call(`${appliance.private_intel}/sync/v1/export?format=ctim`, {
    token: await signIn(appliance) });
  return Object.fromEntries(json.map((/** @type {any} */ { title, observables = [] }) => [
    title.includes(words.trim()) ? words : title,
    observables.map((/** @type {{value: string}} */ one) => one.value).sort()]));
}

// Two at a time: each waits more than it works.
describe('the main job by keyboard', { concurrency: 2 }, () => {
  for (const [name, start] of /** @type {const} */ ([
    ['Firefox', startFirefox], ['WebKitGTK', startWebKit], ['Chromium', startChromium],
  ])) {
    test(`${name}: log in, press a pivot, sign in, add, type and move observables`, () =>
      atDesk(start, async ({ appliance, person }) => {
        await call(`${appliance.private_intel}/ctia/casebook?wait_for=true`, {
          method: 'POST', token: await signIn(appliance), body: { title: elsewhere, tlp: 'amber' } });
        await logIn(person, appliance);
        await addToNewCase(person, appliance);
        await renameCase(person);
        await addByTyping(person);
        await moveByKeyboard(person);
        await person.sees('canvas', /^/); // it is drawn, and no list stands in for the picture
        await findStored(appliance, {
          [words]: ['192.0.2.77', 'http://bad.example/ünï', 'xn--mller-kva.example'],
          [elsewhere]: ['bit.ly'],
        });
      }));
  }
});
