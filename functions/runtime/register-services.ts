import { dynamodb } from '../adapters/clients.ts';
import { TableForumStore } from '../adapters/forum-store.ts';
import { BucketImportFiles } from '../adapters/import-files.ts';
import { TableOfficeStore } from '../adapters/office-store.ts';
import { TableReadingStore } from '../adapters/reading-store.ts';
import { SignedAddresses } from '../adapters/signed-addresses.ts';
import { Table } from '../adapters/table.ts';
import { TableUploadStore } from '../adapters/upload-store.ts';
import { environments, lambdaEnvironment } from './environments.ts';

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
  files: new BucketImportFiles(new SignedAddresses(environment.IMPORT_BUCKET, AWS_REGION, AWS_ENDPOINT_URL)),
} as const;
