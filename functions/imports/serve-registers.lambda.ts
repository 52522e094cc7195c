import { TableForumStore } from '../forums/forums.store.ts';
import { indicatorHandlers } from '../indicators/indicators.handlers.ts';
import { TableReadingStore } from '../indicators/readings.store.ts';
import { TableOfficeStore } from '../offices/offices.store.ts';
import { loadActor } from '../people/load-actor.service.ts';
import { dynamodb } from '../platform/aws-clients.ts';
import { lambdaEnvironment } from '../platform/environment.ts';
import { gatewayClaims, routesWith } from '../platform/http/authenticated-route.ts';
import { http } from '../platform/http/http-handler.ts';
import { PresignedUrls } from '../platform/presigned-urls.ts';
import { Table } from '../platform/table.ts';
import { dataExchangeHandlers } from './data-exchange.handlers.ts';
import { BucketImportFiles } from './import-files.client.ts';
import { serveRegistersEnvironment } from './serve-registers.environment.ts';
import { TableUploadStore } from './uploads.store.ts';

const environment = serveRegistersEnvironment.parse(process.env);
const { AWS_REGION, AWS_ENDPOINT_URL } = lambdaEnvironment.parse(process.env);
const table = new Table(dynamodb, environment.TABLE_NAME);
const offices = new TableOfficeStore(table, () => Date.now());

const dependencies = {
  table,
  forums: new TableForumStore(table),
  offices,
  readings: new TableReadingStore(table),
  uploads: new TableUploadStore(table),
  importFiles: new BucketImportFiles(new PresignedUrls(environment.IMPORT_BUCKET, AWS_REGION, AWS_ENDPOINT_URL)),
};

/** The routes of indicator readings, import files and exports. */
export const handler = http(
  routesWith({ authenticate: gatewayClaims, loadActor: (claims) => loadActor(claims, offices) }, [
    ...indicatorHandlers(dependencies),
    ...dataExchangeHandlers(dependencies),
  ]),
);
