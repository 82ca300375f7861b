// Before and after the whole run: how much was watched for breaches of policy. One fails the run, whoever made it.
import { forgetPolicyTotals, policyTotals } from './policy-reports.js';

export default function start() {
  forgetPolicyTotals();
  return () => {
    const { contexts, documents, reports } = policyTotals();
    console.log(`policy reports: ${reports}, from ${documents} documents in ${contexts} browser contexts`);
    if (reports > 0) throw new Error(`${reports} breaches of policy were reported during the run`);
  };
}
