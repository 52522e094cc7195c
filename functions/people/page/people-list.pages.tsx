import type { OfficeId } from '../../offices/offices.ts';
import { PageFrame } from '../../platform/pages/page-frame.tsx';
import type { List } from '../../platform/pagination.ts';
import type { Person } from '../people.ts';
import type { PersonWords } from './person-words.pages.ts';

/** The people of an office; without an office, all. */
export interface PeopleSection {
  readonly office: OfficeId | undefined;
  readonly people: List<Person>;
}

interface Props {
  readonly sections: readonly PeopleSection[];
  /** Whether the sections are the offices that the reader holds. */
  readonly isOwn: boolean;
  readonly words: PersonWords;
}

/** The people of the reader's offices, each with a way to invite more; for administrators all, or those of one office. */
export function PeopleListPage({ sections, isOwn, words }: Props) {
  const { texts } = words;
  return (
    <PageFrame title={texts.title} reader={words.reader}>
      <h1>{texts.title}</h1>
      <p>{texts.about}</p>
      {sections.map((section) => (
        <Section section={section} isOwn={isOwn} words={words} />
      ))}
    </PageFrame>
  );
}

function Section({ section, isOwn, words }: Omit<Props, 'sections'> & { readonly section: PeopleSection }) {
  const { office, people } = section;
  const { texts } = words;
  return (
    <>
      {office !== undefined && (
        <h2>{isOwn ? texts.actingFor(words.office(office)) : texts.ofOffice(words.office(office))}</h2>
      )}
      <p class="links">
        <a href={inviteAddress(office)}>
          {texts.invite}
          {office !== undefined && <span class="unseen">: {words.office(office)}</span>}
        </a>
        {office !== undefined && !isOwn && <a href={PEOPLE_ADDRESS}>{texts.all}</a>}
      </p>
      {people.items.length === 0 ? (
        <p>{texts.none}</p>
      ) : (
        <ul class="list">
          {people.items.map((person) => (
            <Row person={person} words={words} />
          ))}
        </ul>
      )}
      {people.cursor !== undefined && (
        <p>
          <a href={listAddress({ ...(office === undefined ? {} : { office }), cursor: people.cursor })}>{texts.next}</a>
        </p>
      )}
    </>
  );
}

function Row({ person, words }: Pick<Props, 'words'> & { readonly person: Person }) {
  const { userId, name, email, role, offices } = person;
  return (
    <li>
      <p class="what">
        <a href={personAddress(userId)}>{name}</a>
      </p>
      <p>
        {words.texts.roles[role]}, {offices.map((term) => words.term(term)).join('; ')}
      </p>
      <p class="who">
        {email}. {words.state(person)}
      </p>
    </li>
  );
}

export const PEOPLE_ADDRESS = '/console/people';

export function personAddress(userId: string): string {
  return `${PEOPLE_ADDRESS}/${encodeURIComponent(userId)}`;
}

/** @param office the office to invite for, if not the first that the reader holds */
export function inviteAddress(office: OfficeId | undefined): string {
  return `${PEOPLE_ADDRESS}/new${office === undefined ? '' : `?${new URLSearchParams({ office })}`}`;
}

function listAddress(query: Readonly<Record<string, string>>): string {
  return `${PEOPLE_ADDRESS}?${new URLSearchParams(query)}`;
}
