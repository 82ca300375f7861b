// Every breach of a page's policy, and every script that fails, in whatever context, page or frame a test opens.
//
// A script in each document hears `securitypolicyviolation` and tells it through a binding; the console is heard as
// well, for documents that run no scripts. A worker would run where neither hears: there is none, and one is a report.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {import('@playwright/test').BrowserContext} Context */

const folder = fileURLToPath(new URL('results/policy-reports', import.meta.url));
const binding = 'reportPolicyViolation';

class PolicyReports {
  /** @type {string[]} */
  #reports = [];
  #counts = { contexts: 0, documents: 0, reports: 0 };

  /** REQUIRES: it has no page yet, or only empty ones. @param {Context} context */
  async watch(context) {
    this.#counts.contexts += 1;
    const report = (/** @type {string} */ text) => { this.#reports.push(text); };
    context.on('console', (message) => {
      if (/Content Security Policy|Trusted ?Type/i.test(message.text())) report(message.text());
    });
    context.on('weberror', (failed) => report(String(failed.error())));
    context.on('serviceworker', (worker) => report(`a worker: ${worker.url()}`));
    const noWorkers = (/** @type {import('@playwright/test').Page} */ page) =>
      page.on('worker', (worker) => report(`a worker: ${worker.url()}`));
    context.pages().forEach(noWorkers);
    context.on('page', noWorkers);
    await context.exposeBinding(binding, (_, text) => {
      if (text) report(text);
      else this.#counts.documents += 1;
    });
    await context.addInitScript((name) => {
      const tell = /** @type {any} */ (window)[name];
      delete /** @type {any} */ (window)[name]; // the page finds nothing of it
      addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, documentURI, sample }) =>
        tell(`${effectiveDirective}: ${blockedURI} ${sample} in ${documentURI}`), true);
      tell('');
    }, binding);
    const close = context.close.bind(context);
    context.close = async (options) => {
      await Promise.all(context.pages().map(arrived));
      return close(options);
    };
    return context;
  }

  /** What has been reported since the last time, gone from here. @param {Context} [context] what it has told by now */
  async take(context) {
    if (context) await Promise.all(context.pages().map(arrived));
    return this.#reports.splice(0);
  }

  /** @param {string[]} reports that nobody has planted */
  count(reports) {
    this.#counts.reports += reports.length;
  }

  /** Leaves the counts of this process to `policyTotals`. */
  save() {
    this.count(this.#reports.splice(0));
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, `${process.pid}.json`), JSON.stringify(this.#counts));
  }
}

/**
 * What a page has told is here: a page that answers has told all before.
 * @param {import('@playwright/test').Page} page
 */
function arrived(page) {
  const asked = Promise.all(page.frames().map((frame) => frame.evaluate(() => 0).then(() => frame.evaluate(() => 0))));
  return Promise.race([asked, new Promise((resolve) => { setTimeout(resolve, 500); })]).catch(() => undefined);
}

/** Those of this process. */
export const policyReports = new PolicyReports();

export const forgetPolicyTotals = () => rmSync(folder, { recursive: true, force: true });

/** Of all processes of a run. */
export function policyTotals() {
  const total = { contexts: 0, documents: 0, reports: 0 };
  for (const file of readdirSync(folder)) {
    const counts = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
    for (const key of /** @type {(keyof typeof total)[]} */ (Object.keys(total))) total[key] += counts[key];
  }
  return total;
}
