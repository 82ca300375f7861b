// Email > Reporting > Incoming Mail: Domains.
import { annotatePage, ask, element, find, showEmpty, showFailed, showLoading, showTable, showTimeRange, timeRange }
  from './report.js';

/** The columns in their order: the API's counter, and the heading. */
const COLUMNS = [
  ['domain', 'Sender Domain'],
  ['total_rejected_connections', 'Connections Rejected'],
  ['total_accepted_connections', 'Connections Accepted'],
  ['total_recipients', 'Total Attempted'],
  ['blocked_reputation', 'Stopped by Reputation'],
  ['blocked_invalid_recipient', 'Invalid Recipients'],
  ['detected_spam', 'Spam'],
  ['detected_virus', 'Virus'],
  ['detected_amp', 'AMP'],
  ['threat_content_filter', 'Content Filter'],
  ['total_threat_recipients', 'Total Threat'],
  ['marketing_mail', 'Marketing'],
  ['total_clean_recipients', 'Clean'],
];
const COUNTERS = COLUMNS.slice(1).map(([counter]) => String(counter));
const NUMBER = new Intl.NumberFormat('en-US');

const range = timeRange();
/** How the rows are sorted; '' for the report's own order. */
const order = { by: '', direction: 'asc' };
/** Counts the questions, so that a late answer does not replace a newer one. */
let asked = 0;

/** @param {string} counter */
function sortBy(counter) {
  const again = order.by === counter;
  order.direction = again ? (order.direction === 'asc' ? 'desc' : 'asc') : counter === 'domain' ? 'asc' : 'desc';
  order.by = counter;
  void load();
}

function fillHead() {
  for (const [counter, heading] of COLUMNS) {
    const cell = element('th', '', counter === 'domain' ? '' : 'number');
    cell.setAttribute('scope', 'col');
    cell.dataset['observables'] = 'off';
    cell.dataset['counter'] = counter;
    const button = element('button', String(heading), 'sort');
    button.setAttribute('type', 'button');
    button.addEventListener('click', () => sortBy(String(counter)));
    cell.append(button);
    find('thead tr').append(cell);
  }
}

function markSorted() {
  for (const cell of find('thead tr').children) {
    if (!(cell instanceof HTMLElement)) continue;
    if (cell.dataset['counter'] !== order.by) cell.removeAttribute('aria-sort');
    else cell.setAttribute('aria-sort', order.direction === 'asc' ? 'ascending' : 'descending');
  }
}

/**
 * The rows of a result set: each counter lists {domain: number} in the same order.
 * @param {Record<string, Record<string, number>[]>} resultSet
 */
function fillRows(resultSet) {
  const names = (resultSet['total_recipients'] ?? []).map((entry) => String(Object.keys(entry)[0] ?? ''));
  const rows = names.map((domain, index) => {
    const row = document.createElement('tr');
    const name = element('th', domain);
    name.setAttribute('scope', 'row');
    row.append(name);
    for (const counter of COUNTERS) {
      const value = resultSet[counter]?.[index]?.[domain];
      const cell = element('td', value === undefined ? '' : NUMBER.format(value), 'number');
      cell.dataset['observables'] = 'off';
      row.append(cell);
    }
    return row;
  });
  find('tbody').replaceChildren(...rows);
  return rows.length;
}

async function load() {
  const mine = ++asked;
  showLoading();
  /** @type {Record<string, string>} */
  const query = { startDate: range.start, endDate: range.end, device_type: 'esa' };
  if (order.by) Object.assign(query, { orderBy: order.by, orderDir: order.direction });
  try {
    const reply = await ask('/sma/api/v2.0/reporting/mail_incoming_domain_detail', query);
    if (mine !== asked) return;
    if (!reply.ok) return showFailed(`The report was refused: ${reply.explanation}`, () => void load());
    markSorted();
    if (fillRows(reply.body.data.resultSet) === 0) return showEmpty('No mail came in during this time range.');
    showTable();
    await annotatePage();
  } catch {
    if (mine === asked) showFailed('The report could not be loaded.', () => void load());
  }
}

showTimeRange(range);
fillHead();
void load();
