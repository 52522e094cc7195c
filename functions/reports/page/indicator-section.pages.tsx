import { INDICATORS } from '../../indicators/indicators.ts';
import { sourceLine } from '../../indicators/readings.ts';
import { dayInWords } from '../../platform/values/local-date.ts';
import type { Report } from '../report-form.ts';
import { reportTexts as texts } from './report.texts.ts';
import { formatNumber } from './report-numbers.pages.ts';
import { DataTable } from './report-tables.pages.tsx';
import { type Condition, conditionInWords, uhcRows } from './uhc-words.pages.ts';

const { columns, sections } = texts;

/** The readings of a region's indicators, contradicting ones side by side, and its UHC tiers. */
export function IndicatorSection({ report: { indicators, uhc } }: { readonly report: Report }) {
  const rows = uhcRows(uhc);
  return (
    <>
      {indicators.length > 0 && (
        <>
          <h2>{sections.indicators}</h2>
          <DataTable
            caption={sections.indicators}
            heading={[columns.indicator, columns.value, columns.asOf, columns.status, columns.source]}
            rows={indicators.map((of) => [
              INDICATORS.find(({ code }) => code === of.indicator)?.name.id ?? of.indicator,
              valueInWords(of),
              dayInWords(of.asOf),
              texts.statuses[of.status],
              sourceLine(of.source),
            ])}
            isWide
          />
        </>
      )}
      {rows.length > 0 && (
        <>
          <h2>{sections.uhc}</h2>
          <DataTable
            caption={sections.uhc}
            heading={[columns.tier, columns.condition, columns.value, columns.met, columns.source]}
            rows={rows.map(({ tier, condition, source }) => [
              tier,
              conditionInWords(condition),
              condition.share === undefined ? undefined : `${formatNumber(condition.share)} persen`,
              standingInWords(condition),
              source,
            ])}
            isWide
          />
        </>
      )}
    </>
  );
}

function valueInWords({ value, comparator = '=', unit, trend }: Report['indicators'][number]): string {
  const number = value === undefined ? undefined : formatNumber(value);
  const parts = [
    number === undefined || comparator === '=' ? number : `${comparator} ${number}`,
    unit && texts.units[unit],
    trend && texts.trends[trend],
  ];
  return parts.filter((part) => part !== undefined).join(' ');
}

function standingInWords({ met, people, isWaived }: Condition): string {
  if (isWaived) return texts.waived;
  if (met === undefined || people === undefined) return texts.unknown;
  return met ? `${texts.yes}, lebih ${formatNumber(people)} jiwa` : `${texts.no}, kurang ${formatNumber(people)} jiwa`;
}
