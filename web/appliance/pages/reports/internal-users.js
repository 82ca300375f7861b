// Email > Reporting > Internal Users. Our own people: nothing to pivot on.
import { report } from '../asyncos.js';
import { count, key } from '../columns.js';

export default {
  source: report('mail_users_detail', 'internal_user'),
  empty: 'No user of this organization sent or got mail during this time range.',
  columns: [
    key('internal_user', 'Internal User', { observables: false }),
    count('incoming_spam_detected', 'Incoming Spam'),
    count('incoming_virus_detected', 'Incoming Virus'),
    count('incoming_total_clean', 'Incoming Clean'),
    count('outgoing_content_filter', 'Outgoing Content Filter'),
    count('outgoing_total_clean', 'Outgoing Clean'),
  ],
};
