// Email > Reporting > Outgoing Destinations.
import { report } from '../asyncos.js';
import { count, key } from '../columns.js';

export default {
  source: report('mail_destination_domain_detail', 'domain'),
  empty: 'No mail went out during this time range.',
  columns: [
    key('domain', 'Destination Domain'),
    count('total_processed', 'Total Processed'),
    count('delivered', 'Delivered'),
    count('hard_bounced', 'Hard Bounced'),
    count('detected_spam', 'Spam'),
    count('detected_virus', 'Virus'),
    count('content_filter', 'Content Filter'),
  ],
};
