import { CATEGORY_NAMES } from '../../commitments/category-names.ts';
import type { Forum } from '../../forums/forums.ts';
import { dayInWords } from '../../platform/values/local-date.ts';
import { oneLine } from '../../platform/values/short-text.ts';
import type { FollowUp } from '../report-form.ts';
import type { Names } from '../reports.ts';
import { reportTexts as texts } from './report.texts.ts';
import { formatNumber } from './report-numbers.pages.ts';
import { capitalized, criterionOf, outcomeOf } from './report-rows.pages.ts';
import { DataTable, type TableCell } from './report-tables.pages.tsx';

const { columns, sections } = texts;

export function FollowUpTable(props: {
  readonly caption: string;
  readonly rows: readonly FollowUp[];
  readonly names: Names;
}) {
  const heading = [
    columns.number,
    columns.commitment,
    columns.owner,
    columns.verifier,
    columns.criterion,
    columns.due,
    columns.stage,
  ];
  return (
    <DataTable
      caption={props.caption}
      heading={heading}
      rows={props.rows.map((row, index) => cells(row, index, props.names))}
      isWide
    />
  );
}

function cells(of: FollowUp, index: number, names: Names): readonly TableCell[] {
  const office = (id: string) => names.offices.get(id) ?? id;
  const owner = of.ownerOffice === undefined ? texts.notYet : office(of.ownerOffice);
  const support = of.coOwners.length === 0 ? '' : texts.support(of.coOwners.map(office).join('; '));
  return [
    formatNumber(index + 1),
    `${of.statement.id} (${CATEGORY_NAMES[of.category]?.id ?? of.category})`,
    owner + support,
    of.verifierOffice === undefined ? texts.notYet : office(of.verifierOffice),
    criterionOf(of) ?? texts.notYet,
    of.due === undefined ? texts.notYet : dayInWords(of.due.on),
    standing(of, office),
  ];
}

function standing(of: FollowUp, office: (id: string) => string): string {
  const outcome = outcomeOf(of);
  const parts = [
    capitalized(texts.stages[of.stage]) + (outcome === undefined ? '' : `: ${outcome}`),
    of.daysOverdue === undefined ? undefined : texts.overdueBy(formatNumber(of.daysOverdue)),
    of.turn === undefined ? undefined : `menunggu ${office(of.turn.office)}`,
  ];
  return parts.filter((part) => part !== undefined).join('; ');
}

/** The follow-up matrix of a forum, with room for the signatures of its chair and secretariat. */
export function MatrixSection(props: {
  readonly rows: readonly FollowUp[];
  readonly forum: Forum;
  readonly names: Names;
}) {
  const { forum, names } = props;
  const office = (id: string) => names.offices.get(id) ?? id;
  return (
    <section class="matrix">
      <h2>{sections.matrix}</h2>
      <FollowUpTable caption={oneLine(forum.name)} rows={props.rows} names={names} />
      <p>{texts.signature.intro}</p>
      <p>{texts.signature.placeAndDay}</p>
      <div class="signatures">
        <Signature role={texts.signature.chair} office={office(forum.chairOffice)} />
        {forum.secretariatOffices.map((id) => (
          <Signature key={id} role={texts.signature.secretariat} office={office(id)} />
        ))}
      </div>
    </section>
  );
}

function Signature({ role, office }: { readonly role: string; readonly office: string }) {
  return (
    <div>
      <p>{role}</p>
      <p>
        <bdi>{oneLine(office)}</bdi>
      </p>
      <p class="line">{texts.signature.name}</p>
    </div>
  );
}
