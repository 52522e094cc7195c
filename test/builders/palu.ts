import type { IndicatorReading } from '../../functions/indicators/readings.ts';

/** Palu's published figures: the population by two sources, the participants by one. */
export const PALU: readonly IndicatorReading[] = [
  peopleReading('jkn-registered', 390_777, '2024-11-01', 'ANTARA, report on the Palu UHC forum'),
  peopleReading('jkn-active', 311_693, '2024-11-01', 'ANTARA, report on the Palu UHC forum'),
  peopleReading('population', 389_959, '2024-06-30', 'secondary source, weak'),
  peopleReading('population', 395_291, '2025-04-25', 'Kepmendagri 300.2.2-2138 of 2025'),
];

export function peopleReading(
  indicator: IndicatorReading['indicator'],
  value: number,
  asOf: string,
  source: string,
): IndicatorReading {
  const readingId = `${indicator}-${asOf}-${value}`;
  return { readingId, region: '72.71', indicator, value, unit: 'people', asOf, status: 'stated', source };
}
