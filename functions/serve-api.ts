import { calendarEndpoints } from './api/calendar.ts';
import { commitmentEndpoints } from './api/commitments.ts';
import { evidenceEndpoints } from './api/evidence.ts';
import { forumEndpoints } from './api/forums.ts';
import { letterEndpoints } from './api/letters.ts';
import { moveEndpoints } from './api/moves.ts';
import { officeEndpoints } from './api/offices.ts';
import { referenceEndpoints } from './api/reference.ts';
import { runEndpoints } from './api/runs.ts';
import { http } from './runtime/http.ts';

/** The HTTP API of design.md section 5: one function behind every route of the route table. */
export const handler = http([
  ...referenceEndpoints,
  ...officeEndpoints,
  ...forumEndpoints,
  ...commitmentEndpoints,
  ...evidenceEndpoints,
  ...moveEndpoints,
  ...runEndpoints,
  ...letterEndpoints,
  ...calendarEndpoints,
]);
