// The playground: a page like any other that embeds the widgets, with its attributes in fields. Where the widgets are
// and who can be asked is in site.json, which a server that serves these pages may answer in its own way.
//
// The text is shown as text, and so is all that an event carries.

const samples = `Mail from relay.phish.example [198.51.100.23] led to hxxps://login-update[.]example/verify?id=7 on Monday.
The attachment had the SHA-256 275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f.
Visitors came from bit.ly and 2001:db8::42.`;

const links = [{ title: 'Lookup', category: 'Reputation', links: {
  'domain': 'https://lookup.example/domain/{value}', 'ip ipv6': 'https://lookup.example/ip/{value}' } }];

/** @template {Element} Kind @param {string} id @param {new () => Kind} kind @returns {Kind} */
function part(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page lacks #${id}.`);
  return found;
}

const theme = part('theme', HTMLSelectElement);
const density = part('density', HTMLSelectElement);
const accent = part('accent', HTMLInputElement);
const lookups = part('lookups', HTMLInputElement);
const servers = part('servers', HTMLInputElement);
const pivots = part('pivots', HTMLTextAreaElement);
const text = part('text', HTMLTextAreaElement);
const pane = part('pane', HTMLElement);
const list = part('events', HTMLElement);
const trouble = part('pivots-trouble', HTMLElement);

/** @param {string} sentence */
const say = (sentence) => { part('state', HTMLElement).textContent = sentence; };

/** @typedef {{widgets: string, servers: string, appliance: string, session: string}} Site */

/** @param {string} address @returns {Promise<any>} undefined for anything but an answer in JSON */
async function json(address) {
  const reply = await fetch(address, { credentials: 'same-origin' }).catch(() => undefined);
  return reply?.ok ? reply.json().catch(() => undefined) : undefined;
}

/** @type {Site} */
const site = await json('site.json') ?? { widgets: '../', servers: '', appliance: '', session: '' };
const widgets = new URL(site.widgets, location.href);

const ribbon = document.createElement('tr-ribbon');

/** A list of links is taken when it is one; else it is said what is wrong. */
function takePivots() {
  trouble.hidden = true;
  if (!pivots.value.trim()) return [];
  try {
    const found = JSON.parse(pivots.value);
    if (Array.isArray(found)) return found;
    trouble.textContent = 'The links must be a JSON list: [ ... ].';
  } catch (error) {
    trouble.textContent = `The links are no JSON: ${/** @type {Error} */ (error).message}.`;
  }
  trouble.hidden = false;
  return undefined;
}

/** @param {string} name @param {string} value none with '' */
function attribute(name, value) {
  if (value) ribbon.setAttribute(name, value);
  else ribbon.removeAttribute(name);
}

/** What a page of yours would have. */
function html() {
  const escaped = (/** @type {string} */ value) => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const attributes = ['servers', 'pivots', 'theme']
    .flatMap((name) => (ribbon.getAttribute(name) ? [` ${name}="${escaped(ribbon.getAttribute(name) ?? '')}"`] : []));
  const colours = [accent.value.trim() && `--tr-accent: ${accent.value.trim()};`,
    density.value && `--tr-density: ${density.value};`].filter(Boolean);
  const own = takePivots() ?? [];
  const module = new URL('index.js', widgets);
  return [
    ...(colours.length > 0 ? [`<style>:root { ${colours.join(' ').replaceAll('<', '')} }</style>`] : []),
    '<script type="module">',
    `  import { annotate } from '${module.origin === location.origin ? module.pathname : module.href}';`,
    "  annotate(document.querySelector('main'));",
    ...(own.length > 0 ? [`  document.querySelector('tr-ribbon').pivots = ${
      JSON.stringify(own, null, 2).replaceAll('<', '\\u003c').replaceAll('\n', '\n  ')};`] : []),
    '</script>',
    `<tr-ribbon${attributes.join('')}></tr-ribbon>`,
  ].join('\n');
}

function apply() {
  attribute('theme', theme.value);
  attribute('servers', servers.value.trim());
  attribute('pivots', lookups.checked ? new URL('public-lookups.json', widgets).pathname : '');
  const { style } = document.documentElement;
  if (CSS.supports('color', accent.value.trim())) style.setProperty('--tr-accent', accent.value.trim());
  else style.removeProperty('--tr-accent');
  if (density.value) style.setProperty('--tr-density', density.value);
  else style.removeProperty('--tr-density');
  const own = takePivots();
  if (own) ribbon.pivots = own;
  part('html', HTMLElement).textContent = html();
}

function write() {
  pane.replaceChildren(...text.value.split('\n').filter((line) => line.trim()).map((line) => {
    const paragraph = document.createElement('p');
    paragraph.textContent = line;
    return paragraph;
  }));
}

/** @param {Event} event */
function log(event) {
  const { type, detail } = /** @type {CustomEvent} */ (event);
  const entry = document.createElement('p');
  const at = document.createElement('time');
  at.textContent = new Date().toLocaleTimeString();
  entry.append(at, detail === undefined || detail === null ? type : `${type} ${JSON.stringify(detail)}`);
  list.append(entry);
  list.scrollTop = list.scrollHeight; // and nothing of the page moves
}

/** Who is logged in to the server that serves these pages, and what they may choose. */
async function knowTheServer() {
  if (!site.servers) {
    say('Nobody is asked before you sign in. Choose the service: its list of servers goes into the field below.');
    return;
  }
  servers.value = site.servers;
  const session = await json(site.session);
  if (session?.user) {
    ribbon.setAttribute('user', session.user);
    ribbon.setAttribute('appliance', site.appliance);
    say(`You are logged in to this appliance as ${session.user}; the ribbon offers its servers.`);
    return;
  }
  servers.value = '';
  const link = document.createElement('a');
  link.href = `/login?to=${encodeURIComponent(location.pathname)}`;
  link.textContent = 'Log in to the appliance';
  part('state', HTMLElement).replaceChildren(link, ' to use its servers here. The buttons and the text work without.');
}

pivots.value = JSON.stringify(links, null, 1);
text.value = samples;
write();
await knowTheServer();
document.body.append(ribbon); // before it is defined: it takes its attributes when it is
apply();
for (const control of [theme, density, accent, lookups, servers, pivots]) control.addEventListener('input', apply);
text.addEventListener('input', write);
part('clear', HTMLButtonElement).addEventListener('click', () => list.replaceChildren());
for (const name of (list.dataset.events ?? '').split(' ').filter(Boolean)) addEventListener(name, log);

try {
  const { annotate } = await import(new URL('index.js', widgets).href);
  const annotation = annotate(pane);
  const count = () => {
    const counts = Object.entries(annotation.counts).map(([kind, number]) => `${number} ${kind}`);
    part('counts', HTMLElement).textContent = counts.length > 0 ? `Found: ${counts.join(', ')}.` : 'Nothing found.';
  };
  annotation.addEventListener('change', count);
  await annotation.ready;
  count();
} catch {
  say(`The widgets could not be loaded from ${widgets.href}: build them with npm start, and serve the folder with them.`);
}

export {}; // a module
