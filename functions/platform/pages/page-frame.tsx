import { type ComponentChildren, createContext } from 'preact';
import type { Language } from '../values/text.ts';
import { FRAME_TEXTS } from './frame.texts.ts';
import { PAGE_STYLE } from './page-style.ts';

/** The reader of a page: language and, for a signed-in person, the name and those of all offices held. */
export interface Reader {
  readonly language: Language;
  readonly person?: {
    readonly name: string;
    readonly offices: readonly string[];
    /** Sees the pages of accounts. */
    readonly managesAccounts?: boolean;
    readonly isAdministrator?: boolean;
  };
}

/** Who answers for the personal data of a deployment, and whom its readers ask for help. */
export interface Responsible {
  readonly name: string;
  readonly email: string;
}

/** Given to all pages that a function renders; pages that are kept for later name nobody. */
export const ResponsibleContext = createContext<Responsible | undefined>(undefined);

/** The common layout of all pages. */
export function PageFrame(props: {
  readonly title: string;
  readonly reader: Reader;
  /** Style sheet; the common one unless given. */
  readonly style?: string;
  readonly children: ComponentChildren;
}) {
  const { person, language } = props.reader;
  const { brand, about, ...texts } = FRAME_TEXTS[language];
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>
          {props.title} - {brand}
        </title>
        <style>{props.style ?? PAGE_STYLE}</style>
      </head>
      <body>
        <header>
          <p class="brand">
            <a href="/console">{brand}</a>
          </p>
          {person !== undefined && (
            <>
              <p class="office">{[person.name, person.offices.join('; ')].join(', ')}</p>
              <form method="post" action="/console/sign-out">
                <button type="submit">{texts.signOut}</button>
              </form>
            </>
          )}
        </header>
        {person !== undefined && <Navigation language={language} person={person} />}
        <main>{props.children}</main>
        <footer>
          <p>
            {brand}: {about}
          </p>
          <p class="links">
            <ResponsibleContext.Consumer>
              {(responsible) => responsible !== undefined && <Help {...responsible} word={texts.help} />}
            </ResponsibleContext.Consumer>
            <a href="/privacy">{texts.privacy}</a>
          </p>
        </footer>
      </body>
    </html>
  );
}

function Navigation({
  language,
  person,
}: {
  readonly language: Language;
  readonly person: NonNullable<Reader['person']>;
}) {
  const { pages, ofManagers, ofAdministrators, navigation } = FRAME_TEXTS[language];
  const links = [
    ...pages,
    ...(person.managesAccounts ? ofManagers : []),
    ...(person.isAdministrator ? ofAdministrators : []),
  ];
  return (
    <nav aria-label={navigation} class="links">
      {links.map(({ href, name }) => (
        <a href={href}>{name}</a>
      ))}
    </nav>
  );
}

function Help({ name, email, word }: Responsible & { readonly word: string }) {
  return (
    <span>
      {word}: {name}, <a href={`mailto:${email}`}>{email}</a>
    </span>
  );
}
