// Email > Reporting > Web Interaction Tracking: URLs in messages, and the clicks on them (B-61).
import { report } from '../asyncos.js';
import { code, count, plain, score, text } from '../columns.js';

export default {
  source: report('mail_incoming_web_interaction_track_urls', 'url'),
  empty: 'No URLs were rewritten or followed during this time range.',
  columns: [
    code('url', 'URL', { isHeader: true }),
    text('domain', 'Domain'),
    plain('category', 'Category'),
    score('reputation', 'Reputation'),
    count('messages', 'Messages'),
    count('clicks', 'Clicks'),
    plain('last_action', 'Last Action'),
    plain('rewritten_by', 'Rewritten By'),
  ],
};
