// Where the pages are: email and web, reporting and tracking, and networks, as on the appliance.
import { element, find } from './dom.js';

/** @typedef {{path: string, title: string, about: string, under?: string}} Page `under`: reached from that page */
/** @typedef {{name: string, pages: Page[]}} Area */

/** @type {Area[]} */
export const areas = [
  { name: 'Email Reporting', pages: [
    { path: '/reports/incoming-mail-domains', title: 'Incoming Mail: Domains',
      about: 'Connections and messages by the domain they came from' },
    { path: '/reports/incoming-mail-ip-addresses', title: 'Incoming Mail: IP Addresses',
      about: 'Senders by address, with their reputation and group' },
    { path: '/reports/amp-incoming-files', title: 'Advanced Malware Protection: Incoming Files',
      about: 'Files that came with messages, by SHA-256' },
    { path: '/reports/web-interaction-tracking', title: 'Web Interaction Tracking',
      about: 'URLs in messages, and who followed them' },
    { path: '/reports/outgoing-destinations', title: 'Outgoing Destinations',
      about: 'Where messages went, and what became of them' },
    { path: '/reports/internal-users', title: 'Internal Users', about: 'Messages by user of this organization' },
  ] },
  { name: 'Email Tracking', pages: [
    { path: '/tracking/message-tracking', title: 'Message Tracking', about: 'Every message, and its status' },
    { path: '/tracking/message-details', title: 'Message Details', about: '', under: '/tracking/message-tracking' },
  ] },
  { name: 'Web Reporting', pages: [
    { path: '/reports/web-sites', title: 'Web Sites', about: 'Bandwidth, time and blocked transactions by site' },
    { path: '/reports/client-malware-risk', title: 'Client Malware Risk',
      about: 'Clients that malware connects from, seen by the L4 Traffic Monitor' },
  ] },
  { name: 'Web Tracking', pages: [
    { path: '/tracking/web-tracking', title: 'Web Tracking: Proxy Services', about: 'Every transaction of the proxy' },
  ] },
  { name: 'Networks', pages: [
    { path: '/networks/cloud-service-settings', title: 'Cloud Service Settings',
      about: 'Registering this appliance with Threat Response' },
  ] },
];

/**
 * Title and area of a page.
 * @param {string} path
 */
export function placeOf(path) {
  for (const { name, pages } of areas)
    for (const page of pages) if (page.path === path) return { title: page.title, area: name };
  return { title: 'Overview', area: '' };
}

/** @param {Page} page @param {string} current the path of the page that is open */
function item({ path, title }, current) {
  const place = element('li');
  const link = element('a', title);
  link.href = path;
  const opened = areas.flatMap(({ pages }) => pages).find((page) => page.path === current);
  if (path === current) link.setAttribute('aria-current', 'page');
  else if (path === opened?.under) link.setAttribute('aria-current', 'true');
  place.append(link);
  return place;
}

/** @param {string} current */
export function showNavigation(current) {
  const navigation = find('#navigation');
  const menu = find('#menu');
  for (const [index, { name, pages }] of areas.entries()) {
    const heading = element('p', name, 'area');
    heading.id = `area-${index}`;
    const list = element('ul');
    list.setAttribute('aria-labelledby', heading.id);
    list.append(...pages.filter(({ under }) => !under).map((page) => item(page, current)));
    navigation.append(heading, list);
  }
  const documentation = element('a', 'Documentation');
  documentation.href = '/docs/';
  navigation.append(documentation);

  // Where the window is narrow the list is behind a button.
  const open = (/** @type {boolean} */ isOpen) => {
    menu.setAttribute('aria-expanded', String(isOpen));
    navigation.classList.toggle('open', isOpen);
  };
  menu.addEventListener('click', () => open(menu.getAttribute('aria-expanded') !== 'true'));
  document.addEventListener('keydown', ({ key, target }) => {
    if (key !== 'Escape' || menu.getAttribute('aria-expanded') !== 'true') return;
    if (!(target instanceof Node) || !(navigation.contains(target) || menu.contains(target))) return;
    open(false);
    menu.focus();
  });
}
