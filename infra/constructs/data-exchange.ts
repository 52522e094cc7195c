import { Construct } from 'constructs';
import type { Deployment } from '../config.ts';
import type { CommitmentsTable } from './commitments-table.ts';
import type { EvidenceBucket } from './evidence-bucket.ts';
import type { HttpApi } from './http-api.ts';
import { ServiceFunction } from './service-function.ts';

/** What data exchange reads and writes, and where it is served. */
export interface DataExchangeProps {
  readonly deployment: Pick<Deployment, 'logDays'>;
  readonly api: HttpApi;
  readonly commitments: CommitmentsTable;
  readonly evidence: EvidenceBucket;
}

/** Data in and out of the platform: indicators, uploads for imports, and exports of open data. */
export class DataExchange extends Construct {
  constructor(scope: Construct, id: string, { deployment, api, commitments, evidence }: DataExchangeProps) {
    super(scope, id);
    const serveDataExchange = new ServiceFunction(this, 'ServeDataExchange', {
      name: 'serveRegisters',
      deployment,
      environment: { TABLE_NAME: commitments.tableName, IMPORT_BUCKET: evidence.bucketName },
      errorImpact: 'Nobody can read or record indicators, upload a file for an import, or export open data.',
    });
    commitments.grantRead(serveDataExchange);
    commitments.grantImport(serveDataExchange);
    evidence.grantUploadImports(serveDataExchange);
    api.addRoutes(serveDataExchange);
  }
}
