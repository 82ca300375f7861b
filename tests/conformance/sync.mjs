// Calls to the interface for other systems, each answer held against its description (web/docs/sync-openapi.json).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';

import { call } from './service.mjs';

/** @typedef {import('./service.mjs').Reply} Reply */

export const description = JSON.parse(
  readFileSync(new URL('../../web/docs/sync-openapi.json', import.meta.url), 'utf8'));

const ajv = new Ajv2020({ strict: false, allErrors: true });
ajv.addSchema({ $id: 'sync', ...description });

/** @param {string} text of a path in the description, or of a media type */
const pointer = (text) => encodeURIComponent(text.replaceAll('~', '~0').replaceAll('/', '~1'));

/** @param {any} part of the description, or a reference to one @returns {any} */
export function resolved(part) {
  if (part?.$ref === undefined) return part;
  return part.$ref.slice(2).split('/')
    .reduce((/** @type {any} */ at, /** @type {string} */ key) => at[key], description);
}

/** @param {string} path @returns {string} as the description has it */
function templateOf(path) {
  const template = path.replace(/\?.*$/, '').replace(/^\/cases\/[^/]+/, '/cases/{id}');
  assert.ok(template in description.paths, `the description has no ${template}`);
  return template;
}

/**
 * The answer is one that the description has for this call.
 * @param {string} method
 * @param {string} path
 * @param {Reply} reply
 */
export function assertDescribed(method, path, reply) {
  const template = templateOf(path);
  const place = description.paths[template][method.toLowerCase()].responses;
  const response = resolved(place[reply.status]);
  assert.ok(response, `${method} ${template} has no answer ${reply.status}: ${reply.text}`);
  if (response.content === undefined) return assert.equal(reply.text, '');
  const type = String(reply.headers.get('content-type')).replace(/; charset=utf-8$/, '');
  assert.ok(type in response.content, `${method} ${template} answers no ${type}`);
  if (!type.includes('json')) return assert.equal(typeof reply.text, 'string');
  const named = place[reply.status].$ref?.replace('#', '') ??
    `/paths/${pointer(template)}/${method.toLowerCase()}/responses/${reply.status}`;
  const validate = ajv.getSchema(`sync#${named}/content/${pointer(type)}/schema`);
  assert.ok(validate, `no schema for ${named} ${type}`);
  assert.ok(validate(reply.json), `${method} ${path}: ${ajv.errorsText(validate.errors)}\n${reply.text}`);
}

/**
 * @param {{appliance: {private_intel: string}, mint: (who?: import('./service.mjs').Who) => string}} bench
 */
export function syncOf(bench) {
  /**
   * @param {string} path behind /sync/v1
   * @param {Parameters<typeof call>[1] & {who?: import('./service.mjs').Who}} [how]
   */
  const sync = async (path, { who, ...how } = {}) => {
    const token = bench.mint(who);
    const reply = await call(`${bench.appliance.private_intel}/sync/v1${path}`, { token, ...how });
    assertDescribed(how.method ?? 'GET', path, reply);
    return reply;
  };
  return {
    get: sync,
    /** @param {any} document @param {string} [query] @param {Parameters<typeof sync>[1]} [how] */
    post: (document, query = '', how = {}) => sync(`/cases${query}`, { method: 'POST', body: document, ...how }),
    /**
     * All changes after a cursor, and where that ends.
     * @param {string} [after]
     * @param {string} [more] of the query
     * @returns {Promise<{cases: any[], next: string}>}
     */
    async changes(after = '', more = '') {
      /** @type {any[]} */
      const cases = [];
      for (;;) {
        const { status, json, text } = await sync(`/cases?after=${after}${more}`);
        assert.equal(status, 200, text);
        cases.push(...json.cases);
        after = String(json.next);
        if (!json.more) return { cases, next: String(json.next) };
      }
    },
  };
}
