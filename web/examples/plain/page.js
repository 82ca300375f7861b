// Without a framework: one view is in the page at a time, each with the element it needs.
import { annotate } from './widgets/index.js';

const senders = [['bit.ly', 171], ['pay-update.example', 12], ['partner.example.org', 4]];
const main = document.querySelector('main');
let annotation;

function make(name, ...content) {
  const element = document.createElement(name);
  element.append(...content);
  return element;
}

/** An element of ours, with the servers that its sign-in offers. */
function widgets(name) {
  const element = make(name);
  element.setAttribute('servers', 'servers.json');
  return element;
}

function showSenders() {
  const row = ([domain, count]) => make('tr', make('td', domain), make('td', `${count}`));
  const rows = make('tbody', ...senders.map(row));
  const more = make('button', 'Show what has come since');
  more.addEventListener('click', () => rows.prepend(row(['new.example', 1])), { once: true });
  const ribbon = widgets('tr-ribbon');
  const told = make('p', 'No case is open.');
  ribbon.addEventListener('tr-case-changed', ({ detail }) => {
    told.textContent = detail.id ? `Open: ${detail.title}` : 'No case is open.';
  });
  main.replaceChildren(make('h1', 'Senders'), make('table', rows), more, told, ribbon);
  annotation = annotate(main);
}

function showCases() {
  main.replaceChildren(make('h1', 'Cases'), widgets('tr-casebook'));
}

function show() {
  annotation?.remove();
  annotation = undefined;
  if (location.hash === '#cases') showCases();
  else showSenders();
}

addEventListener('hashchange', show);
show();
