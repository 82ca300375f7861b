// The store in Firefox and WebKitGTK: two versions of the widgets in two tabs, and a database that is deleted under the
// page. All that can befall it is in tests/browser/storage.spec.js and versions.spec.js, for Chromium.
//
// Neither driver can set how much a page may store, nor throw the storage away as the browser does when people clear
// their data. WebDriver, which is all that WebKitGTK has, runs no script before a page's own: so this page becomes a
// newer version after it has loaded, before anything is stored, and what is in the other tab is a database without
// widgets, kept open as by a tab that does not run.
import { test } from 'node:test';

import { Cases } from '../../web/testing/cases.js';
import { Faults } from '../../web/testing/faults.js';
import { startFirefox, startWebKit } from './browsers.mjs';
import { addNote, addToNewCase, atDesk, logIn, until } from './steps.mjs';

const olderSays = /^An older version of the casebook is open in another tab: close or reload that tab\./;
const newerSays = /^A newer version of the casebook is in use in this browser: reload this page\./;

/** In the page: its schema is the next one from now on. */
function becomeNewer() {
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (name, version) {
    if (name !== 'threat-response-widgets' || version === undefined) return open.call(this, name, version);
    return open.call(this, name, version + 1);
  };
}

/** In the other tab. */
function makeHand() {
  const name = 'threat-response-widgets';
  /** @type {IDBDatabase | undefined} */
  let held;
  /** @param {number} [version] @returns {Promise<IDBDatabase>} */
  const open = (version) => new Promise((resolve, reject) => {
    const opening = indexedDB.open(name, version);
    opening.onupgradeneeded = ({ oldVersion }) => {
      if (oldVersion > 0) return;
      opening.result.createObjectStore('changes', { keyPath: 'seq', autoIncrement: true })
        .createIndex('id', 'id', { unique: true });
    };
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => resolve(opening.result);
  });
  /** @type {any} */ (globalThis).trHand = {
    /** Opens it and never lets go of it by itself. @param {number} version */
    hold: async (version) => { held = await open(version); },
    letGo: () => held?.close(),
    /** Whether whoever has it open lets it go. */
    remove: () => new Promise((resolve) => {
      const removing = indexedDB.deleteDatabase(name);
      removing.onsuccess = () => resolve(true);
      removing.onerror = removing.onblocked = () => resolve(false);
    }),
    kept: async () => {
      const db = await open();
      const all = await new Promise((resolve, reject) => {
        const asked = db.transaction('changes').objectStore('changes').getAll();
        asked.onerror = reject;
        asked.onsuccess = () => resolve(asked.result);
      });
      db.close();
      return JSON.stringify(all);
    },
  };
}

for (const [name, start] of /** @type {const} */ ([['Firefox', startFirefox], ['WebKitGTK', startWebKit]])) {
  test(`${name}: an older version in another tab, a deleted database and a newer version lose nothing`, () =>
    atDesk(start, async ({ appliance, browser, person }) => {
      const faults = new Faults(appliance.visibility, true);
      const isStored = async (/** @type {string} */ text) =>
        JSON.stringify(await new Cases(appliance).list()).split(text).length === 2;
      const isSaid = (/** @type {RegExp} */ words) => person.isThere('status', words);
      await logIn(person, appliance);
      await person.sees('button', /^Actions for bit\.ly$/);
      await browser.look(`void (${becomeNewer})()`);
      const other = await browser.beside();
      await other.open(`${appliance.appliance}/gallery`);
      await other.look(`void (${makeHand})()`);
      await other.look('trHand.hold(1)');
      await addToNewCase(person, appliance);
      await person.sees('status', olderSays);
      await other.look('trHand.letGo()');
      await until(async () => !await isSaid(olderSays), 'the end of the older version');

      await person.use('button', /^Casebook$/);
      await person.sees('option', /^bit\.ly/);
      await until(() => other.look('trHand.remove()'), 'the end of the database');
      await faults.status('cases', 503, { method: 'PATCH' });
      await faults.status('cases', 503, { method: 'POST' });
      await addNote(person, 'Made after the database was deleted.');
      await until(async () => /Made after/.test(await other.look('trHand.kept()')), 'the note in a new database');
      await faults.reset();
      await person.use('tab', /^Waiting changes/);
      await until(async () => {
        await person.useIfThere('button', /^Try again$/);
        return isStored('Made after the database was deleted.');
      }, 'the note in the service');

      await other.look('trHand.hold(3)');
      await addNote(person, 'Made beside a newer version.');
      await person.sees('status', newerSays);
      await until(() => isStored('Made beside a newer version.'), 'the last note in the service');
    }, { controls: true }));
}
