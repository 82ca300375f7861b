import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { linkTo, takeLink } from '../../web/elements/case-link.js';

/** @type {string} */
let replaced;

/** @param {string} address */
function at(address) {
  Object.assign(globalThis, {
    location: new URL(address),
    history: {
      state: null,
      /** @type {History['replaceState']} */
      replaceState: (_state, _title, to) => { replaced = String(to); },
    },
  });
}

beforeEach(() => { replaced = ''; });

test('a link keeps the page and its own fragment, and is followed once', () => {
  at('https://a.example/reports?x=1#top');
  const link = linkTo('casebook-1');
  assert.equal(link, 'https://a.example/reports?x=1#top&tr-case=casebook-1');
  at(link);
  assert.equal(takeLink(), 'casebook-1');
  assert.equal(replaced, '/reports?x=1#top');
});

test('a page without a link is left alone', () => {
  at('https://a.example/#section');
  assert.equal(takeLink(), undefined);
  assert.equal(replaced, '');
});

test('an id that cannot be read names no case', () => {
  at('https://a.example/#tr-case=%E0%A4%A');
  assert.equal(takeLink(), '');
  assert.equal(replaced, '/');
});

test('a link to another case takes the place of the one in the address', () => {
  at('https://a.example/#tr-case=casebook-1');
  assert.equal(linkTo('casebook-2'), 'https://a.example/#tr-case=casebook-2');
});
