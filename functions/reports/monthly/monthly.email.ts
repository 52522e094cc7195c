import { monthInWords } from '../../calendar/moments.texts.ts';
import { rendered } from '../../notifications/emails/letter.email.tsx';
import {
  escalationOf,
  type LetterEntry,
  type Links,
  languageOf,
  type Rendered,
} from '../../notifications/emails/letter-view.email.ts';
import type { Office } from '../../offices/offices.ts';
import { dayInWords } from '../../platform/values/local-date.ts';
import type { Month } from '../../platform/values/months.ts';
import { oneLine } from '../../platform/values/short-text.ts';
import { findRegion } from '../../regions/regions.ts';
import { MONTHLY_TEXTS } from './monthly.texts.ts';
import type { MonthlyLetter, RegionLine } from './monthly-letters.ts';

/** Most regions listed in a letter, so that it stays below 90 KB. The others are counted. */
const REGIONS_LISTED = 100;

/** Renders the letter about a month: the regions with the most overdue first, each with a link to its stored report. */
export function renderMonthly(letter: MonthlyLetter, links: Links): Rendered {
  const { office, regions, month } = letter;
  const { language, texts } = languageOf(office);
  const monthly = MONTHLY_TEXTS[language];
  const name = monthInWords(month, language);
  const [first] = regions;
  const where =
    regions.length === 1 && first !== undefined ? texts.inRegion(nameOf(first)) : texts.inRegions(regions.length);
  const listed = regions.toSorted((one, other) => other.overdue - one.overdue).slice(0, REGIONS_LISTED);
  const left = regions.length - listed.length;
  return rendered({
    language,
    fact: monthly.fact(name, where, sumOf(regions, 'open'), sumOf(regions, 'overdue')),
    day: dayInWords(letter.day, language),
    to: texts.to(oneLine(office.name)),
    opening: [monthly.opening(first === undefined ? name : dayInWords(first.asOf, language))],
    parts: [
      {
        heading: monthly.section,
        count: regions.length,
        text: monthly.meaning,
        entries: listed.map((line) => entryOf(line, month, office, links)),
        ...(left === 0 ? {} : { more: { text: monthly.more(left) } }),
      },
    ],
    following: [monthly.following, escalationOf(letter)],
    why: monthly.why,
    notes: [],
    home: links.consoleUrl,
  });
}

function entryOf(line: RegionLine, month: Month, office: Office, { consoleUrl }: Links): LetterEntry {
  const monthly = MONTHLY_TEXTS[languageOf(office).language];
  return {
    statement: nameOf(line),
    href: `${consoleUrl}/reports/${line.region}/${month}`,
    tone: line.overdue > 0 ? 'late' : 'plain',
    fact: monthly.stand(line.open, line.overdue),
    date: monthly.before(line.overdueBefore),
    task: [monthly.moved(line.raisedIn, line.closedIn, line.closed), monthly.kept(line.judged, line.fulfilled)].join(
      ' ',
    ),
  };
}

/** The name of a region; the code for one that was abolished. */
function nameOf({ region }: RegionLine): string {
  return findRegion(region)?.name ?? region;
}

function sumOf(lines: readonly RegionLine[], figure: 'open' | 'overdue'): number {
  return lines.reduce((sum, line) => sum + line[figure], 0);
}
