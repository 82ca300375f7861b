// Email > Tracking > Message Tracking: the results (B-58). Recipients and hosts are our own.
import { tracking } from '../asyncos.js';
import { link, people, plain, text, time } from '../columns.js';

export default {
  source: tracking('message-tracking/messages', 'mid', 'esa', { ciscoHost: 'All_Hosts', searchOption: 'messages' }),
  empty: 'No messages were tracked during this time range.',
  columns: [
    time('timestamp', 'Time (GMT)'),
    link('mid', 'MID', ({ key }) => {
      const { searchParams: here } = new URL(location.href);
      const range = ['startDate', 'endDate'].flatMap((name) => (here.has(name) ? [[name, here.get(name) ?? '']] : []));
      return `/tracking/message-details?${new URLSearchParams([['mid', key], ...range])}`;
    }),
    plain('direction', 'Direction'),
    text('sender', 'Envelope Sender'),
    people('recipient', 'Recipients'),
    text('subject', 'Subject'),
    text('senderIp', 'Sender IP'),
    plain('senderGroup', 'Sender Group'),
    plain('messageStatus', 'Status', { text: (value, { key }) => String(value?.[key] ?? '') }),
    plain('hostName', 'Host'),
  ],
};
