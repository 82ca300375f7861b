// Email > Reporting > Incoming Mail: Domains.
import { report } from '../asyncos.js';
import { count, key } from '../columns.js';

export default {
  source: report('mail_incoming_domain_detail', 'domain'),
  empty: 'No mail came in during this time range.',
  columns: [
    key('domain', 'Sender Domain'),
    count('total_rejected_connections', 'Connections Rejected'),
    count('total_accepted_connections', 'Connections Accepted'),
    count('total_recipients', 'Total Attempted'),
    count('blocked_reputation', 'Stopped by Reputation'),
    count('blocked_invalid_recipient', 'Invalid Recipients'),
    count('detected_spam', 'Spam'),
    count('detected_virus', 'Virus'),
    count('detected_amp', 'AMP'),
    count('threat_content_filter', 'Content Filter'),
    count('total_threat_recipients', 'Total Threat'),
    count('marketing_mail', 'Marketing'),
    count('total_clean_recipients', 'Clean'),
  ],
};
