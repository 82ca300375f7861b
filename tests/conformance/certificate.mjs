// A certificate of its own authority, made for one test, and calls over TLS that trust it alone.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';

/** @typedef {{certificate: string, key: string, ca: string}} Certificate  two files, and the first one's text */

/** @param {string[]} words */
export const openssl = (...words) => execFileSync('openssl', words, { stdio: 'pipe' });

/**
 * @param {string} folder
 * @param {string} names as in subjectAltName, such as "DNS:appliance.example,IP:127.0.0.1"; "" for none
 * @param {string} [file]
 * @returns {Certificate}
 */
export function makeCertificate(folder, names, file = 'appliance') {
  const certificate = join(folder, `${file}.pem`);
  const key = join(folder, `${file}-key.pem`);
  openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
    '-subj', '/CN=test', ...(names ? ['-addext', `subjectAltName=${names}`] : []), '-keyout', key, '-out', certificate);
  return { certificate, key, ca: readFileSync(certificate, 'utf8') };
}

/**
 * GET of an address whose name no DNS server knows: this machine is asked.
 * @param {string} address
 * @param {string} ca
 * @param {Record<string, string>} [headers]
 * @returns {Promise<{status: number | undefined, headers: import('node:http').IncomingHttpHeaders, text: string}>}
 */
export function getOverTls(address, ca, headers = {}) {
  const { hostname, port, pathname, host } = new URL(address);
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', servername: hostname, port, path: pathname, ca,
      headers: { host, ...headers }, agent: false, checkServerIdentity: () => undefined }, async (reply) => {
      let text = '';
      for await (const piece of reply.setEncoding('utf8')) text += piece;
      resolve({ status: reply.statusCode, headers: reply.headers, text });
    });
    call.on('error', reject).end();
  });
}
