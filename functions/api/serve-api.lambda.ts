import { calendarHandlers } from '../calendar/calendar.handlers.ts';
import { TableCalendarStore } from '../calendar/calendar.store.ts';
import { commitmentHandlers } from '../commitments/commitments.handlers.ts';
import { TableCommitmentStore } from '../commitments/commitments.store.ts';
import { countMove } from '../commitments/move-metrics.service.ts';
import { moveHandlers } from '../commitments/moves/moves.handlers.ts';
import { evidenceHandlers } from '../evidence/evidence.handlers.ts';
import { TableEvidenceStore } from '../evidence/evidence.store.ts';
import { BucketEvidenceFiles } from '../evidence/evidence-files.client.ts';
import { forumHandlers } from '../forums/forums.handlers.ts';
import { TableForumStore } from '../forums/forums.store.ts';
import { exportHandlers } from '../imports/exports.handlers.ts';
import { BucketImportFiles } from '../imports/import-files.client.ts';
import { uploadHandlers } from '../imports/uploads.handlers.ts';
import { TableUploadStore } from '../imports/uploads.store.ts';
import { indicatorHandlers } from '../indicators/indicators.handlers.ts';
import { TableReadingStore } from '../indicators/readings.store.ts';
import { Lifecycle } from '../lifecycle/lifecycle.service.ts';
import { raiseCommitmentWith } from '../lifecycle/raise-commitment.service.ts';
import { submitMoveWith } from '../lifecycle/submit-move.service.ts';
import { StateMachineWorkflow } from '../lifecycle/workflow.client.ts';
import { TableLetterLists } from '../notifications/letter-lists.store.ts';
import { letterHandlers } from '../notifications/letters.handlers.ts';
import { officeHandlers } from '../offices/offices.handlers.ts';
import { TableOfficeStore } from '../offices/offices.store.ts';
import { actorOf, userIdOf } from '../people/load-actor.service.ts';
import { meHandlers } from '../people/people.handlers.ts';
import { TablePeopleStore } from '../people/people.store.ts';
import { dynamodb, sfn } from '../platform/aws-clients.ts';
import { lambdaEnvironment } from '../platform/environment.ts';
import { gatewayClaims, openRoute, routesWith } from '../platform/http/authenticated-route.ts';
import { type HttpEvent, http, json } from '../platform/http/http-handler.ts';
import { namedOffice } from '../platform/http/idempotency-key.ts';
import { PresignedUrls } from '../platform/presigned-urls.ts';
import { Table } from '../platform/table.ts';
import { regionHandlers } from '../regions/regions.handlers.ts';
import { readRunWith } from '../runs/read-run.service.ts';
import { runDependencies } from '../runs/run-dependencies.lambda.ts';
import { runHandlers } from '../runs/runs.handlers.ts';
import { apiRoutes } from './api.routes.ts';
import { openApi } from './openapi.handlers.ts';
import { serveApiEnvironment } from './serve-api.environment.ts';

const environment = serveApiEnvironment.parse(process.env);
const { AWS_REGION, AWS_ENDPOINT_URL } = lambdaEnvironment.parse(process.env);
const table = new Table(dynamodb, environment.TABLE_NAME);
const commitments = new TableCommitmentStore(table);
const offices = new TableOfficeStore(table, () => Date.now());
const people = new TablePeopleStore(table);
const calendars = new TableCalendarStore(table, () => Date.now());
const evidence = new TableEvidenceStore(table);
const files = new BucketEvidenceFiles(new PresignedUrls(environment.EVIDENCE_BUCKET, AWS_REGION, AWS_ENDPOINT_URL));
const lifecycle = new Lifecycle(commitments, new StateMachineWorkflow(sfn, environment.LIFECYCLE_ARN));
const letters = new TableLetterLists(table);
const { runs, machines, startRun } = runDependencies(environment, { table, calendars });
const moves = { commitments, offices, calendars, evidence, files, lifecycle, countMove };

const dependencies = {
  table,
  commitments,
  forums: new TableForumStore(table),
  offices,
  evidence,
  files,
  readings: new TableReadingStore(table),
  uploads: new TableUploadStore(table),
  importFiles: new BucketImportFiles(new PresignedUrls(environment.IMPORT_BUCKET, AWS_REGION, AWS_ENDPOINT_URL)),
  letters,
  runs,
  calendars,
  machines,
  startRun,
  readRun: readRunWith({ runs, letters }),
  raiseCommitment: raiseCommitmentWith(moves),
  submitMove: submitMoveWith(moves),
};

async function loadActor(event: HttpEvent, now: Date) {
  const person = await people.get(userIdOf(gatewayClaims(event)));
  return await actorOf(person, { named: namedOffice(event), now, offices });
}

/** The HTTP API: every route except the reports. */
export const handler = http(
  routesWith({ loadActor }, [
    openRoute(apiRoutes.getHealth, async () => json(200, { status: 'ok' })),
    openRoute(apiRoutes.getOpenApi, async () => json(200, openApi())),
    ...meHandlers(),
    ...regionHandlers(),
    ...officeHandlers(dependencies),
    ...forumHandlers(dependencies),
    ...commitmentHandlers(dependencies),
    ...evidenceHandlers(dependencies),
    ...moveHandlers(dependencies),
    ...runHandlers(dependencies),
    ...letterHandlers(dependencies),
    ...calendarHandlers(dependencies),
    ...indicatorHandlers(dependencies),
    ...uploadHandlers(dependencies),
    ...exportHandlers(dependencies),
  ]),
);
