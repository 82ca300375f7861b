// Email > Reporting > Incoming Mail: IP Addresses.
import { report } from '../asyncos.js';
import { count, key, plain, score, text } from '../columns.js';

export default {
  source: report('mail_incoming_ip_hostname_detail', 'ip'),
  empty: 'No mail came in during this time range.',
  columns: [
    key('ip', 'Sender IP'),
    text('hostname', 'Hostname'),
    plain('dns_verified', 'DNS Verified'),
    score('sbrs', 'Reputation'),
    plain('last_sender_group', 'Last Sender Group'),
    count('total_recipients', 'Total Attempted'),
    count('total_threat_recipients', 'Total Threat'),
    count('total_clean_recipients', 'Clean'),
  ],
};
