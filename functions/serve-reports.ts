import { reportProblem } from './console/reports/report-door.ts';
import { reportEndpoints } from './console/reports/report-endpoints.ts';
import { http } from './runtime/http.ts';

/** The reports in all formats, for programs and for people, from what has been counted. */
export const handler = http(reportEndpoints, reportProblem);
