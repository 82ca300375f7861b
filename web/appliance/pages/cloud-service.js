// Networks > Cloud Service Settings: the widget of that page, and where its links lead.
import { button, element } from './dom.js';
import { sessionRefused } from './session.js';

const WIDGET = '/widgets/cloud-service.js';

/** The portal of the service: the one this appliance is registered with, else the first that is offered. */
async function portal() {
  const reply = await fetch('/threat-response/servers.json').catch(() => undefined);
  /** @type {{portal?: string, visibility: string, registered?: boolean}[]} */
  const servers = reply?.ok ? await reply.json().catch(() => []) : [];
  const server = servers.find(({ registered }) => registered) ?? servers[0];
  return server?.portal ?? server?.visibility ?? '';
}

/** @param {HTMLElement} main */
export async function showCloudService(main) {
  const place = element('div');
  main.append(place);
  try {
    await import(WIDGET);
  } catch {
    // A module that failed is not asked for again by the same page.
    const state = element('p', 'The settings could not be loaded.', 'state');
    state.setAttribute('role', 'alert');
    state.append(button('Try again', () => location.reload()));
    place.append(state);
    return;
  }
  const settings = document.createElement('tr-cloud-service-settings');
  settings.setAttribute('base', '/cloud-service');
  settings.addEventListener('tr-session-ended', sessionRefused);
  place.append(settings);
  settings.setAttribute('portal', await portal());
}
