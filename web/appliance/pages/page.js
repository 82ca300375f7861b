// The one script of every page: navigation, and what stands at the page's address. A table's description is the
// module with the same path below /pages; the server answers no address without one.
import { annotatePage } from './annotate-page.js';
import { showCloudService } from './cloud-service.js';
import { button, element, find } from './dom.js';
import { placeOf, showNavigation } from './navigation.js';
import { showOverview } from './overview.js';
import { startSession } from './session.js';
import { TablePage } from './table-page.js';

const main = find('main');
const path = location.pathname;
const { title, area } = placeOf(path);

showNavigation(path);
startSession();
document.title = `${title} - Content Security Management Appliance`;
if (area) main.append(element('p', area, 'crumbs'));
main.append(element('h1', title));
if (path === '/') {
  showOverview(main);
} else if (path === '/networks/cloud-service-settings') {
  void showCloudService(main);
} else {
  const described = import(`/pages${path}.js`).catch(() => undefined);
  // Their recogniser comes while the page waits for its rows.
  void annotatePage(main);
  const module = await described;
  if (module) {
    await new TablePage(main, title, module.default).start();
  } else {
    // A module that failed is not asked for again by the same page.
    const state = element('p', 'The appliance does not answer.', 'state');
    state.setAttribute('role', 'status');
    state.append(button('Try again', () => location.reload()));
    main.append(state);
  }
}
