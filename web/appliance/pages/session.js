// Who is logged in: shown at the top of every page, with the way out. What another tab does is noticed here, and the
// ribbon is told, so that nobody goes on with what belongs to somebody else (its attribute `user`).
import { button, element, find } from './dom.js';

/** Tabs tell each other that something has changed; nothing else goes over it. */
const channelName = 'appliance-session';

export function tellTabs() {
  const channel = new BroadcastChannel(channelName);
  channel.postMessage('changed');
  channel.close();
}

const logInHere = () => `/login?to=${encodeURIComponent(location.pathname + location.search)}`;

/** @param {string} now who is logged in by now; '' for nobody @param {string} user whose page it is */
function banner(now, user) {
  const made = element('p', now ? `${user} has logged out here, and ${now} has logged in. ` : 'You are logged out. ', 'banner');
  made.setAttribute('role', 'alert');
  const link = element('a', now ? `Go on as ${now}` : 'Log in again');
  link.href = now ? location.href : logInHere();
  made.append(link);
  return made;
}

class Session {
  #ribbon = find('tr-ribbon');
  #user = this.#ribbon.getAttribute('user') ?? '';
  #banner = element('p');
  #channel = new BroadcastChannel(channelName);

  start() {
    const leave = button('Log out', () => void this.#logOut(leave));
    const who = element('span', this.#user, 'who');
    find('header.top').append(who, leave);
    this.#channel.addEventListener('message', () => void this.look());
    this.#ribbon.addEventListener('tr-session-ended', () => void this.look());
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') void this.look();
    });
  }

  /** Asks who is logged in by now; an appliance that does not answer has logged nobody out. */
  async look() {
    const reply = await fetch('/session').catch(() => undefined);
    if (!reply || (!reply.ok && reply.status !== 401)) return;
    const now = reply.ok ? String((await reply.json().catch(() => undefined))?.user ?? '') : '';
    const same = now === this.#user;
    this.#banner.remove();
    this.#ribbon.setAttribute('user', same ? now : '');
    if (same) return;
    this.#banner = banner(now, this.#user);
    find('header.top').after(this.#banner);
  }

  /** @param {HTMLButtonElement} leave */
  async #logOut(leave) {
    leave.disabled = true;
    const reply = await fetch('/logout', { method: 'POST' }).catch(() => undefined);
    leave.disabled = false;
    if (!reply?.ok) {
      leave.textContent = 'Log out: try again';
      return;
    }
    this.#ribbon.setAttribute('user', '');
    tellTabs();
    location.assign('/login');
  }
}

/** @type {Session | undefined} */
let session;

export function startSession() {
  session = new Session();
  session.start();
}

/** Something was refused because nobody is logged in. */
export const sessionRefused = () => void session?.look();
