// A text as analysts have it - prose, reports, lists, web, mail and firewall logs, JSON - with observables
// planted in it, and where they are. The same for the same seed. Addresses are of the documentation, private
// and benchmark ranges, names are made of syllables.
import { random } from '../observables/random.mjs';

/** @typedef {'ip' | 'ipv6' | 'domain' | 'url' | 'sha256'} Type */
/** @typedef {{type: Type, value: string, raw: string}} Observable */
/** @typedef {Observable & {start: number, end: number}} Planted  offsets are UTF-16 */
/** @typedef {{text: string, planted: Planted[]}} Corpus */
/** @typedef {readonly (readonly [string, number])[]} Weighted  what, and how often it is taken */

const words = (`the of and to in is was for that with on as it by at from this were which are be has had not an or
  actor campaign dropper loader payload beacon persistence registry scheduled task lateral movement credential
  harvest phishing attachment macro document invoice password archive victim organisation network segment firewall
  proxy resolver endpoint agent telemetry alert triage analyst verdict malicious suspicious clean unknown common
  sighting timeline session module rule signature command control server infrastructure hosting provider registrar
  certificate expired rotated observed during quarter report team response containment isolate block policy update
  version release build channel stage second first third encoded compressed memory process thread injected service
  driver kernel user account domain controller group mailbox message header sender recipient subject e.g. i.e. etc.
  v2.3.1 node.js setup.exe invoice.pdf readme.txt kernel32.dll approx. Mr. No. 12:30:45 3.14 10.5 TCP/443
  and/or`).split(/\s+/);
const foreignWords = ['na\u00efve', '\u00dcberwachung', '\u653b\u6483\u8005', '\u0432\u0438\u0440\u0443\u0441',
  'se\u00f1al', '\u2014', '\u201cquoted\u201d'];
const syllables = (`ba be bi bo ca ce co da de di do fa fe fi ga go ka ke ki ko la le li lo lu ma me mi mo na ne ni
  no pa pe po ra re ri ro sa se si so ta te ti to va ve vi vo za zo zu`).split(/\s+/);
/** @type {Weighted} */
const endings = [['com', 46], ['net', 10], ['org', 7], ['info', 5], ['ru', 6], ['top', 5], ['xyz', 5], ['io', 3],
  ['de', 3], ['co.uk', 3], ['cn', 2], ['online', 2], ['biz', 1], ['br', 1], ['tk', 1]];
/** @type {Weighted} */
const dots = [['[.]', 60], ['(.)', 8], ['{.}', 3], ['[dot]', 10], ['(dot)', 5], ['[.', 5], ['\\.', 5]];
const userAgents = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
  'curl/8.5.0', 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
  'python-requests/2.32.3',
];
/** @type {readonly Type[]} how often each type stands in prose and lists */
const mixture = ['ip', 'ip', 'ip', 'domain', 'domain', 'domain', 'url', 'url', 'sha256', 'ipv6'];

/** @param {number} number @param {number} [width] */
const padded = (number, width = 2) => String(number).padStart(width, '0');

/** Makes observables. Every call takes from the same row of numbers, so their order is part of the text. */
class Source {
  /** @param {number} seed */
  constructor(seed) {
    this.next = random(seed);
  }

  /** @param {number} from @param {number} to both may come */
  between(from, to) {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  /** @template T @param {readonly T[]} list */
  pick(list) {
    return list[Math.floor(this.next() * list.length)];
  }

  /** @param {Weighted} list */
  weighted(list) {
    let rest = this.next() * list.reduce((sum, [, weight]) => sum + weight, 0);
    return (list.find(([, weight]) => (rest -= weight) < 0) ?? list[0])[0];
  }

  /** @param {number} probability */
  chance(probability) {
    return this.next() < probability;
  }

  /** @param {number} digits */
  hex(digits) {
    return Array.from({ length: digits }, () => this.between(0, 15).toString(16)).join('');
  }

  label() {
    let label = Array.from({ length: this.between(2, 4) }, () => this.pick(syllables)).join('');
    if (this.chance(0.15)) label += this.between(1, 99);
    if (this.chance(0.12)) label += `-${this.pick(syllables)}${this.pick(syllables)}`;
    return label;
  }

  ip() {
    const byte = () => this.between(0, 255);
    switch (this.between(0, 6)) {
      case 0: return `192.0.2.${byte()}`;
      case 1: return `198.51.100.${byte()}`;
      case 2: return `203.0.113.${byte()}`;
      case 3: return `10.${byte()}.${byte()}.${byte()}`;
      case 4: return `198.${this.between(18, 19)}.${byte()}.${byte()}`;
      case 5: return `100.${this.between(64, 127)}.${byte()}.${byte()}`;
      default: return `192.168.${byte()}.${byte()}`;
    }
  }

  ipv6() {
    const group = () => this.between(0, 65535).toString(16);
    if (this.chance(0.5)) return `2001:db8:${group()}::${group()}`;
    if (this.chance(0.5)) return `2001:db8:${Array.from({ length: 6 }, group).join(':')}`;
    return `fd00::${group()}:${group()}`;
  }

  domain() {
    const below = this.chance(0.45) ? `${this.pick(['www', 'mail', 'cdn', 'api', 'update', this.label()])}.` : '';
    return `${below}${this.label()}.${this.weighted(endings)}`;
  }

  url() {
    const host = this.chance(0.12) ? this.ip() : this.domain();
    const port = this.chance(0.1) ? `:${this.pick([80, 443, 8080, 8443])}` : '';
    const depth = this.between(0, 4);
    let path = Array.from({ length: depth }, () => `/${this.label()}`).join('');
    if (depth > 0 && this.chance(0.4)) path += `.${this.pick(['php', 'html', 'exe', 'js', 'zip'])}`;
    if (this.chance(0.25)) {
      path += `${depth > 0 ? '' : '/'}?${this.label().replaceAll('-', '')}=${this.hex(this.between(4, 16))}`;
      if (this.chance(0.4)) path += `&id=${this.between(1, 9999)}`;
    }
    if (path === '' && this.chance(0.5)) path = '/';
    return `http${this.chance(0.7) ? 's' : ''}://${host}${port}${path}`;
  }

  /** @param {Type} type @param {string} value one of type ip, domain or url */
  disguised(type, value) {
    const dot = this.weighted(dots);
    if (type === 'url') {
      const [, scheme, host, rest] = /** @type {RegExpExecArray} */ (/^(https?):\/\/([^/?:]+)(.*)$/.exec(value));
      const disguise = this.pick(['hxxp', 'hXXp', 'h**p']);
      const separator = this.pick(['://', '://', '://', '[://]', '[:]//']);
      return `${disguise}${scheme === 'https' ? 's' : ''}${separator}${host.replace(/\.([^.]*)$/, `${dot}$1`)}${rest}`;
    }
    const lastDotOnly = type === 'ip' ? !this.chance(0.5) : this.chance(0.6);
    return lastDotOnly ? value.replace(/\.([^.]*)$/, `${dot}$1`) : value.replaceAll('.', dot);
  }

  /** @param {{type?: Type, mayBeDisguised?: boolean}} [wanted] @returns {Observable} */
  observable({ type = this.pick(mixture), mayBeDisguised = false } = {}) {
    const value = type === 'sha256' ? this.hex(64) : this[type]();
    if (mayBeDisguised && type !== 'sha256' && type !== 'ipv6' && this.chance(0.6))
      return { type, value, raw: this.disguised(type, value) };
    return { type, value, raw: type === 'sha256' && this.chance(0.1) ? value.toUpperCase() : value };
  }
}

/** Writes lines of the kinds that analysts read, and notes where their observables are. */
class Writer {
  /** @param {number} seed */
  constructor(seed) {
    this.source = new Source(seed);
    /** @type {string[]} */
    this.parts = [];
    /** @type {Planted[]} */
    this.planted = [];
    this.units = 0;
    this.bytes = 0;
    this.plantedBytes = 0;
  }

  /** @param {string} text */
  put(text) {
    this.parts.push(text);
    this.units += text.length;
    this.bytes += Buffer.byteLength(text);
  }

  /** @param {{type?: Type, mayBeDisguised?: boolean}} wanted */
  plant(wanted) {
    const observable = this.source.observable(wanted);
    this.planted.push({ ...observable, start: this.units, end: this.units + observable.raw.length });
    this.plantedBytes += Buffer.byteLength(observable.raw);
    this.put(observable.raw);
  }

  /** @param {number} count */
  words(count) {
    const { source } = this;
    return Array.from({ length: count }, () => source.pick(source.chance(0.004) ? foreignWords : words)).join(' ');
  }

  clock() {
    const { source } = this;
    return [source.between(0, 23), source.between(0, 59), source.between(0, 59)].map((part) => padded(part)).join(':');
  }

  time() {
    const month = this.source.pick(['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun']);
    return `${month} ${padded(this.source.between(1, 28))} ${this.clock()}`;
  }

  prose() {
    const sentences = this.source.between(2, 6);
    for (let i = 0; i < sentences; ++i) {
      const sentence = this.words(this.source.between(8, 22));
      this.put(sentence[0].toUpperCase() + sentence.slice(1));
      this.put(this.source.pick(['. ', '. ', ', ', '; ', '! ', '? ']));
    }
    this.put('\n');
  }

  report() {
    const { source } = this;
    this.put(`${this.words(source.between(10, 30))} `);
    const count = source.between(1, 2);
    for (let i = 0; i < count; ++i) {
      this.put(source.pick(['contacted ', 'C2 at ', 'hash ', '(see ', 'resolves to ', '"', 'via ']));
      this.plant({ mayBeDisguised: true });
      this.put(source.pick([' ', ', ', '. ', '; ', ') ', '" ', '\n']));
    }
    this.put(`${this.words(source.between(10, 40))}.\n`);
  }

  list() {
    const { source } = this;
    const count = source.between(3, 8);
    this.put(`${source.pick(['Indicators', 'IOCs', 'Observables'])}:\n`);
    for (let i = 0; i < count; ++i) {
      this.put(source.pick(['- ', '* ', '\t', '  ']));
      this.plant({ mayBeDisguised: true });
      this.put('\n');
    }
    this.put('\n');
  }

  web() {
    const { source } = this;
    this.plant({ type: 'ip' });
    this.put(` - - [${padded(source.between(1, 28))}/Jun/2024:${this.clock()} +0000] "`);
    this.put(`${source.pick(['GET', 'POST'])} /${source.label()}/${source.label()}`);
    this.put(`?id=${source.between(1, 99999)} HTTP/1.1" `);
    this.put(`${source.pick([200, 200, 304, 404, 500])} ${source.between(100, 99999)} "`);
    if (source.chance(0.3)) this.plant({ type: 'url' });
    else this.put('-');
    this.put(`" "${source.pick(userAgents)}"\n`);
  }

  mail() {
    const { source } = this;
    const queue = source.hex(10).toUpperCase();
    this.put(`${this.time()} mx1 postfix/smtpd[${source.between(1000, 65000)}]: ${queue}: client=unknown[`);
    this.plant({ type: 'ip' });
    this.put('], helo=<');
    this.plant({ type: 'domain' });
    this.put(`>, size=${source.between(900, 99999)}, nrcpt=1 (queue active) `);
    this.put(`delay=${source.between(0, 9)}.${padded(source.between(0, 99))}, `);
    this.put(`delays=0.${padded(source.between(0, 99))}/0.03/0.45/0.05, dsn=2.0.0, status=sent (250 2.0.0 OK)\n`);
  }

  firewall() {
    const { source } = this;
    this.put(`${this.time()} fw0 kernel: [${source.between(1000, 999999)}.${padded(source.between(0, 999999), 6)}] `);
    this.put(`DROP IN=eth0 OUT= MAC=${Array.from({ length: 6 }, () => source.hex(2)).join(':')}:08:00 SRC=`);
    this.plant({ type: 'ip' });
    this.put(' DST=');
    this.plant({ type: 'ip' });
    this.put(` LEN=${source.between(40, 1500)} TOS=0x00 PREC=0x00 TTL=${source.between(30, 128)} `);
    this.put(`ID=${source.between(1, 65535)} DF PROTO=TCP SPT=${source.between(1024, 65535)} `);
    this.put(`DPT=${source.pick([22, 80, 443, 3389])} WINDOW=1024 RES=0x00 SYN URGP=0\n`);
  }

  json() {
    const { source } = this;
    this.put(`{"@timestamp":"2024-06-${padded(source.between(1, 28))}T${this.clock()}`);
    this.put(`.${padded(source.between(0, 999), 3)}Z","event":{"module":"endpoint",`);
    this.put(`"action":"${source.pick(['file_create', 'process_start', 'dns_query'])}",`);
    this.put(`"severity":${source.between(1, 9)},"sequence":${source.between(1, 1e9)}},`);
    this.put(`"host":{"name":"ws-${source.hex(6)}","os":"windows 10.0.19045"},`);
    this.put(`"process":{"pid":${source.between(4, 65000)},"name":"svchost.exe",`);
    this.put(`"guid":"${[8, 4, 4, 4, 12].map((digits) => source.hex(digits)).join('-')}",`);
    this.put(`"md5":"${source.hex(32)}","sha256":"`);
    this.plant({ type: 'sha256' });
    this.put(`"},"message":"${this.words(source.between(15, 40))}"}\n`);
  }

  service() {
    const { source } = this;
    this.put(`${this.time()} host${source.between(1, 50)} ${source.pick(['sshd', 'cron', 'systemd', 'dhclient'])}`);
    this.put(`[${source.between(100, 65000)}]: ${this.words(source.between(8, 20))} `);
    this.put(`took ${source.between(1, 999)}.${source.between(0, 999)}ms\n`);
  }
}

/**
 * @param {{bytes: number, seed?: number, share?: number}} options about how long in UTF-8, and which part of it
 *   is observables
 * @returns {Corpus}
 */
export function makeCorpus({ bytes, seed = 1, share = 0.05 }) {
  const writer = new Writer(seed);
  /** @type {readonly ('report' | 'list' | 'web' | 'mail' | 'firewall' | 'json')[]} */
  const kinds = ['report', 'report', 'report', 'list', 'web', 'web', 'mail', 'firewall', 'json'];
  while (writer.bytes < bytes) {
    if (writer.bytes === 0 || writer.plantedBytes / writer.bytes <= share) writer[writer.source.pick(kinds)]();
    else if (writer.source.chance(0.9)) writer.prose();
    else writer.service();
  }
  return { text: writer.parts.join(''), planted: writer.planted };
}
