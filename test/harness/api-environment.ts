import type { Environment } from '../../infra/constructs/functions.ts';

/** The environment of the API function for tests that make moves and start no runs. */
export function movesEnvironment(
  tableName: string,
  evidenceBucket: string,
  lifecycleArn: string,
): Environment<'serveApi'> {
  return {
    TABLE_NAME: tableName,
    EVIDENCE_BUCKET: evidenceBucket,
    IMPORT_BUCKET: evidenceBucket,
    LIFECYCLE_ARN: lifecycleArn,
    RECONCILIATION_ARN: lifecycleArn,
    RENEWAL_ARN: lifecycleArn,
    RECOUNT_ARN: lifecycleArn,
    IMPORT_ARN: lifecycleArn,
    RECALCULATION_ARN: lifecycleArn,
    REMINDERS_ARN: lifecycleArn,
    REPORTS_ARN: lifecycleArn,
    REMINDS_ANY_DAY: 'false',
  };
}
