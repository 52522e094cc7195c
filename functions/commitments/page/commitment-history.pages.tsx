import * as z from 'zod';
import { finding, resolution } from '../commitment.ts';
import type { CommitmentEvent } from '../events.ts';
import { MOVE_TEXTS } from '../moves/moves.texts.ts';
import type { CommitmentPageData, Words } from './commitment-words.pages.ts';

/** The changes that the history shows; the details show the others. */
const shownChanges = z.object({
  due: z.object({ on: z.string() }).optional(),
  extensionRequested: z.object({ on: z.string() }).nullish(),
  finding: finding.nullish(),
  resolution: resolution.nullish(),
  note: z.string().nullish(),
  evidence: z.array(z.unknown()).nullish(),
});

const letter = z.object({ letter: z.object({ number: z.string(), date: z.string() }) });

/** The events of a commitment, latest first. */
export function CommitmentHistory({ shown, words }: { readonly shown: CommitmentPageData; readonly words: Words }) {
  return (
    <ol class="history" reversed>
      {shown.events.toReversed().map((event) => (
        <li>
          <p class="what">{MOVE_TEXTS[event.move][words.language]}</p>
          <p class="who">
            {words.office(event.office, shown.offices)}, {words.moment(event.at, shown.commitment.region)}
          </p>
          {detailsOf(event, words).map(({ name, text }) => (
            <p class="said">
              {name}: <bdi>{text}</bdi>
            </p>
          ))}
        </li>
      ))}
    </ol>
  );
}

interface EventDetail {
  readonly name: string;
  readonly text: string;
}

function detailsOf(event: CommitmentEvent, words: Words): readonly EventDetail[] {
  const { texts, terms } = words;
  const names = texts.commitment;
  // Another version of the code may have written the event; changes that this one cannot parse are omitted.
  const { data } = shownChanges.safeParse(event.changes);
  const day = (date: string | undefined) => (date === undefined ? undefined : words.day(date));
  const rows = [
    { name: names.reason, text: event.reason },
    { name: names.due, text: day(data?.due?.on) },
    { name: names.extensionRequested, text: day(data?.extensionRequested?.on) },
    { name: names.finding, text: data?.finding ? terms.findings[data.finding] : undefined },
    { name: names.resolution, text: data?.resolution ? terms.resolutions[data.resolution] : undefined },
    { name: names.evidence, text: data?.evidence ? evidenceIn(data.evidence, words) : undefined },
    { name: names.note, text: data?.note ?? undefined },
  ];
  return rows.flatMap(({ name, text }) => (text === undefined ? [] : [{ name, text }]));
}

/** Letters by number and date. Files are only counted: downloading them needs presigned URLs. */
function evidenceIn(pieces: readonly unknown[], words: Words): string {
  const names = words.texts.commitment;
  const letters = pieces.flatMap((piece) => {
    const { data } = letter.safeParse(piece);
    return data === undefined ? [] : [names.letter(data.letter.number, words.day(data.letter.date))];
  });
  const files = pieces.filter((piece) => typeof piece === 'string').length;
  return [...(files === 0 ? [] : [names.files(files)]), ...letters].join('; ');
}
