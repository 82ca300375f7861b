// What goes wrong in the embedded service: its test controls (web/docs/embedded-service.md), by name.

/** A part of the service; or any path, beginning with "/". @typedef {keyof typeof parts | `/${string}`} Where */
/**
 * @typedef {object} Fault as the service takes it
 * @property {string} path what requests begin with
 * @property {string} [method]
 * @property {number} [times] how often; without it until `clear`
 * @property {number} [delay_ms]
 * @property {number} [status] is answered instead
 * @property {unknown} [body] with `status`: any JSON
 * @property {Record<string, string>} [headers] with `status`
 * @property {'truncated' | 'garbage'} [spoil]
 * @property {boolean} [lost_update]
 */
/** @typedef {Pick<Fault, 'method' | 'times'>} Some which requests, and how many of them */

const parts = {
  everything: '/',
  token: '/iroh/oauth2/token',
  recognition: '/iroh/iroh-inspect/',
  verdicts: '/iroh/iroh-enrich/deliberate/',
  sightings: '/iroh/iroh-enrich/observe/',
  links: '/iroh/iroh-enrich/refer/',
  actions: '/iroh/iroh-response/',
  cases: '/ctia/casebook',
};

/** The first fault that fits a request happens to it, and the newest stands first. */
export class Faults {
  #visibility;
  #isThere;
  #first;

  /**
   * @param {string} visibility
   * @param {boolean} isThere the service was started with its test controls
   * @param {Fault[]} first to begin with, once `reset` has set them
   */
  constructor(visibility, isThere, first = []) {
    this.#visibility = visibility;
    this.#isThere = isThere;
    this.#first = first;
  }

  /** Whether faults can be set. */
  get available() {
    return this.#isThere;
  }

  /** Any fault. @param {...Fault} faults */
  async add(...faults) {
    await this.#put('faults', faults, 'POST');
  }

  /** None any more. */
  async clear() {
    await this.#put('faults', []);
  }

  /** As after the start: the faults of the fixtures alone, the clock as the machine's, no later traffic. */
  async reset() {
    await this.#put('faults', this.#first);
    await this.setClockAhead(0);
    await this.setTraffic(0);
  }

  /** Answers come later. @param {Where} where @param {number} milliseconds @param {Some} [some] */
  delay(where, milliseconds, some) {
    return this.add({ ...some, path: pathOf(where), delay_ms: milliseconds });
  }

  /**
   * Another status is answered.
   * @param {Where} where
   * @param {number} status
   * @param {Some & Pick<Fault, 'body' | 'headers'>} [some]
   */
  status(where, status, some) {
    return this.add({ ...some, path: pathOf(where), status });
  }

  /** What was asked is done, and the connection ends within the answer. @param {Where} where @param {Some} [some] */
  drop(where, some) {
    return this.add({ ...some, path: pathOf(where), spoil: 'truncated' });
  }

  /** The answer is no JSON. @param {Where} where @param {Some} [some] */
  garble(where, some) {
    return this.add({ ...some, path: pathOf(where), spoil: 'garbage' });
  }

  /** 429, as the service says it. @param {Where} where @param {number} seconds to wait @param {Some} [some] */
  limitRate(where, seconds, some) {
    return this.add({ ...some, path: pathOf(where), status: 429, headers: { 'Retry-After': `${seconds}s` },
      body: { error: 'Too Many Requests' } });
  }

  /**
   * A change reads its case, waits and writes: what others have written meanwhile is lost.
   * @param {number} milliseconds
   * @param {Some} [some]
   */
  loseUpdates(milliseconds, some) {
    return this.add({ ...some, path: pathOf('cases'), delay_ms: milliseconds, lost_update: true });
  }

  /** The service's clock runs so many seconds ahead; 0: as the machine's. @param {number} seconds */
  setClockAhead(seconds) {
    return this.#put('clock', { ahead_s: Math.round(seconds) });
  }

  /** The service's clock says this now, and goes on. @param {Date | string} instant */
  setClock(instant) {
    return this.setClockAhead(Math.ceil((new Date(instant).getTime() - Date.now()) / 1000));
  }

  /**
   * The service's clock stands: each time that it is looked at it says a millisecond more, so that its times are the
   * same in each run and what is made later is later. `setClockAhead(0)` lets it go.
   * @param {Date | string} instant
   */
  stopClock(instant) {
    return this.#put('clock', { stopped_at: new Date(instant).toISOString() });
  }

  /** So many steps of later traffic have come in to the reports; 0 takes them back. @param {number} steps */
  setTraffic(steps) {
    return this.#put('traffic', { step: steps });
  }

  /** @param {'faults' | 'clock' | 'traffic'} name @param {unknown} value @param {'PUT' | 'POST'} [method] */
  async #put(name, value, method) {
    if (!this.#isThere) {
      throw new Error('The service was started without faults: leave out "faults: false", or give --faults.');
    }
    await putControl(this.#visibility, name, value, method);
  }
}

/**
 * Sets a switch of a service that was started with its test controls.
 * @param {string} visibility
 * @param {'faults' | 'clock' | 'traffic'} name
 * @param {unknown} value
 * @param {'PUT' | 'POST'} [method] 'POST' adds faults
 */
export async function putControl(visibility, name, value, method = 'PUT') {
  const reply = await fetch(`${visibility}/test/${name}`, {
    method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) });
  if (!reply.ok) throw new Error(`The test control ${name} answered ${reply.status}: ${await reply.text()}`);
}

/** @param {Where} where @returns {string} */
function pathOf(where) {
  if (where.startsWith('/')) return where;
  if (Object.hasOwn(parts, where)) return parts[/** @type {keyof typeof parts} */ (where)];
  throw new Error(`“${where}” is no part of the service: say one of ${Object.keys(parts).join(', ')}, or a path.`);
}
