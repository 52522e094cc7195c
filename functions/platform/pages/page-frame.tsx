import type { ComponentChildren } from 'preact';
import type { Language } from '../values/text.ts';
import { FRAME_TEXTS } from './frame.texts.ts';
import { PAGE_STYLE } from './page-style.ts';

/** The reader of a page: language and, if known, office name. */
export interface Reader {
  readonly language: Language;
  readonly office?: string;
}

/** The common layout of all pages. */
export function PageFrame(props: {
  readonly title: string;
  readonly reader: Reader;
  /** Style sheet; the common one unless given. */
  readonly style?: string;
  readonly children: ComponentChildren;
}) {
  const { office, language } = props.reader;
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
          {office !== undefined && (
            <>
              <p class="office">{texts.yourOffice(office)}</p>
              <form method="post" action="/console/sign-out">
                <button type="submit">{texts.signOut}</button>
              </form>
            </>
          )}
        </header>
        <main>{props.children}</main>
        <footer>
          <p>
            {brand}: {about}
          </p>
        </footer>
      </body>
    </html>
  );
}
