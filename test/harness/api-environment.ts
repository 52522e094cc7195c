import type { Environment } from '../../infra/constructs/functions.ts';

/** The variables of the API function as far as its moves need them: what it would start runs with starts none. */
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
    IMPORT_ARN: lifecycleArn,
    RECALCULATION_ARN: lifecycleArn,
    REMINDERS_ARN: lifecycleArn,
    REPORTS_ARN: lifecycleArn,
    REMINDS_ANY_DAY: 'false',
  };
}
