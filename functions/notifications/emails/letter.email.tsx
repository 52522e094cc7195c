import { renderToString } from 'preact-render-to-string';
import { FRAME_TEXTS } from '../../platform/pages/frame.texts.ts';
import { styleHashOf } from '../../platform/pages/page-style.ts';
import letterCss from './letter.css';
import { LETTER_TEXTS } from './letter.texts.ts';
import {
  type LetterEntry,
  type LetterPart,
  type LetterView,
  privacyAddress,
  type Rendered,
} from './letter-view.email.ts';
import { plainText } from './plain-text.email.ts';

/** The hash of the style of all letters, for the policy of a page that shows one. */
export function letterStyleHash(): string {
  return styleHashOf(letterCss);
}

export function rendered(view: LetterView): Rendered {
  return {
    subject: `[${FRAME_TEXTS[view.language].brand}] ${view.fact}`,
    html: `<!doctype html>${renderToString(<Letter {...view} />)}`,
    text: plainText(view),
  };
}

// Colours have a contrast of at least 4.5 in both schemes; no meaning depends on colour alone.
function Letter(view: LetterView) {
  const { brand, about, privacy } = FRAME_TEXTS[view.language];
  const texts = LETTER_TEXTS[view.language];
  return (
    <html lang={view.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{view.fact}</title>
        <style>{letterCss}</style>
      </head>
      <body>
        <div class="sheet">
          <header>
            <p class="brand">{brand}</p>
            <p class="about">{about}</p>
          </header>
          <main>
            {view.day !== undefined && <p class="day">{view.day}</p>}
            <h1>{view.fact}</h1>
            <p>{view.to}</p>
            {view.opening.map((paragraph) => (
              <p>{paragraph}</p>
            ))}
            {view.links?.map(({ text, href }) => (
              <p>
                <a href={href}>{text}</a>
              </p>
            ))}
            {view.parts.map((part) => (
              <PartSection part={part} language={view.language} />
            ))}
            <section>
              <h2>{texts.following}</h2>
              {view.following.map((paragraph) => (
                <p>{paragraph}</p>
              ))}
            </section>
            <p>{texts.thanks}</p>
          </main>
          <footer>
            <p>
              <strong>{texts.why}.</strong> {view.why}
            </p>
            {view.notes.map((note) => (
              <p>{note}</p>
            ))}
            <p>{texts.links}</p>
            <p>
              <a href={view.home}>{brand}</a>: {about}
            </p>
            <p>
              <a href={privacyAddress(view)}>{privacy}</a>
            </p>
          </footer>
        </div>
      </body>
    </html>
  );
}

function PartSection({ part, language }: { readonly part: LetterPart; readonly language: LetterView['language'] }) {
  const { heading, count, text, entries, names = [], more } = part;
  return (
    <section>
      <h2>
        {heading} <span class="count">({count})</span>
      </h2>
      {text !== undefined && <p>{text}</p>}
      {entries.length > 0 && (
        <ol>
          {entries.map((entry) => (
            <EntryItem entry={entry} language={language} />
          ))}
        </ol>
      )}
      {names.length > 0 && (
        <ul>
          {names.map((name) => (
            <li>{name}</li>
          ))}
        </ul>
      )}
      {more !== undefined && (
        <p class="more">{more.href === undefined ? more.text : <a href={more.href}>{more.text}</a>}</p>
      )}
    </section>
  );
}

function EntryItem({ entry, language }: { readonly entry: LetterEntry; readonly language: LetterView['language'] }) {
  return (
    <li class={entry.tone}>
      <p>
        <a href={entry.href} lang={language === 'id' ? undefined : 'id'}>
          {entry.statement}
        </a>
      </p>
      <p>
        <strong>{entry.fact}</strong>; {entry.date}
      </p>
      <p>{entry.task}</p>
    </li>
  );
}
