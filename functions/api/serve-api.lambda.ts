import { calendarEndpoints } from '../calendar/calendar.handlers.ts';
import { commitmentEndpoints } from '../commitments/commitments.handlers.ts';
import { moveEndpoints } from '../commitments/moves/moves.handlers.ts';
import { evidenceEndpoints } from '../evidence/evidence.handlers.ts';
import { forumEndpoints } from '../forums/forums.handlers.ts';
import { registerEndpoints } from '../imports/data-exchange.handlers.ts';
import { letterEndpoints } from '../notifications/letters.handlers.ts';
import { officeEndpoints } from '../offices/offices.handlers.ts';
import { http } from '../platform/http/http-handler.ts';
import { referenceEndpoints } from '../regions/reference.handlers.ts';
import { runEndpoints } from '../runs/runs.handlers.ts';

/** The HTTP API: one function behind every route of the route table but the reports. */
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
  ...registerEndpoints,
]);
