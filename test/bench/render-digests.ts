import { DECREED_CALENDAR } from '../../functions/calendar/calendar.ts';
import type { Item } from '../../functions/platform/table.ts';
import { planDigest } from '../../functions/reminders/digest-plan.ts';
import { renderDigest } from '../../functions/reminders/emails/digest.email.ts';
import { SweptDays } from '../../functions/reminders/ladder.ts';
import { toWorklist } from '../../functions/reminders/worklist.store.ts';
import { DUE_ON, itemOf, officesOf, PER_OFFICE, turnsOf } from './due-turns.ts';

// Runs bundled in a process of its own: plans and renders a number of reminders, and prints CPU time and memory.

const LINKS = { consoleUrl: 'https://tuntas.example.org/console' };

/** The attributes of a commitment in the index. */
const PROJECTED = ['pk', 'sk', 'waitsFor', 'until', 'asks', 'since', 'statement', 'coOwners'] as const;

/** Different pages, rendered in rotation. */
const PAGES = officesOf('73.73', 500, 'Asia/Makassar').map((office, index) => ({
  office,
  items: turnsOf(office, index * PER_OFFICE).map((of): Item => {
    const item = itemOf(of);
    return Object.fromEntries(PROJECTED.map((name) => [name, item[name]]));
  }),
}));

function renderAll(reminders: number) {
  const days = new SweptDays({ after: '2026-07-15', day: DUE_ON }, DECREED_CALENDAR);
  let [lines, bytes, peak] = [0, 0, 0];
  for (let at = 0; lines < reminders; at += 1) {
    const page = PAGES[at % PAGES.length];
    if (page === undefined) break;
    const { turns, moveNotices } = toWorklist(page.items);
    const rest = { elsewhere: [], below: [], unreachable: [], line: [] };
    const digest = planDigest({ office: page.office, days, turns, moveNotices, ...rest });
    if (digest === undefined) throw new Error('a page has nothing to tell');
    const { html, text } = renderDigest(digest, LINKS);
    lines += turns.length;
    bytes += html.length + text.length;
    // Not the peak that the system reports at the end: on Linux it includes the parent's at the fork.
    if (at % PAGES.length === 0) peak = Math.max(peak, process.memoryUsage.rss());
  }
  return { lines, bytes, peak };
}

const reminders = Number(process.argv[2]);
renderAll(PER_OFFICE * PAGES.length);
const before = process.cpuUsage();
const { peak, ...rendered } = renderAll(reminders);
const { user, system } = process.cpuUsage(before);
const answer = { ...rendered, seconds: (user + system) / 1_000_000, megabytes: peak / 2 ** 20 };
process.stdout.write(JSON.stringify(answer));
