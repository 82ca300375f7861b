// Email > Reporting > Advanced Malware Protection: Incoming Files. A file that is known by its MD5 alone has no pivot
// button (OBS-04); the file it came out of is shown short and declared whole.
import { report } from '../asyncos.js';
import { code, count, plain, score, shortHash, text, time } from '../columns.js';

export default {
  source: report('mail_incoming_malware_threat_file_detail', 'file'),
  empty: 'No files came in during this time range.',
  columns: [
    code('file', 'SHA-256', { isHeader: true }),
    text('file_name', 'File Name'),
    text('file_type', 'File Type'),
    text('threat_name', 'Threat Name'),
    plain('disposition', 'Disposition'),
    score('analysis_score', 'Analysis Score'),
    count('messages', 'Messages'),
    time('first_seen', 'First Seen (GMT)'),
    shortHash('parent_sha256', 'Came Out Of'),
  ],
};
