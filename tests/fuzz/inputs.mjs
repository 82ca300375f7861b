// Inputs to start from that no other test has: whole ones of each kind, by the name of their target.
const casebook = {
  id: 'https://intel.example/ctia/casebook/casebook-1', type: 'casebook', title: 'Case "1"', short_description: 's',
  description: 'd', tlp: 'amber', timestamp: '2026-11-23T08:10:30.000Z', owner: 'me', language: 'en', source: 'tool',
  source_uri: 'https://tool.example/', external_ids: ['e-1'],
  external_references: [{ source_name: 'n', description: 'd', url: 'https://a.example', external_id: 'x',
    hashes: ['h'] }],
  observables: [{ type: 'domain', value: 'bad.example' }, { type: 'ip', value: '192.0.2.1' }],
  texts: [{ type: 'note', text: 'some *text*' }], bundle: { type: 'bundle', sightings: [{ id: 's-1' }] },
};
const change = {
  id: 't-1', account: 'client-1 nam', case_id: 'casebook-1', external_id: 'tr-widgets-1', title: 'Case "1"',
  made_at: 1763999990, due_at: 1763999998, claims: 1,
};
const observables = casebook.observables;
const changes = [
  { ...change, kind: 'create', case_id: '', made: casebook },
  { ...change, id: 't-2', kind: 'add-observables', observables },
  { ...change, id: 't-3', kind: 'remove-observables', observables, after_change: 't-2' },
  { ...change, id: 't-4', kind: 'edit', field: 'title', before: 'a', after: 'b' },
  { ...change, id: 't-5', kind: 'edit', field: 'tlp', before: 'amber', after: 'red' },
  { ...change, id: 't-6', kind: 'add-note', note: { type: 'note', text: 'some text' } },
  { ...change, id: 't-7', kind: 'remove-note', note: { type: 'note', text: 'some text' } },
  { ...change, id: 't-8', kind: 'delete' },
];

const stix = {
  type: 'bundle', id: 'bundle--0190163e-8a43-7d4b-8f5c-3c1f6a1b2c3d', objects: [
    { type: 'identity', spec_version: '2.1', id: 'identity--1', name: 'me' },
    { type: 'grouping', spec_version: '2.1', id: 'grouping--1', name: 'Case', description: 'd',
      context: 'suspicious-activity',
      object_refs: ['indicator--1', 'domain-name--1', 'note--1', 'file--1'] },
    { type: 'report', spec_version: '2.1', id: 'report--1', name: 'Report', published: '2026-11-23T08:10:30.000Z',
      object_refs: ['ipv4-addr--1', 'url--1'] },
    { type: 'indicator', spec_version: '2.1', id: 'indicator--1', pattern_type: 'stix',
      valid_from: '2026-11-23T08:10:30Z',
      pattern: "[domain-name:value = 'bad.example' OR url:value = 'http://a.example/'] AND [file:hashes.'SHA-256' = 'ab']" },
    { type: 'domain-name', id: 'domain-name--1', value: 'bad.example', resolves_to_refs: ['ipv4-addr--1'] },
    { type: 'ipv4-addr', id: 'ipv4-addr--1', value: '192.0.2.1' }, { type: 'ipv6-addr', id: 'i6',
      value: '2001:db8::1' },
    { type: 'url', id: 'url--1', value: 'https://a.example/' }, { type: 'email-addr', id: 'e', value: 'a@b.example' },
    { type: 'file', id: 'file--1', hashes: { 'SHA-256': 'ab'.repeat(32), 'MD5': '0'.repeat(32),
      'SHA-1': '0'.repeat(40) },
      name: 'x.exe' },
    { type: 'note', id: 'note--1', content: 'text', abstract: 'a', object_refs: ['grouping--1'] },
  ],
};

const verdicts = { data: [{ module: 'M', module_instance_id: 'm-1', module_type_id: 't-1', data: {
  verdicts: { count: 1, docs: [{ disposition: 2, disposition_name: 'Malicious', observable: observables[0],
    valid_time: { start_time: '2026-11-23T08:10:30.000Z', end_time: '2525-01-01T00:00:00.000Z' } }] },
  sightings: { count: 1, docs: [{ observables, observed_time: { start_time: '2026-11-23T08:10:30.000Z',
    end_time: '2026-11-24T08:10:30.000Z' }, count: 3, title: 't', description: 'd', source: 's',
      source_uri: 'https://s.example',
  confidence: 'High', targets: [{ type: 'endpoint', observables }],
  relations: [{ source: observables[0], related: observables[1], relation: 'Resolved_To', origin: 'o' }] }] } } }],
errors: [{ module: 'S', module_instance_id: 'm-2', code: 'module-timeout', message: 'late', type: 'error' }] };
const pivots = { data: [{ module: 'M', module_instance_id: 'm-1', id: 'r-1', title: 'Look', description: 'd',
  categories: ['c'], url: 'https://m.example/?q=1' },
{ module: 'M', id: 'a-1', title: 'Block', url: '/respond/trigger/m-1/block?observable_type=ip&observable_value=1' },
{ title: 'Own', url: 'http://127.0.0.1:8080/x' }] };
/** @param {number} status @param {unknown} body @param {string} [head] */
const reply = (status, body, head = '') => `${status}\n${head}${JSON.stringify(body)}`;

const registration = { phase: 'registered', since: '2026-11-23T08:00:00.000Z', server: 1, passed: {
  connector: '2026-11-23T08:00:00.000Z', token: '2026-11-23T08:00:01.000Z', certificate: '2026-11-23T08:00:02.000Z',
  confirmed: '2026-11-23T08:00:03.000Z' } };
const state = {
  appliance: 'mail1.example.com', mode: 'machine', proxy: 'proxy.example:3128',
  servers: [{ number: 1, region: 'nam', host: 'api-sse.cisco.com', enrolment: 'est.sco.cisco.com' },
    { number: 2, region: 'eu', host: 'api.eu.sse.itd.cisco.com', enrolment: 'est.sco.cisco.com' }],
  committed: { enabled: true, server: 1 }, committed_when: '2026-11-23T07:00:00.000Z',
  pending: { enabled: false, server: 1, by: 'admin', when: '2026-11-23T08:00:00.000Z' }, registration,
  health: { last_contact: '2026-11-23T08:00:00.000Z', problem: 'tls', tried: '2026-11-23T08:00:00.000Z',
    clock_offset: 5, certificate_ends: '2027-11-23T08:00:00.000Z', is_module: true, module: true },
};
const failed = { ...state, registration: { phase: 'none', since: '2026-11-23T08:00:00.000Z', server: 0, failure: {
  reason: 'token-expired', of: 'registering', stage: 'token', server: 1, when: '2026-11-23T08:00:00.000Z' } } };
/** @param {unknown} one */
const answer = (one) => ({ state: one, time: '2026-11-23T08:00:05.000Z', may_administer: true, log: [
  { when: '2026-11-23T08:00:00.000Z', who: 'admin', via: 'page', what: 'committed', detail: 'nam', comment: 'c' }] });

/** @param {unknown[]} messages */
const lines = (...messages) => messages.map((one) => JSON.stringify(one)).join('\n');
/** @param {string} surface */
const frame = (surface) => ({ frame: surface, width: 900, height: 700, ratio: 1, title: 'Case 1' });

const server = { id: 'own', name: 'Own', visibility: 'https://v.example', private_intel: 'https://p.example',
  api_clients: 'https://v.example/clients' };
const token = 'a91f0kq27c3de8x54b6m1t09ch7e2r85d3n6';
const host = 'Host: 127.0.0.1:8080\r\n';

// For the key whose number is 1 (services_exchange_fuzz.cc), or asked for with it.
export const certificates = [
  ['p',  // a certificate for 90 days
    'MIIBLQYJKoZIhvcNAQcCoIIBHjCCARoCAQExADALBgkqhkiG9w0BBwGgggECMIH/MIGmAgEBMAoGCCqGSM49BAMCMAwxCjAI' +
    'BgNVBAMMAWEwHhcNMjYxMTI5MDcyMjA1WhcNMjcwMjI3MDcyMjA1WjAMMQowCAYDVQQDDAFhMFkwEwYHKoZIzj0CAQYIKoZI' +
    'zj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R' +
    '9TAKBggqhkjOPQQDAgNIADBFAiEA6ctXhxsnRDruhtDf0UVAJo2QJp+4yf3Vo7l8x8mNaP0CIBJDeLj+j4RX0FVZgsZYULns' +
    'sCypN9xHVg1y+U2xtmA+MQA='],
  ['p',  // one that ends in the year 9999
    'MIIBMAYJKoZIhvcNAQcCoIIBITCCAR0CAQExADALBgkqhkiG9w0BBwGgggEFMIIBATCBqAIBATAKBggqhkjOPQQDAjAMMQow' +
    'CAYDVQQDDAFhMCAXDTI2MTEyOTA3MjIwNVoYDzk5OTkwOTEyMDcyMjA1WjAMMQowCAYDVQQDDAFhMFkwEwYHKoZIzj0CAQYI' +
    'KoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBo' +
    'N79R9TAKBggqhkjOPQQDAgNIADBFAiA5papeEvbMVow+8tcjy4F1OTF1Vc1hM9nijLsHoiYZJwIhALZlGhdOmYZH1buAH2p9' +
    'SsBMuX406kRh7zZcgzfh1jRdMQA='],
  ['r',  // a request with that key
    'MIHFMG4CAQAwDDEKMAgGA1UEAwwBYTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABGsX0fLhLEJH+Lzm5WOkQPJ3A32BLesz' +
    'oPShOUXYmMKWT+NC4v4af5uO5+tKfA+eFivOM1drMV7Oy7ZAaDe/UfWgADAKBggqhkjOPQQDAgNHADBEAiBlI8xUVzdnOrLc' +
    'w2AdCzs4VrHJ/M7rDa/Ak2AqN8w9WgIgVsxkmrhRSKCaEoQUXKLu9D7TY45GRd7rhLMz5VTjqAE='],
  ['r',  // one with an RSA key that is too short
    'MIIBSzCBtQIBADAMMQowCAYDVQQDDAFhMIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDB7iVxBr8ME0RkfwFF0SymVlt0' +
    '4cwBcUsZBxVJTlO3spBJ4d1MjTqcoX7lZDJ/oG9EYSbx22Eupe0HDiuXTkOPQvNjdFjmzNH3S+r+XlbcnNRIlpdy7pWQbiRK' +
    'ESErkKtgXlg2A5dpdcs1kAIJ0FWQymg22ksP4LswxZ73NM9u8wIDAQABoAAwDQYJKoZIhvcNAQELBQADgYEAbEDYBHDHHSed' +
    'pq0PumK5XQR4OZpTwnNA7UOyVIC6k0HL8b0WeQi3+ItyTnuUmEaQE6z6xZkng2RCHzoUtw7dmakdJx2jOZ7zAV3AVeaJHGME' +
    'QfF6TqOiDmrrkWhzfGp3nj5QFUALDFyU54QVCGL4qVmrUFAgyDAW7jj7gD9KuZY='],
].map(([letter, bytes]) => Buffer.concat([Buffer.from(letter), Buffer.from(bytes, 'base64')]));

/** @param {string} site @param {string} method @param {string} target @param {unknown} [body] */
const call = (site, method, target, body = '') =>
  `${site} ${method} ${target}\n\n${typeof body === 'string' ? body : JSON.stringify(body)}\n--\n`;

/** @type {Record<string, string[]>} */
export const inputs = {
  json: [JSON.stringify(stix), '[0,-0,1e5,-1.5e-300,18446744073709551615,9223372036854775808,-9223372036854775808]',
    '"\\ud83d\\ude00\\ud800 \\udc00\\u0000"', '['.repeat(70) + ']'.repeat(70), '{"a":1,"a":{"b":[true,false,null]}}'],
  // Hashes in two lines, and what only looks like that.
  observables: [['', '\n', ''], ['', '=\r\n', ''], ['', '\r\n', '\r\n'], ['x', '\n', ''], ['', '\n', 'x'],
    ['deadbeef\n', '\n', ''], ['deadbeef=\r\n', '\n', ''], ['', '\n', '\ndeadbeef'], ['', '\n', '\nbeef '],
    ['MD5: ', '\n', ''], ['sha1 ', '\n', ''], ['SHA-1 = ', '\n', ''], ['sha256: ', '\n', '']]
    .flatMap(([before, between, behind]) => [24, 32, 40].map((size) =>
      before + 'ab12'.repeat(16).slice(0, size) + between + 'ab12'.repeat(16).slice(size) + behind)),
  exchange: [stix, casebook, [casebook, casebook], { type: 'bundle', casebooks: [casebook] },
    { kind: 'threat-response-widgets', cases: [casebook], changes }].map((one) => JSON.stringify(one)),
  replies: [reply(200, verdicts), reply(200, pivots), reply(200, casebook), reply(200, [casebook]),
    reply(200, observables), reply(200, { expires_in: 600, scope: 'casebook enrich:read', user: 'me' }),
    reply(200, [casebook], 'X-Next: limit=100&search_after=1\nX-Total-Hits: 7\n\n'),
    reply(200, { data: { status: 'success' } }), reply(200, { user: { 'user-id': 'u', 'user-name': 'n' } }),
    reply(429, {}, 'Retry-After: 3557s\n\n'), reply(429, {}, 'Retry-After: Mon, 23 Nov 2026 10:04:35 GMT\n\n'),
    reply(400, { error: 'wrong_client_creds', error_description: 'no', trace_id: 't' }),
    reply(400, { type: 'spec', message: '-- in: [:title] fails', errors: { title: ['no'] } }),
    reply(403, { error: 'missing_scope', missing_scopes: ['casebook'] }), reply(401, {}), reply(503, {}), '0\n',
    reply(200, { 'm-1': { data: { status: 'ok' } }, data: [{ module: 'M', data: { status: 'ok' } }] })],
  custom_pivots: ['url\nhttp://a.example/"><x y\\\nhttps://l.example/?q={value}&{type}', 'domain\nbad.example\n' + JSON.stringify([{ title: 'Lookup', category: 'Reputation',
    links: { 'ip ipv6': 'https://lookup.example/ip/{value}',
      'domain': 'https://{value}.lookup.example/?q={value|base64}' } }]),
  'url\nhttp://u@[2001:db8::1]:80/../x\nhttps://l.example/{type}/{value|path|slash|strip=http|first=12|before=x|after=y}#{value}'],
  outbox: [...changes.map((one) => JSON.stringify(one)), JSON.stringify(changes), JSON.stringify(observables),
    JSON.stringify({ type: 'threat-response-widgets-backup', format: 'threat-response-widgets-backup', version: 1,
      cases: [casebook], casebooks: [casebook], changes })],
  page: [
    lines({ is: 'casebook' }, { reply: 200, body: [casebook] }, frame('casebook'), { use: 3 }, { use: 9, text: 'x' },
      { reply: 200, body: casebook }, frame('casebook'), { use: 20, text: 'toggle' }),
    lines({ is: 'pivot', type: 'domain', value: 'bad.example', warning: '' }, { reply: 200, body: verdicts },
      { reply: 200, body: pivots }, { reply: 200, body: pivots }, frame('pivot-menu'), { use: 5 }, frame('pivot-menu')),
    lines({ is: 'find-on-page', state: 'searched', kinds: ['domain', 'ip'], values: ['bad.example', '192.0.2.1'],
      places: '0 1 0' }, { reply: 200, body: verdicts }, frame('find-on-page'), { use: 6 }, { is: 'place-hidden' },
    { is: 'page-changed', state: 'searching', kinds: [], values: [], places: '' }),
    lines({ is: 'vault', keyring: 'open', appliance: 'there', done: 'keep', trouble: 'not-kept', current: 'c',
      resume: 'r',
      clients: [{ client_id: 'c', server: 'us', place: 'device', added: 5 }] }, { is: 'sign-in' }, frame('sign-in'),
        { use: 2 }),
    lines({ is: 'changes', changes }, { is: 'changes-saved', ids: ['t-1'] }, { is: 'change-claimed', id: 't-2',
      claims: 1 },
      { is: 'claim-refused', id: 't-3', until: 1764000100 }, { is: 'changes-not-saved', ids: ['t-4'] }, { is: 'woke' },
      { reply: 503, body: {} }, { is: 'retry', id: 't-4' }, { is: 'undo', id: 't-5' }, { is: 'dismiss-notice' }),
    lines({ is: 'file', name: 'a.json', text: JSON.stringify(stix) }, { is: 'file', name: 'b', problem: 'too-large' },
      { is: 'drag', known: true, json: JSON.stringify(observables), text: '' }, { is: 'drag-over' },
      { is: 'drop', title: 'New' }, { is: 'drag-ended' }, { is: 'link', id: 'casebook-1' }, { is: 'remember-case',
        id: 'c' }),
    lines({ is: 'configure', language: 'ja', instance: 7, origin: 'https://page.example', stays: true,
      servers: [server] },
      { is: 'pivots', list: [{ title: 'T', links: { domain: 'https://l.example/{value}' } }], failed: false },
      { is: 'locked' }, { is: 'signed-out' }, { is: 'online' }, { is: 'paused', until: 1764000100 },
        { is: 'restore-casebook' },
      { is: 'closed', surface: 'casebook' }, { is: 'looked' }, { is: 'copy-failed' }),
    lines({ is: 'theme', dark: true, font: 'x', size: 14, colours: {} }, { is: 'pictures', available: false },
      { is: 'font-changed' }, { ...frame('casebook'), rtl: true, hovered: 3, focused: 3, scrolled: [{ id: 3, at: 50 }],
        active: [{ id: 3, at: 2 }], expanded: [{ id: 3 }] }),
  ],
  cloud_service: [state, failed, answer(state), answer(failed), answer({ ...state, registration: undefined,
    pending: undefined }),
    { hosts: [{ host: 'h', purpose: 'p', reason: 'tls', milliseconds: 5 }] }, { code: 'kOff', error: 'In English.' }]
    .map((one) => JSON.stringify(one)),
  query: ['title:(a OR "b c") AND NOT -d +e', 'pay* b?t', '((((a))))', 'a && b || !c',
    '"192.0.2.7" https\\:\\/\\/bit.ly'],
  requests: [`e${JSON.stringify(casebook)}`,
    `e${JSON.stringify({ title: 't', tlp: 'white', observables, texts: casebook.texts })}`,
    `b${JSON.stringify({ operation: 'add', observables })}`,
      `b${JSON.stringify({ operation: 'remove', texts: casebook.texts })}`,
    `b${JSON.stringify({ operation: 'replace', bundle: casebook.bundle })}`, 'cstore-7', 'cother-7',
      'fa=1&b=2&a=3,4&c=%41+',
    `t${JSON.stringify({ sub: 'u', exp: 1764000600, iat: 1763999990, nbf: 1763999990, iss: 'i' })}`,
    'teyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1In0.AAAA',
    `m/observe/observables\n${JSON.stringify([...observables, { type: 'domain', value: 'bit.ly' }])}`,
    `m/refer/observables\n${JSON.stringify([{ type: 'sha256', value: 'ab'.repeat(32) }])}`,
    'm/health\n[]', 'm/deliberate/observables\n[]', 'm/respond/observables\n[]',
    'l/sma/api/v2.0/reporting/mail_destination_domain_detail/delivered?startDate=2026-11-23T00:00:00.000Z&' +
      'endDate=2026-11-24T00:00:00.000Z&device_type=esa&orderBy=delivered&orderDir=desc&offset=0&limit=2&top=5',
    'l/sma/api/v2.0/message-tracking/messages?startDate=2026-11-23T00:00:00.000Z&' +
      'endDate=2026-11-24T00:00:00.000Z&device_type=esa&orderBy=timestamp&orderDir=asc&offset=0&limit=20',
    'l/sma/api/v2.0/message-tracking/details?startDate=2026-11-23T00:00:00.000Z&endDate=2026-11-24T00:00:00.000Z&' +
      'mid=315', 'l/sma/api/v2.0/web-tracking/proxy_services?startDate=2026-11-23T00:00:00.000Z&' +
      'endDate=2026-11-24T00:00:00.000Z&device_type=wsa',
    'l/cases?limit=1&sort_by=title:desc,timestamp&sort_order=asc&fields=title,tlp',
    'l/cases?query=title:one&simple_query=two*&search_fields=title&from=2026-11-23&to=2026-11-24T00:00:00Z&limit=3',
    'l/cases?tlp=amber&id=casebook-1&revision=0&offset=1&search_after=a&search_after=b',
    `x${JSON.stringify(verdicts.data[0].data)}`, `x${JSON.stringify(pivots.data)}`],
  settings: [{ servers: [server], pages: ['http://localhost:5173'], proxy: true, minimum_tlp: 'green', hourly_limit: 5,
    refresh_ms: 0, modules: 'm.json', cloud: { appliance: 'a.example', mode: 'cluster', servers: state.servers,
      proxy: 'p:1',
      authorities: 'a.pem', address: '127.0.0.1', port: 4430, embedded: false } }, [server],
  { pages: ['https://a;script-src b'] }, { pages: ['http://'] }, [{ ...server, visibility: 'https://a b', name: '' }],
  { servers: [{ ...server, private_intel: 'https://p.example;x' }] }, { hourly_limit: 1e300, refresh_ms: -1 },
  { appliance: 'a.example', mode: 'group', servers: state.servers,
    port: 443 }].map((one) => JSON.stringify(one)).concat(
    '--state /tmp/x --listen 127.0.0.1:8080 --settings s.json',
      '--ephemeral --tls-cert a --tls-key "b c" --test-controls'),
  shell: ['threatresponseconfig\nenable\ncommit\nfirst\nshowconfig', '!threatresponseconfig enable\n!commit "a b"\n' +
    `!cloudserviceconfig settrs 2\n!cloudserviceconfig register ${token}\n!showconfig\n!cloudserviceconfig deregister yes`,
  `threatresponseconfig\nENABLE\n^\ncommit\n\ncloudserviceconfig\nregister\n${token}\ncloudserviceconfig\nsettrs\n2\n`,
  'help\nhelp commit\nclearchanges\nquit', '!commit \'a "b"\'\nexit'],
  http: [`GET / HTTP/1.1\r\n${host}\r\n`, `GET /a%20b?x=1 HTTP/1.0\r\nCookie: session8080=abc; a=b\r\n${host}\r\n`,
    `POST /x HTTP/1.1\r\n${host}Origin: http://127.0.0.1:8080\r\nSec-Fetch-Site: same-origin\r\n` +
      'Content-Type: application/json\r\nContent-Length: 8\r\n\r\n{"a":[1]}',
    `PUT /x HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\n4\r\n{"a"\r\n3\r\n:1}\r\n0\r\n\r\n`,
    `OPTIONS /x HTTP/1.1\r\n${host}Origin: http://127.0.0.1:8080\r\nAccess-Control-Request-Method: PUT\r\n\r\n`,
    `POST /x HTTP/1.1\r\n${host}Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 60\r\n\r\n` +
      '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--b--\r\n',
    `GET / HTTP/1.1\r\n${host}Range: bytes=0-3,5-\r\nExpect: 100-continue\r\nAccept-Encoding: gzip, br\r\n\r\n`,
    `DELETE /x HTTP/1.1\r\n${host}\r\nGET /y HTTP/1.1\r\n${host}Connection: close\r\n\r\n`],
  services_exchange: [`a200\n${JSON.stringify({ region: 'EUROPE', time: '2026-11-23T08:00:00.000Z', module: true,
    enrolment: 'c2VjcmV0', since: '2026-11-23T08:00:00.000Z' })}`,
  `a200\n${JSON.stringify({ id: 'call-1', method: 'POST', path: '/observe/observables', body: observables })}`,
  ...['token_unknown', 'token_expired', 'token_used', 'certificate_unknown'].map((code) =>
    `a403\n${JSON.stringify({ code, error: 'No.' })}`), 'a204\n', 'a500\n',
  `a200\n${certificates[0].subarray(1).toString('base64')}`,
  ['POST /exchange/v1/registrations {"token":"{token}","registration":"{registration}","name":"mail1.example"}',
    '+POST /.well-known/est/simpleenroll {request}', '+PUT /exchange/v1/registrations/self',
    '+GET /exchange/v1/registrations/self', '+POST /.well-known/est/simplereenroll {request}',
    '+POST /exchange/v1/relay/answers/call-1 {"status":200,"body":[]}', '+DELETE /exchange/v1/registrations/self',
    '+GET /exchange/v1/registrations/self'].reduce((all, line) => `${all}${line}\n`, 's'),
  's+POST /.well-known/est/simpleenroll {request}\nGET /.well-known/est/cacerts\nGET /exchange/v1/status',
  'sPOST /exchange/v1/registrations {"token":"{token}","registration":"{registration}","name":"a"}\n' +
    'POST /.well-known/est/simpleenroll {request}\nPUT /exchange/v1/registrations/self'],
  upstream: [['200 OK', 'Content-Type: application/json\r\nX-Next: limit=1&search_after=a\r\nX-Total-Hits: 7', '[]'],
    ['200 OK', 'Content-Type: application/json; charset=utf-8\r\nTransfer-Encoding: chunked',
      '2\r\n[]\r\n0\r\nX: y\r\n\r\n'],
    ['429 Too Many', 'Retry-After: Mon, 23 Nov 2026 10:04:35 GMT\r\nX-RateLimit-ORG-Limit: 5', '{}'],
    ['200', 'Content-Type: text/html\r\nSet-Cookie: a=b\r\nX-Frame: 1', '<script>1</script>'],
    ['302 Found', 'Location: https://elsewhere.example/', ''], ['204 None', 'Connection: close', ''],
    ['100 Continue', 'X: 1', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'], ['304 Same', 'ETag: "x"', ''],
    ['200 OK', 'Content-Encoding: gzip\r\nContent-Length: 3', 'abc'], ['101 Switching', 'Upgrade: x', ''],
    ['200 OK', 'Retry-After: 5\r\n folded\r\nX-Next: %0d%0aSet-Cookie: a', '{}'],
    ['200 OK', 'Content-Type: application/json',
      '{"access_token":"t","expires_in":600,"scope":"casebook","token_type":"bearer"}'],
    ['200 OK', 'Content-Length: 99999999999999999999', '{}'], ['599 Own', 'X: 1', '']]
    .map(([status, head, body]) => `HTTP/1.1 ${status}\r\n${head}\r\n${/length|chunked/i.test(head) ? ''
      : `Content-Length: ${body.length}\r\n`}\r\n${body}`),
  sync: [`\n${JSON.stringify(casebook)}\n--\nmode=replace\n${JSON.stringify({ ...casebook, title: 'Other', texts: [] })}`,
    `case=urn:case:1\n${JSON.stringify({ title: 'T', observables, tlp: 'red' })}\n--\ncase=urn:case:1\nbad.example`,
    `\n${JSON.stringify(stix)}\n--\n\n${JSON.stringify(stix)}`,
    'file_name=a.csv\ntype,value\ndomain,bad.example\nip,192.0.2.1\n',
    `\n${JSON.stringify({ type: 'bundle', casebooks: [casebook, { ...casebook, id: 'casebook-2', external_ids: ['e-1'] }] })}`,
    'mode=merge&case=casebook-7\nsome text with bad.example and 192.0.2.7'],
  site: [call('p', 'POST', '/ctia/casebook?wait_for=true', casebook) +
    call('p', 'GET', '/ctia/casebook/search?query=case&limit=1&sort_by=title:desc&fields=title') +
    call('p', 'GET', '/ctia/casebook/external_id/e-1') + call('p', 'GET', '/sync/v1/cases?limit=1&since=2026-11-23'),
  call('p', 'POST', '/sync/v1/cases?case=casebook-7&mode=replace', stix) +
    call('p', 'GET', '/sync/v1/export?format=stix') +
    call('p', 'GET', '/ctia/casebook/metric/histogram?aggregate_on=timestamp&granularity=day&from=2026-11-01') +
    call('p', 'GET', '/ctia/casebook/metric/topn?aggregate_on=tlp&limit=5&from=2026-11-01&to=2026-12-01'),
  call('p', 'GET', '/ctia/casebook/metric/cardinality?aggregate_on=owner&from=2026-11-01') +
    call('p', 'DELETE', '/ctia/casebook/search?query=*&REALLY_DELETE_ALL_THESE_ENTITIES=true') +
    call('p', 'GET', '/ctia/casebook/search/count') + call('p', 'PATCH', '/ctia/casebook/casebook-1', { title: 't' }),
  call('p', 'POST', '/ctia/casebook/casebook-1/observables', { operation: 'add', observables }),
  ...['deliberate', 'observe', 'refer'].map((kind) =>
    call('v', 'POST', `/iroh/iroh-enrich/${kind}/observables?mids=a,b`, observables)),
  call('v', 'POST', '/iroh/iroh-response/respond/observables', observables) +
    call('v', 'POST', '/iroh/iroh-response/respond/trigger/m/a?observable_type=ip&observable_value=192.0.2.1') +
    call('v', 'GET', '/iroh/profile/whoami') + call('v', 'POST', '/iroh/iroh-enrich/health/x'),
  call('v', 'POST', '/iroh/iroh-inspect/inspect', { content: 'bad.example 192.0.2.1' }) +
    call('v', 'GET', '/investigate?q=bad.example%0a192.0.2.1') + call('v', 'GET', '/settings/apiClients') +
    call('v', 'POST', '/settings/apiClients', 'name=N&scope=casebook&scope=inspect:read'),
  call('v', 'GET', '/settings/modules') + call('v', 'POST', '/settings/modules/token', 'region=EUROPE') +
    call('v', 'POST', '/settings/apiClients/delete', 'id=client-1') + call('v', 'GET', '/.well-known/jwks'),
  call('o', 'GET', '/reports/web-sites') + call('o', 'GET', '/threat-response/servers.json') +
    call('o', 'PUT', '/threat-response/clients', { client_id: 'c', server: 'nam', password: 'p' }) +
    call('o', 'POST', '/threat-response/token', { client_id: 'c', server: 'nam', user: 'admin', unwanted: '' }),
  call('o', 'GET', '/cloud-service') + call('o', 'PUT', '/cloud-service/pending', { enabled: true, server: 2 }) +
    call('o', 'POST', '/cloud-service/commit', { comment: 'c' }) +
    call('o', 'POST', '/cloud-service/registration', { token }),
  call('o', 'GET', '/pages/appliance.css') + call('o', 'GET', '/login') + call('o', 'GET', '/session') +
    call('o', 'DELETE', '/threat-response/clients?client_id=c&server=nam'),
  'p OPTIONS /ctia/casebook\norigin: https://page.example\naccess-control-request-method: PUT\n\n\n--\n',
  'o GET /\ncookie: session8080=abc\nif-none-match: "x"\nsec-fetch-site: cross-site\n\n\n--\n'],
};
