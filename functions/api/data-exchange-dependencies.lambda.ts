import { TableForumStore } from '../forums/forums.store.ts';
import { BucketImportFiles } from '../imports/import-files.client.ts';
import { TableUploadStore } from '../imports/uploads.store.ts';
import { TableReadingStore } from '../indicators/readings.store.ts';
import { TableOfficeStore } from '../offices/offices.store.ts';
import { dynamodb } from '../platform/aws-clients.ts';
import { environments, lambdaEnvironment } from '../platform/environments.ts';
import { PresignedUrls } from '../platform/presigned-urls.ts';
import { Table } from '../platform/table.ts';

const environment = environments.serveRegisters.parse(process.env);
const { AWS_REGION, AWS_ENDPOINT_URL } = lambdaEnvironment.parse(process.env);
const table = new Table(dynamodb, environment.TABLE_NAME);

/** The outside world of the function that serves the registers, made once for each of its instances. */
export const services = {
  table,
  forums: new TableForumStore(table),
  offices: new TableOfficeStore(table, () => Date.now()),
  readings: new TableReadingStore(table),
  uploads: new TableUploadStore(table),
  files: new BucketImportFiles(new PresignedUrls(environment.IMPORT_BUCKET, AWS_REGION, AWS_ENDPOINT_URL)),
} as const;
