// The one script of every page: navigation, and what stands at the page's address. A table's description is the
// module with the same path below /pages; the server answers no address without one.
import { annotatePage } from './annotate-page.js';
import { element, find } from './dom.js';
import { placeOf, showNavigation } from './navigation.js';
import { showOverview } from './overview.js';
import { TablePage } from './table-page.js';

const main = find('main');
const path = location.pathname;
const { title, area } = placeOf(path);

showNavigation(path);
document.title = `${title} - Content Security Management Appliance`;
if (area) main.append(element('p', area, 'crumbs'));
main.append(element('h1', title));
if (path === '/') {
  showOverview(main);
} else {
  const { default: description } = await import(`/pages${path}.js`);
  void annotatePage(main);
  await new TablePage(main, title, description).start();
}
