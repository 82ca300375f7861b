// Where a secret could have got to: looked for in the page, in its module's memory, and in files.

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * How an ASCII text may stand among bytes: as it is, in UTF-16, in Base64 wherever it begins, in hexadecimal. A byte is
 * a character.
 * @param {string} secret
 */
export function formsOf(secret) {
  const bytes = Buffer.from(secret, 'latin1');
  // The first and the last digits hold bits of what stands beside it.
  const inBase64 = [0, 1, 2].map((before) =>
    Buffer.concat([Buffer.alloc(before), bytes]).toString('base64').replace(/=+$/, '')
      .slice(before ? before + 1 : 0, -1));
  return [secret, [...secret].join('\0'), ...inBase64, bytes.toString('hex')];
}

/**
 * For a page before its scripts: keeps what cannot be asked for later. `tokens` are what the token calls were sent with
 * and have answered: in no place that is searched.
 */
export function watchSecrets() {
  const kept = { memories: /** @type {WebAssembly.Memory[]} */ ([]), told: /** @type {string[]} */ ([]),
    tokens: /** @type {string[][]} */ ([]), saved: /** @type {Promise<string>[]} */ ([]) };
  /** @type {any} */ (globalThis).secretWatch = kept;
  for (const name of /** @type {const} */ (['instantiate', 'instantiateStreaming'])) {
    const instantiate = /** @type {any} */ (WebAssembly[name]);
    WebAssembly[name] = async (/** @type {any} */ source, /** @type {any} */ imports) => {
      const made = await instantiate.call(WebAssembly, source, imports);
      const exported = Object.values((made.instance ?? made).exports);
      kept.memories.push(...exported.filter((one) => one instanceof WebAssembly.Memory));
      return made;
    };
  }
  const { fetch } = globalThis;
  globalThis.fetch = async (address, request) => {
    const response = await fetch(address, request);
    if (response.ok && /\/(oauth2|threat-response)\/token$/.test(String(address))) {
      const { access_token: token } = await response.clone().json();
      // What all tokens have in common stands before the signature.
      const sent = new Headers(request?.headers).get('authorization')?.split(' ')[1];
      kept.tokens.push([...(sent ? [sent] : []), token.split('.')[2]]);
    }
    return response;
  };
  // A file that is saved is kept here instead.
  const { createObjectURL } = URL;
  URL.createObjectURL = (made) => {
    if (made instanceof Blob && made.type === 'application/json') kept.saved.push(made.text());
    return createObjectURL(made);
  };
  const { click } = HTMLAnchorElement.prototype;
  HTMLAnchorElement.prototype.click = function () { if (!this.download) click.call(this); };
  const { postMessage } = BroadcastChannel.prototype;
  BroadcastChannel.prototype.postMessage = function (message) {
    kept.told.push(JSON.stringify(message));
    postMessage.call(this, message);
  };
}

/**
 * In a page: the places where any of the texts is.
 * @param {string[]} forms
 * @returns {Promise<string[]>}
 */
export async function searchPage(forms) {
  /** @type {string[]} */
  const places = [];
  const look = (/** @type {string} */ place, /** @type {string | null | undefined} */ text) => {
    if (text && forms.some((form) => text.includes(form))) places.push(place);
  };
  const asText = (/** @type {unknown} */ value) => JSON.stringify(value, (_, one) =>
    (one instanceof Uint8Array ? String.fromCharCode(...one) : one));
  const { memories, told } = /** @type {any} */ (globalThis).secretWatch;
  for (const { buffer } of memories) look('module memory', new TextDecoder('latin1').decode(buffer));
  for (const message of told) look('channel', message);

  const walk = (/** @type {Document | ShadowRoot} */ root) => {
    for (const element of root.querySelectorAll('*')) {
      const { localName } = element;
      for (const { name, value } of element.attributes) look(`attribute ${name} of ${localName}`, value);
      const isField = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
      if (isField) look(`value of ${element.type}`, element.value);
      if (element.shadowRoot) walk(element.shadowRoot);
    }
    for (const node of root.childNodes) look('text', node.textContent);
  };
  walk(document);
  look('address', [location.href, document.referrer, document.title, document.cookie].join('\n'));
  look('history', asText(history.state));
  for (const { name } of performance.getEntries()) look('address that was asked for', name);
  look('localStorage', asText({ ...localStorage }));
  look('sessionStorage', asText({ ...sessionStorage }));
  /** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  for (const { name = '' } of await indexedDB.databases()) {
    const db = await done(indexedDB.open(name));
    for (const store of db.objectStoreNames) {
      look('IndexedDB', asText(await done(db.transaction(store).objectStore(store).getAll())));
    }
    db.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) look('cache', request.url + await (await cache.match(request))?.text());
  }
  return places;
}

/**
 * The files under a folder that hold any of the texts. One that goes meanwhile holds none.
 * @param {string} folder
 * @param {string[]} forms
 */
export async function searchFiles(folder, forms) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const found = await Promise.all(files.map(async (file) => {
    const bytes = await readFile(file).catch(() => Buffer.alloc(0));
    return forms.some((form) => bytes.includes(form, 0, 'latin1')) ? path.relative(folder, file) : '';
  }));
  return found.filter(Boolean);
}

/**
 * For each place of `searchPage` and of the browser, in a page: puts a secret there.
 * @type {Record<string, (secret: string) => unknown>}
 */
export const plants = {
  'module memory': (secret) => {
    const { memories } = /** @type {any} */ (globalThis).secretWatch;
    const { buffer } = memories[memories.length - 1];
    new Uint8Array(buffer).set(new TextEncoder().encode(secret), buffer.byteLength - 200);
  },
  'channel': (secret) => new BroadcastChannel('planted').postMessage({ secret }),
  'attribute data-planted of div': (secret) => {
    document.querySelector('tr-ribbon')?.shadowRoot?.querySelector('div')?.setAttribute('data-planted', secret);
  },
  'value of text': (secret) => {
    const field = document.querySelector('tr-ribbon')?.shadowRoot?.querySelector('input[type=text]');
    if (field instanceof HTMLInputElement) field.value = secret;
  },
  'text': (secret) => document.querySelector('tr-ribbon')?.shadowRoot?.append(secret),
  'address': (secret) => history.replaceState(null, '', `#${btoa(secret)}`),
  'history': (secret) => history.replaceState({ secret }, ''),
  'address that was asked for': (secret) => fetch(`/?${btoa(secret)}`).then((response) => response.text()),
  'address of a request': (secret) => fetch(`/?${btoa(secret)}`).then((response) => response.text()),
  'localStorage': (secret) => localStorage.setItem('planted', secret),
  'sessionStorage': (secret) => sessionStorage.setItem('planted', secret),
  'IndexedDB': (secret) => new Promise((resolve, reject) => {
    const opening = indexedDB.open('planted');
    opening.onupgradeneeded = () => opening.result.createObjectStore('planted');
    opening.onerror = reject;
    opening.onsuccess = () => {
      const adding = opening.result.transaction('planted', 'readwrite', { durability: 'strict' });
      adding.objectStore('planted').put({ bytes: new TextEncoder().encode(secret) }, 'one');
      adding.oncomplete = () => {
        opening.result.close();
        resolve(undefined);
      };
    };
  }),
  'cache': async (secret) => (await caches.open('planted')).put('/planted', new Response(secret)),
  'console': (secret) => console.log(secret),
  'profile': (secret) => localStorage.setItem('for the disk', secret),
};
