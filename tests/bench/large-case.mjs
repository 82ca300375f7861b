// A case of as many observables as wanted, in the embedded service, and the same rows as plain elements: the peer.
import { createHash } from 'node:crypto';
import { expect } from '@playwright/test';
import { call } from '../conformance/service.mjs';
import { signIn } from '../conformance/appliance.mjs';

/** @typedef {{type: string, value: string}} Observable */

/**
 * Domains, addresses, URLs and hashes in turn, no two alike.
 * @param {number} count
 * @param {'host' | 'added' | 'typed'} name others have other observables
 * @returns {Observable[]}
 */
export function observablesOf(count, name = 'host') {
  const net = { host: 198, added: 199, typed: 200 }[name];
  return Array.from({ length: count }, (_, at) => [
    { type: 'domain', value: `${name}-${at}.campaign.example` },
    { type: 'ip', value: `${net}.${18 + (at >> 16)}.${(at >> 8) & 255}.${at & 255}` },
    { type: 'url', value: `https://cdn-${at % 7}.example/${name}/${at}?id=${at * 7919}` },
    { type: 'sha256', value: createHash('sha256').update(`${name} ${at}`).digest('hex') },
  ][at % 4]);
}

/** A request may be 1 MB. */
const atOnce = 5000;

/**
 * @param {import('../conformance/appliance.mjs').Appliance} appliance
 * @param {string} title
 * @param {Observable[]} observables
 */
export async function makeCase(appliance, title, observables) {
  const token = await signIn(appliance);
  const address = `${appliance.private_intel}/ctia/casebook`;
  const body = { title, tlp: 'amber', observables: observables.slice(0, atOnce) };
  const made = await call(`${address}?wait_for=true`, { method: 'POST', token, body });
  expect(made.status, made.text.slice(0, 300)).toBe(201);
  const id = made.json.id.split('/').at(-1);
  for (let from = atOnce; from < observables.length; from += atOnce) {
    const more = { operation: 'add', observables: observables.slice(from, from + atOnce) };
    const added = await call(`${address}/${id}/observables?wait_for=true`, { method: 'POST', token, body: more });
    expect(added.status, added.text.slice(0, 300)).toBe(200);
  }
}

/**
 * Puts a list of plain elements over the page: every observable of a case's document is a row of three texts. Gives
 * the milliseconds from the document to the frame that shows it.
 * @param {import('@playwright/test').Page} page
 * @param {Observable[]} observables
 * @param {{x: number, y: number, width: number, height: number}} box
 */
export function openPlainList(page, observables, box) {
  return page.evaluate(([text, { x, y, width, height }]) => new Promise((done) => {
    document.getElementById('plain-list')?.remove();
    const started = performance.now();
    const list = document.createElement('div');
    list.id = 'plain-list';
    list.setAttribute('role', 'listbox');
    list.style.cssText = `position: fixed; z-index: 9; left: ${x}px; top: ${y}px; width: ${width}px; ` +
      `height: ${height}px; overflow: auto; background: Canvas`;
    for (const { type, value } of JSON.parse(text)) {
      const row = document.createElement('div');
      row.setAttribute('role', 'option');
      row.style.cssText = 'height: 48px; border-bottom: 1px solid';
      for (const words of [value, type, 'Unknown']) {
        const cell = document.createElement('span');
        cell.textContent = words;
        cell.style.marginInline = '12px';
        row.append(cell);
      }
      list.append(row);
    }
    document.body.append(list);
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - started)));
  }), /** @type {const} */ ([JSON.stringify(observables), box]));
}
