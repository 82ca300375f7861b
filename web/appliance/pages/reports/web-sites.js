// Web > Reporting > Web Sites.
import { report } from '../asyncos.js';
import { bytes, count, duration, key } from '../columns.js';

export default {
  source: report('mweb_domain_detail', 'domain', 'wsa'),
  empty: 'No web site was visited during this time range.',
  columns: [
    key('domain', 'Domain or IP'),
    bytes('bandwidth_bytes', 'Bandwidth'),
    duration('time_spent_seconds', 'Time Spent'),
    count('blocked_by_url_category', 'Blocked by URL Category'),
    count('blocked_by_wbrs', 'Blocked by Reputation'),
    count('blocked_by_malware', 'Blocked by Malware'),
    count('total_blocked', 'Total Blocked'),
    count('transactions_completed', 'Completed'),
  ],
};
