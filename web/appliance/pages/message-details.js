// Email > Message Tracking > Message Details: what happened to one message, in sentences.
import { annotatePage, ask, element, find, showEmpty, showFailed, showLoading, showTable, showTimeRange, timeRange }
  from './report.js';

const mid = new URLSearchParams(location.search).get('mid') ?? '';
const range = timeRange();

/**
 * @param {string} name
 * @param {string} value
 * @param {boolean} observables whether the value may hold some; addresses of our own people do not
 */
function addFact(name, value, observables) {
  const shown = element('dd', value);
  if (!observables) shown.dataset['observables'] = 'off';
  find('.facts').append(element('dt', name), shown);
}

/** @param {Record<string, any>} message */
function fillFacts(message) {
  find('.facts').replaceChildren();
  addFact('Message ID (MID)', String(message['mid']?.[0] ?? ''), false);
  addFact('Envelope sender', String(message['sender'] ?? ''), false);
  addFact('Recipients', (message['recipient'] ?? []).join(', '), false);
  addFact('Subject', String(message['subject'] ?? ''), false);
  addFact('Status', String(message['messageStatus'] ?? ''), false);
  addFact('Host', String(message['hostName'] ?? ''), false);
  find('.facts').hidden = false;
}

/**
 * A sentence; the URL in it, if there is one, in a fixed-width font.
 * @param {string} text
 */
function eventCell(text) {
  const cell = element('td', '', 'prose');
  const url = /https?:\/\/\S+/.exec(text);
  if (!url) {
    cell.textContent = text;
    return cell;
  }
  const end = url.index + url[0].length;
  cell.append(text.slice(0, url.index), element('span', url[0], 'mono'), text.slice(end));
  return cell;
}

/** @param {{timestamp: string, description: string}[]} summary */
function fillRows(summary) {
  const rows = summary.map((event) => {
    const row = document.createElement('tr');
    const time = element('td', event.timestamp.replace(' (GMT)', ''), 'nowrap');
    time.dataset['observables'] = 'off';
    row.append(time, eventCell(event.description));
    return row;
  });
  find('tbody').replaceChildren(...rows);
}

async function load() {
  showLoading();
  try {
    const query = { startDate: range.start, endDate: range.end, mid };
    const reply = await ask('/sma/api/v2.0/message-tracking/details', query);
    if (reply.status === 404) return showEmpty(`No message with MID ${mid} was tracked in this time range.`);
    if (!reply.ok) return showFailed(`The details were refused: ${reply.explanation}`, () => void load());
    const message = reply.body.data.messages;
    fillFacts(message);
    fillRows(message.summary);
    showTable();
    await annotatePage();
  } catch {
    showFailed('The details could not be loaded.', () => void load());
  }
}

showTimeRange(range);
void load();
