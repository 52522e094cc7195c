import { dayOf, Entries, LINES_LISTED, NAME_BYTES, whereOf } from '../../notifications/emails/entries.email.ts';
import { rendered } from '../../notifications/emails/letter.email.tsx';
import {
  escalationOf,
  type LetterPart,
  type Links,
  languageOf,
  type Rendered,
} from '../../notifications/emails/letter-view.email.ts';
import { dayInWords } from '../../platform/values/local-date.ts';
import { oneLine, shortened } from '../../platform/values/short-text.ts';
import { DIGEST_REASONS, type Digest, type Section } from '../digests.ts';
import { DIGEST_TEXTS } from './digest.texts.ts';

export function renderDigest(digest: Digest, links: Links): Rendered {
  const { office, sections } = digest;
  const { language, texts } = languageOf(office);
  const words = DIGEST_TEXTS[language];
  const all = sections.flatMap(({ lines }) => lines);
  const entries = new Entries(office, links, all);
  const day = dayInWords(digest.day, language);
  const reasons = DIGEST_REASONS.filter((reason) => digest.reasons.includes(reason));
  return rendered({
    language,
    fact: factOf(digest),
    day,
    to: texts.to(oneLine(office.name)),
    opening: [words.opening(day)],
    parts: [
      ...sections.map(({ name, lines }) =>
        entries.part(words.sections[name], lines, name === 'below' ? '/commitments?overdue=true' : '/commitments'),
      ),
      ...(digest.unreachable.length === 0 ? [] : [unreachablePart(digest)]),
    ],
    following: [escalationOf(digest), texts.ladder],
    why: words.why(reasons.map((reason) => words.reasons[reason]).join('; ')),
    notes: all.some((line) => line.isProvisional) ? [texts.provisionalDates] : [],
    home: links.consoleUrl,
  });
}

/** The subject: that of the first section, which is the most urgent. */
function factOf({ office, sections, unreachable }: Digest): string {
  const words = DIGEST_TEXTS[languageOf(office).language];
  const [first] = sections;
  if (first === undefined) return words.unreachableFact(unreachable.length);
  return words.facts[first.name](first.lines.length, whereOf(office, first.lines), mostOf(first, office));
}

function mostOf({ lines }: Section, office: Digest['office']) {
  const latest = lines.reduce((most, line) => Math.max(most, line.daysLate), 0);
  const [nearest] = lines.toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : 1));
  return { days: latest, date: nearest === undefined ? '' : dayOf(office, nearest.dueOn, nearest.isProvisional) };
}

function unreachablePart({ office, unreachable }: Digest): LetterPart {
  const { language, texts } = languageOf(office);
  const words = DIGEST_TEXTS[language];
  const names = unreachable.slice(0, LINES_LISTED).map((name) => shortened(name, NAME_BYTES));
  const left = unreachable.length - names.length;
  const part = {
    heading: words.unreachable,
    count: unreachable.length,
    text: words.unreachableTask,
    entries: [],
    names,
  };
  return left === 0 ? part : { ...part, more: { text: texts.moreOffices(left) } };
}
