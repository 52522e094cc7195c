import { http } from '../platform/http/http-handler.ts';
import { reportProblem } from './report-door.handlers.ts';
import { reportEndpoints } from './reports.handlers.ts';

/** The reports in all formats, for programs and for people, from what has been counted. */
export const handler = http(reportEndpoints, reportProblem);
