// The first page: where everything is.
import { element } from './dom.js';
import { areas } from './navigation.js';

/** @param {HTMLElement} main */
export function showOverview(main) {
  main.append(element('p', 'Reports and tracking of this appliance', 'note'));
  for (const { name, pages } of areas) {
    const list = element('ul', '', 'cards');
    for (const { path, title, about, under } of pages) {
      if (under) continue;
      const card = element('li');
      const link = element('a', title);
      link.href = path;
      card.append(link, element('p', about, 'note'));
      list.append(card);
    }
    main.append(element('h2', name), list);
  }
}
