// The appliance's REST interface of Cloud Service Settings, answered in the browser: for states that a real one takes
// minutes, a firewall or a clock to come into, and for answers that none gives.

/** @typedef {import('@playwright/test').Page} Page */

const servers = [
  { number: 2, region: 'EUROPE', host: 'api.eu.sse.itd.cisco.com', enrolment: 'est.sco.cisco.com' },
  { number: 3, region: 'AMERICAS', host: 'api-sse.cisco.com', enrolment: 'est.sco.cisco.com' },
];

const now = '2026-11-28T10:12:30.000Z';
const at = (/** @type {string} */ clock) => `2026-11-28T${clock}.000Z`;

/** Of an appliance that was never set up. @returns {any} */
const state = (/** @type {object} */ more = {}) => ({
  appliance: 'mail1.example.com', mode: 'machine', servers, proxy: '', committed: { enabled: false, server: 3 },
  registration: { phase: 'none', server: 0, passed: {} },
  health: { problem: 'none', clock_offset: 0, is_module: false }, ...more,
});

const log = [
  { when: at('10:10:02'), who: 'admin', via: 'page', what: 'committed', detail: 'EUROPE', comment: 'for the pilot' },
  { when: at('10:09:11'), who: 'admin', via: 'page', what: 'submitted', detail: 'EUROPE', comment: '' },
];

const on = { committed: { enabled: true, server: 2 }, committed_when: at('10:10:02') };
const contacted = { problem: 'none', clock_offset: 400, is_module: false, last_contact: at('10:12:20'),
  tried: at('10:12:20') };
const passed = { connector: at('10:11:01'), token: at('10:11:02'), certificate: at('10:11:04'),
  confirmed: at('10:11:05') };
const registered = { phase: 'registered', server: 2, since: at('10:11:05'), passed };
const certificate = { certificate_ends: '2027-02-26T10:11:00.000Z' };

/** Each situation of A.6, and what else is shown. */
export const states = {
  off: state(),
  pending: state({ pending: { enabled: true, server: 2, by: 'admin', when: at('10:09:11') } }),
  'not-ready': state(on),
  ready: state({ ...on, health: contacted }),
  registering: state({ ...on, health: contacted, registration: { phase: 'registering', server: 2, since: at('10:11:00'),
    passed: { connector: at('10:11:01'), token: at('10:11:02') } } }),
  registered: state({ ...on, proxy: 'proxy.example.com:3128', health: { ...contacted, ...certificate, is_module: true },
    registration: registered }),
  deregistering: state({ ...on, health: { ...contacted, ...certificate },
    registration: { phase: 'deregistering', server: 2, since: at('10:12:00'), passed } }),
  failed: state({ ...on, health: contacted, registration: { phase: 'none', server: 0, passed: {}, failure: {
    reason: 'token_unknown', of: 'registering', stage: 'token', server: 2, when: at('10:11:02') } } }),
  unreachable: state({ ...on, health: { ...contacted, problem: 'unreachable', last_contact: undefined },
    registration: { phase: 'none', server: 0, passed: {}, failure: {
      reason: 'unreachable', of: 'registering', stage: 'connector', server: 2, when: at('10:11:01') } } }),
  'off-registered': state({ committed: { enabled: false, server: 2 }, committed_when: at('10:12:00'),
    health: { ...contacted, ...certificate }, registration: registered }),
  expiring: state({ ...on, registration: registered,
    health: { ...contacted, clock_offset: -75_000, certificate_ends: '2026-12-02T10:11:00.000Z' } }),
  clock: state({ ...on, registration: registered, health: { ...contacted, ...certificate, clock_offset: -75_000 } }),
};

/**
 * @typedef {object} Call
 * @property {string} what method and route: "POST /commit"
 * @property {any} body
 */

export class FakeAppliance {
  /** What it answers next. @type {any} */
  state;
  mayAdminister = true;
  time = now;
  /** @type {object[]} */
  log = log;
  /** Of the next call that is no reading: instead of what it would do. @type {{status: number, body: object}[]} */
  answers = [];
  /** 0: nothing answers; 200: as it is. */
  status = 200;
  /** @type {Call[]} */
  calls = [];
  hosts = [
    { host: 'api.eu.sse.itd.cisco.com', purpose: 'exchange', reason: 'none', milliseconds: 12 },
    { host: 'est.sco.cisco.com', purpose: 'enrolment', reason: 'time_out', milliseconds: 15_000 },
  ];

  /** @param {any} state */
  constructor(state) {
    this.state = state;
  }

  get document() {
    return { state: this.state, time: this.time, may_administer: this.mayAdminister, log: this.log };
  }

  /** @param {Page} page */
  async serve(page) {
    await page.route('**/cloud-service{,/**}', async (route) => {
      const request = route.request(), { pathname } = new URL(request.url());
      if (!pathname.startsWith('/cloud-service')) return route.fallback();
      if (this.status === 0) return route.abort();
      const what = `${request.method()} ${pathname.slice('/cloud-service'.length)}`.trim();
      this.calls.push({ what, body: request.postDataJSON() });
      const said = what === 'GET' ? undefined : this.answers.shift();
      if (said) return route.fulfill({ status: said.status, json: said.body });
      if (this.status !== 200) return route.fulfill({ status: this.status, json: { error: 'No.' } });
      const json = what === 'POST /connection-test' ? { hosts: this.hosts } : this.document;
      return route.fulfill({ status: 200, json });
    });
    return this;
  }

  /** How often it was called so. @param {string} what */
  count(what) {
    return this.calls.filter((call) => call.what === what).length;
  }
}
