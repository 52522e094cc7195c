import { reportProblem } from './console/report-door.ts';
import { reportEndpoints } from './console/report-endpoints.ts';
import { http } from './runtime/http.ts';

/** The reports in all formats, for programs and for people, from what has been counted. */
export const handler = http(reportEndpoints, reportProblem);
