import { environments, lambdaEnvironment } from '../platform/environments.ts';
import { PresignedUrls } from '../platform/presigned-urls.ts';
import { BucketReportFiles } from '../reports/monthly/report-files.client.ts';

const { REPORT_BUCKET } = environments.serveConsole.parse(process.env);
const { AWS_REGION, AWS_ENDPOINT_URL } = lambdaEnvironment.parse(process.env);

/** The monthly reports that are kept. */
export const reportPages = new BucketReportFiles(new PresignedUrls(REPORT_BUCKET, AWS_REGION, AWS_ENDPOINT_URL));
