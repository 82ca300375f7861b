// The vectors of threat-response-api.json against a started appliance.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';

import { startAppliance } from './appliance.mjs';
import { call, mint } from './service.mjs';
import { assertShape } from './shape.mjs';

/** @type {{vectors: any[]}} */
export const { vectors } = JSON.parse(readFileSync(new URL('threat-response-api.json', import.meta.url), 'utf8'));
const NAMED_ID = 'casebook-11111111-2222-4333-8444-555555555555';

/** @typedef {{token?: string, basic?: [string, string], caseId?: string, body?: any, path?: string}} Fill */

/** @param {Record<string, string | string[]>} query */
export function queryText(query) {
  const text = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) for (const one of [value].flat()) text.append(name, one);
  return text.size > 0 ? `?${text}` : '';
}

/**
 * @param {any} wanted
 * @param {import('./service.mjs').Reply} reply
 */
export function assertExpected({ expect }, reply) {
  assert.equal(reply.status, expect.status, reply.text);
  if (expect.body !== undefined) assert.deepEqual(reply.json, expect.body);
  if (expect.body_shape !== undefined) assertShape(reply.json, expect.body_shape);
}

/** @param {string} id */
export function vectorOf(id) {
  const found = vectors.find((each) => each.id === id);
  assert.ok(found, `no vector ${id}`);
  return found;
}

/** @param {string} id of a vector; the name of its test */
export const titleOf = (id) => `${id}: ${vectorOf(id).title}`;

/** One appliance for the tests of a file, with the settings its vectors need. */
export class Bench {
  state = mkdtempSync(join(tmpdir(), 'appliance-vectors-'));
  /** @type {import('./appliance.mjs').Appliance | undefined} */
  #appliance;

  /** @param {{settings?: object, controls?: boolean}} [how] */
  constructor({ settings, controls = false } = {}) {
    const file = join(this.state, 'settings.json');
    if (settings) writeFileSync(file, JSON.stringify(settings));
    before(async () => {
      this.#appliance = await startAppliance({
        state: this.state, controls, ...(settings ? { settings: file } : {}) });
    });
    after(async () => {
      assert.equal(await this.appliance.stop(), 0, this.appliance.stderr());
      rmSync(this.state, { recursive: true });
    });
  }

  get appliance() {
    assert.ok(this.#appliance, 'the appliance is not started yet');
    return this.#appliance;
  }

  /** @param {import('./service.mjs').Who} [who] */
  mint(who) {
    return mint(this.state, who);
  }

  /**
   * Sends the vector's request, with what its placeholders stand for.
   * @param {any} wanted
   * @param {Fill} [fill]
   */
  async send({ request }, fill = {}) {
    const host = request.host === 'private.intel' ? this.appliance.private_intel : this.appliance.visibility;
    const headers = { ...request.headers };
    if ('Authorization' in headers) {
      if (fill.basic) headers.Authorization = `Basic ${Buffer.from(fill.basic.join(':')).toString('base64')}`;
      else headers.Authorization = `Bearer ${fill.token ?? this.mint()}`;
    }
    const path = fill.path ?? (fill.caseId ? request.path.replace(NAMED_ID, fill.caseId) : request.path);
    const body = fill.body ?? request.body;
    return call(`${host}${path}${queryText(request.query ?? {})}`, { method: request.method, headers, body });
  }

  /**
   * Makes a case that searches find, and gives its short id.
   * @param {object} body
   * @param {string} [token]
   * @returns {Promise<string>}
   */
  async makeCase(body, token = this.mint()) {
    const reply = await call(`${this.appliance.private_intel}/ctia/casebook?wait_for=true`, {
      method: 'POST', body, token });
    assert.equal(reply.status, 201, reply.text);
    return reply.json.id.split('/').at(-1);
  }

  /**
   * A call to a case by its short id, or to one of its routes.
   * @param {string} path
   * @param {{method?: string, body?: any, token?: string}} [how]
   */
  casebook(path, { token = this.mint(), ...how } = {}) {
    return call(`${this.appliance.private_intel}/ctia/casebook/${path}`, { token, ...how });
  }
}
