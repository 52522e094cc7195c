import * as z from 'zod';
import { finding, resolution } from '../commitment.ts';
import type { CommitmentEvent } from '../events.ts';
import { MOVE_TEXTS } from '../moves/moves.texts.ts';
import type { Shown, Words } from './commitment-words.pages.ts';

/** What an event says that the history repeats; everything else stands in the facts. */
const told = z.object({
  due: z.object({ on: z.string() }).optional(),
  extensionRequested: z.object({ on: z.string() }).nullish(),
  finding: finding.nullish(),
  resolution: resolution.nullish(),
  note: z.string().nullish(),
  evidence: z.array(z.unknown()).nullish(),
});

const letter = z.object({ letter: z.object({ number: z.string(), date: z.string() }) });

/** What happened to a commitment, the latest first. */
export function CommitmentHistory({ shown, words }: { readonly shown: Shown; readonly words: Words }) {
  return (
    <ol class="history" reversed>
      {shown.events.toReversed().map((event) => (
        <li>
          <p class="what">{MOVE_TEXTS[event.move][words.language]}</p>
          <p class="who">
            {words.office(event.office, shown.offices)}, {words.moment(event.at, shown.commitment.region)}
          </p>
          {saidIn(event, words).map(({ name, text }) => (
            <p class="said">
              {name}: <bdi>{text}</bdi>
            </p>
          ))}
        </li>
      ))}
    </ol>
  );
}

interface Said {
  readonly name: string;
  readonly text: string;
}

function saidIn(event: CommitmentEvent, words: Words): readonly Said[] {
  const { texts, terms } = words;
  const names = texts.commitment;
  // An event is a record, written by whatever version there was: what is not understood is left out.
  const { data } = told.safeParse(event.changes);
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

/** Letters by number and date; files are only counted, for they are behind signed addresses. */
function evidenceIn(pieces: readonly unknown[], words: Words): string {
  const names = words.texts.commitment;
  const letters = pieces.flatMap((piece) => {
    const { data } = letter.safeParse(piece);
    return data === undefined ? [] : [names.letter(data.letter.number, words.day(data.letter.date))];
  });
  const files = pieces.filter((piece) => typeof piece === 'string').length;
  return [...(files === 0 ? [] : [names.files(files)]), ...letters].join('; ');
}
