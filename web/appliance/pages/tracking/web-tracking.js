// Web > Tracking > Web Tracking: Proxy Services. User names may end in '*' (B-62).
import { tracking } from '../asyncos.js';
import { code, plain, score, text, time } from '../columns.js';

export default {
  source: tracking('web-tracking/proxy_services', 'transaction', 'wsa'),
  empty: 'No transactions were tracked during this time range.',
  columns: [
    time('timestamp', 'Time (GMT)'),
    text('website', 'Website'),
    code('url', 'Full URL'),
    plain('disposition', 'Disposition'),
    plain('category', 'Category'),
    score('wbrs', 'Reputation'),
    text('malware', 'Malware'),
    code('sha256', 'SHA-256'),
    plain('user', 'User'),
    text('client_ip', 'Client IP'),
  ],
};
