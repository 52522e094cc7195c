import { BucketReportFiles } from '../adapters/report-files.ts';
import { SignedAddresses } from '../adapters/signed-addresses.ts';
import { environments, lambdaEnvironment } from './environments.ts';

const { REPORT_BUCKET } = environments.serveConsole.parse(process.env);
const { AWS_REGION, AWS_ENDPOINT_URL } = lambdaEnvironment.parse(process.env);

/** The monthly reports that are kept. */
export const reportPages = new BucketReportFiles(new SignedAddresses(REPORT_BUCKET, AWS_REGION, AWS_ENDPOINT_URL));
