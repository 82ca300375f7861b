// The log-in page: leads to the page that was asked for.
import { find } from './dom.js';
import { tellTabs } from './session.js';

const form = /** @type {HTMLFormElement} */ (find('form'));
const send = /** @type {HTMLButtonElement} */ (find('form button'));
const problem = find('#problem');

/** A page of this origin, whatever the address says. */
function target() {
  const asked = new URL(new URLSearchParams(location.search).get('to') ?? '/', location.origin);
  return asked.origin === location.origin && asked.pathname !== '/login' ? asked.href : '/';
}

/** @param {string} sentence '' for none */
function say(sentence) {
  problem.textContent = sentence;
  problem.hidden = sentence === '';
}

async function logIn() {
  const { name, password } = Object.fromEntries(new FormData(form));
  const reply = await fetch('/login', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name, password }),
  }).catch(() => undefined);
  if (reply?.ok) {
    tellTabs();
    location.replace(target());
    return;
  }
  const body = await reply?.json().catch(() => undefined);
  say(typeof body?.error === 'string' ? body.error : 'The appliance does not answer; try again.');
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem('password'));
  field.select();
  field.focus();
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  say('');
  send.disabled = true;
  await logIn();
  send.disabled = false;
});
/** @type {HTMLInputElement} */ (form.elements.namedItem('name')).focus();
