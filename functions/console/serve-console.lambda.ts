import { commitmentPages } from '../commitments/page/commitments.pages.tsx';
import type { SignedIn } from '../people/load-actor.service.ts';
import { lambdaEnvironment } from '../platform/environment.ts';
import type { FormRoutes } from '../platform/forms/form-route.ts';
import { type RouteHandler, routesWith } from '../platform/http/authenticated-route.ts';
import { http } from '../platform/http/http-handler.ts';
import { PresignedUrls } from '../platform/presigned-urls.ts';
import { TableDryRunLetters } from '../reminders/dry-run-letters.store.ts';
import { storedReportPages } from '../reports/monthly/kept-reports.pages.ts';
import { BucketReportFiles } from '../reports/monthly/report-files.client.ts';
import { runForms, runPages } from '../runs/page/runs.pages.tsx';
import { runDependencies } from '../runs/run-dependencies.lambda.ts';
import type { CONSOLE_FORMS, PAGES } from './console.routes.ts';
import { privacyPages } from './privacy.pages.tsx';
import { serveConsoleEnvironment } from './serve-console.environment.ts';
import { sessionPages } from './session.pages.ts';
import { sessionDependencies } from './session-dependencies.lambda.ts';

const environment = serveConsoleEnvironment.parse(process.env);
const aws = lambdaEnvironment.parse(process.env);
const shared = sessionDependencies(environment, aws);
const { entrance, actorOfSession, answers, problemPage } = shared;
const reports = new PresignedUrls(environment.REPORT_BUCKET, aws.AWS_REGION, aws.AWS_ENDPOINT_URL);

const dependencies = {
  ...shared,
  ...runDependencies(environment, shared),
  dryRunLetters: new TableDryRunLetters(shared.table),
};

const pages = {
  ...commitmentPages(shared),
  ...storedReportPages({ reportPages: new BucketReportFiles(reports), answers }),
  ...runPages(dependencies),
  ...privacyPages({ responsible: shared.responsible, region: aws.AWS_REGION, answers }),
  // Last, because it answers all other paths of the console.
  ...sessionPages(shared),
} satisfies Record<keyof typeof PAGES, RouteHandler<SignedIn>>;

const forms = { ...runForms(dependencies) } satisfies Record<keyof typeof CONSOLE_FORMS, FormRoutes<SignedIn>>;

/** The server-rendered pages of the console: the targets of links in letters. */
export const handler = http(
  routesWith({ loadActor: actorOfSession, signIn: (event) => entrance.ask(event) }, [
    ...Object.values<RouteHandler<SignedIn>>(pages),
    ...Object.values<FormRoutes<SignedIn>>(forms).flat(),
  ]),
  problemPage,
);
