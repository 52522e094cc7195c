import { openRoute } from '../platform/http/authenticated-route.ts';
import type { PageAnswers } from '../platform/pages/page-answers.ts';
import { PageFrame, type Responsible } from '../platform/pages/page-frame.tsx';
import { PAGES } from './console.routes.ts';
import { privacyTexts as texts } from './privacy.texts.ts';

interface PrivacyPageDeps {
  readonly responsible: Responsible;
  /** The region of AWS that keeps the data. */
  readonly region: string;
  readonly answers: Pick<PageAnswers, 'html'>;
}

export const privacyPages = ({ responsible, region, answers }: PrivacyPageDeps) => ({
  privacy: openRoute(PAGES.privacy, async () =>
    answers.html(200, <PrivacyPage responsible={responsible} region={region} />),
  ),
});

/** The notice that UU 27/2022 asks for: who keeps what of officials, why, where and how long, and what they may ask. */
function PrivacyPage({ responsible, region }: Omit<PrivacyPageDeps, 'answers'>) {
  const { kept, basis, seenBy, place, howLong, rights } = texts;
  return (
    <PageFrame title={texts.title} reader={{ language: 'id' }}>
      <h1>{texts.title}</h1>
      <p>{texts.opening}</p>
      <h2>{texts.responsible.heading}</h2>
      <p>
        {texts.responsible.text(responsible.name)} <a href={`mailto:${responsible.email}`}>{responsible.email}</a>
      </p>
      <h2>{kept.heading}</h2>
      <Rows rows={kept.rows} />
      <p>{kept.notPatients}</p>
      <h2>{basis.heading}</h2>
      <p>{basis.text}</p>
      <h2>{seenBy.heading}</h2>
      <Rows rows={seenBy.rows} />
      <h2>{place.heading}</h2>
      <p>{place.text(region)}</p>
      <h2>{howLong.heading}</h2>
      <Rows rows={howLong.rows} />
      <h2>{rights.heading}</h2>
      <p>{rights.text}</p>
    </PageFrame>
  );
}

function Rows({ rows }: { readonly rows: readonly string[] }) {
  return (
    <ul>
      {rows.map((row) => (
        <li>{row}</li>
      ))}
    </ul>
  );
}
