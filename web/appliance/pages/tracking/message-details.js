// Email > Tracking > Message Details: what happened to one message, in sentences (B-59).
import { ask } from '../asyncos.js';
import { sentence, time } from '../columns.js';

const mid = new URLSearchParams(location.search).get('mid') ?? '';

/**
 * @param {import('../asyncos.js').Question} question
 * @returns {Promise<import('../asyncos.js').Answer>}
 */
async function source({ range }) {
  const { data: { messages: message } } =
    await ask('message-tracking/details', { startDate: range.start, endDate: range.end, mid });
  return {
    rows: message.summary.map((/** @type {Record<string, any>} */ values, /** @type {number} */ index) =>
      ({ key: String(index), values })),
    total: message.summary.length,
    facts: [
      ['Message ID (MID)', String(message.mid?.[0] ?? ''), false],
      ['Envelope sender', String(message.sender ?? ''), false],
      ['Recipients', (message.recipient ?? []).join(', '), false],
      ['Subject', String(message.subject ?? ''), false],
      ['Status', String(message.messageStatus ?? ''), false],
      ['Host', String(message.hostName ?? ''), false],
    ],
  };
}

export default {
  source,
  isWhole: true,
  empty: 'Nothing is recorded about this message.',
  columns: [time('timestamp', 'Time (GMT)'), sentence('description', 'Event text')],
};
