import { describe, expect, it } from 'vitest';
import { type UhcTier, uhcOn } from '../../../functions/indicators/uhc.ts';
import { PALU, peopleReading } from '../../builders/palu.ts';

/** The conditions of the first alternative by population source: denominator, share and people. */
function standing(tier: UhcTier | undefined) {
  return tier?.outcomes.flatMap(({ population, alternatives }) =>
    (alternatives[0] ?? []).map(({ about, of, isAssumed, share, met, people: by }) =>
      [population?.value, about, `${of}${isAssumed ? '?' : ''}`, share, met, by].join(' '),
    ),
  );
}

describe('Palu on 1 November 2024', () => {
  const [tier] = uhcOn(PALU, '2024-11-01');

  it('has more registered participants than inhabitants by one source, and too few active ones by both', () => {
    expect(standing(tier)).toEqual([
      '389959 registered population 100.21 true 20315',
      '389959 active population 79.93 false 275',
      '395291 registered population 98.86 true 15250',
      '395291 active population 78.85 false 4540',
    ]);
    expect(tier?.outcomes.map(({ met }) => met)).toEqual([false, false]);
  });

  it('is evaluated by the conditions of that year', () => {
    expect(tier).toMatchObject({ tier: 'UHC', validFrom: '2024-01-01', validTo: '2024-12-31', requires: [] });
  });

  it('is evaluated a year later by the share of registered participants, as an assumption', () => {
    expect(standing(uhcOn(PALU, '2025-11-01')[0])).toEqual([
      '389959 registered population 100.21 true 8617',
      '389959 active registered? 79.76 false 929',
      '395291 registered population 98.86 true 3391',
      '395291 active registered? 79.76 false 929',
    ]);
  });
});

describe('the UHC tiers of 2026', () => {
  const region = (registered: number, active: number, funded?: number) =>
    [
      peopleReading('population', 100_000, '2026-01-01', 'a'),
      peopleReading('jkn-registered', registered, '2026-01-31', 'a'),
      peopleReading('jkn-active', active, '2026-01-31', 'a'),
      ...(funded === undefined ? [] : [peopleReading('jkn-region-funded', funded, '2026-01-31', 'a')]),
    ] as const;
  const metIn = (...figures: Parameters<typeof region>) =>
    uhcOn(region(...figures), '2026-03-01').map(({ tier, outcomes }) => `${tier} ${outcomes[0]?.met}`);

  it.each`
    registered | active     | funded       | pratama  | madya        | utama        | because
    ${98_000}  | ${78_400}  | ${undefined} | ${true}  | ${undefined} | ${false}     | ${'80 per cent active is enough for Madya where a quarter is paid for, which no reading states'}
    ${98_000}  | ${78_400}  | ${24_500}    | ${true}  | ${true}      | ${false}     | ${'a quarter is paid for by the region'}
    ${98_000}  | ${78_400}  | ${24_499}    | ${true}  | ${false}     | ${false}     | ${'one person less is paid for'}
    ${98_000}  | ${83_300}  | ${0}         | ${true}  | ${true}      | ${false}     | ${'85 per cent are active'}
    ${97_999}  | ${97_999}  | ${97_999}    | ${false} | ${false}     | ${false}     | ${'one person is not registered'}
    ${99_000}  | ${94_050}  | ${17_820}    | ${true}  | ${true}      | ${true}      | ${'95 per cent are active, 18 paid for'}
    ${99_000}  | ${94_050}  | ${17_819}    | ${true}  | ${true}      | ${false}     | ${'one person less is paid for'}
    ${99_000}  | ${94_050}  | ${undefined} | ${true}  | ${true}      | ${undefined} | ${'no reading states how many are funded'}
    ${99_000}  | ${99_000}  | ${0}         | ${true}  | ${true}      | ${true}      | ${'the share is waived where all are active'}
    ${120_000} | ${110_000} | ${30_000}    | ${true}  | ${true}      | ${false}     | ${'more than live there are registered, and fewer than 95 per cent of them active'}
  `('evaluate $registered registered, $active active, $funded funded: $because', (row) => {
    const expected = [`Pratama ${row.pratama}`, `Madya ${row.madya}`, `Utama ${row.utama}`];
    expect(metIn(row.registered, row.active, row.funded)).toEqual(expected);
  });

  it('list requirements that no reading covers', () => {
    for (const { requires } of uhcOn([], '2026-03-01')) {
      expect(requires).toEqual(["contributions of the region's own participants paid"]);
    }
  });
});

describe('the evaluation of UHC', () => {
  it.each`
    day             | tiers
    ${'2017-12-31'} | ${[]}
    ${'2018-01-01'} | ${['UHC']}
    ${'2023-12-31'} | ${['UHC']}
    ${'2025-12-31'} | ${['UHC']}
    ${'2026-01-01'} | ${['Pratama', 'Madya', 'Utama']}
    ${'2031-01-01'} | ${['Pratama', 'Madya', 'Utama']}
  `('uses the tiers $tiers on $day', ({ day, tiers }) => {
    expect(uhcOn(PALU, day).map(({ tier }) => tier)).toEqual(tiers);
  });

  it('uses all figures of the latest past day', () => {
    const readings = [
      ...PALU,
      peopleReading('jkn-active', 311_000, '2024-11-01', 'b'),
      peopleReading('jkn-active', 300_000, '2024-10-01', 'a'),
      peopleReading('jkn-active', 320_000, '2024-11-02', 'a'),
    ];
    const active = (day: string) => uhcOn(readings, day)[0]?.outcomes.map((outcome) => outcome.active?.value);
    expect(new Set(active('2024-11-01'))).toEqual(new Set([311_693, 311_000]));
    expect(new Set(active('2024-11-02'))).toEqual(new Set([320_000]));
  });

  it('uses the latest population of each source, or its first one if it begins later', () => {
    const readings = [
      peopleReading('population', 120, '2025-01-01', 'a'),
      peopleReading('population', 100, '2024-01-01', 'a'),
      peopleReading('population', 130, '2026-01-01', 'a'),
      peopleReading('population', 210, '2026-02-01', 'b'),
      peopleReading('population', 200, '2026-01-01', 'b'),
    ];
    const populations = uhcOn(readings, '2025-06-01')[0]?.outcomes.map((outcome) => outcome.population?.value);
    expect(new Set(populations)).toEqual(new Set([120, 200]));
  });

  it('ignores directions, bounds and a population of zero', () => {
    const [registered] = PALU;
    if (registered === undefined) throw new Error('Palu has no readings');
    const readings = [
      { ...registered, comparator: '>' as const },
      { ...registered, value: undefined, trend: 'rising' as const },
      peopleReading('jkn-active', 5, '2024-11-01', 'a'),
      peopleReading('population', 0, '2024-11-01', 'a'),
    ];
    expect(standing(uhcOn(readings, '2024-11-01')[0])).toEqual([
      '0 registered population   ',
      '0 active population   ',
    ]);
    expect(uhcOn(readings, '2024-11-01')[0]?.outcomes.map((outcome) => outcome.registered)).toEqual([undefined]);
  });

  it('leaves the tier undecided without readings', () => {
    const [outcome, ...others] = uhcOn([], '2024-11-01')[0]?.outcomes ?? [];
    expect(others).toEqual([]);
    expect(outcome).not.toHaveProperty('met');
    expect(outcome?.alternatives[0]?.map(({ about }) => about)).toEqual(['registered', 'active']);
  });
});
