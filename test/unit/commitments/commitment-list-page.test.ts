import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { DECREED_CALENDAR } from '../../../functions/calendar/calendar.ts';
import type { Commitment } from '../../../functions/commitments/commitment.ts';
import { CommitmentListPage } from '../../../functions/commitments/page/commitment-list.pages.tsx';
import { Words } from '../../../functions/commitments/page/commitment-words.pages.ts';
import { SITUATIONS } from '../../builders/decided.ts';
import { OFFICES } from '../../builders/palopo.ts';
import { htmlProblems, visibleText } from '../../oracles/html.ts';

const HOSPITAL = '73.73-rsud';
const HEALTH_OFFICE = '73.73-dinkes';

/** A commitment that waits for the hospital. */
const { commitment: ofHospital } = SITUATIONS.inProgress();

/** The same, waiting for the health office. */
function ofHealthOffice(): Commitment {
  if (!('turn' in ofHospital)) throw new Error('nothing waits');
  return { ...ofHospital, turn: { ...ofHospital.turn, office: HEALTH_OFFICE } };
}

function listOf(commitments: readonly Commitment[], change: { held?: readonly string[]; isWhole?: boolean } = {}) {
  const page = CommitmentListPage({
    commitments,
    offices: OFFICES,
    held: [HOSPITAL],
    isWhole: true,
    isOverdue: false,
    places: [],
    next: undefined,
    words: new Words('id', DECREED_CALENDAR, new Date('2025-07-10T02:00:00.000Z')),
    reader: { language: 'id' },
    ...change,
  });
  const html = `<!doctype html>${renderToString(page)}`;
  expect(htmlProblems(html)).toEqual([]);
  return { text: visibleText(html), groups: [...html.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, heading]) => heading) };
}

describe('the list of what waits', () => {
  it('has no groups for a person with one office', () => {
    expect(listOf([ofHospital]).groups).toEqual([]);
  });

  it('is grouped by office for a person with several, in the order in which they are held', () => {
    const { groups } = listOf([ofHospital, ofHealthOffice()], { held: [HEALTH_OFFICE, HOSPITAL] });
    expect(groups).toEqual(['Selaku Dinas Kesehatan Kota Palopo', 'Selaku RSUD Kota Palopo']);
  });

  it('says for which office nothing waits', () => {
    const nothing = 'Belum ada yang menunggu Dinas Kesehatan Kota Palopo. Anda akan diberi tahu lewat surel.';
    expect(listOf([ofHospital], { held: [HEALTH_OFFICE, HOSPITAL] }).text).toContain(nothing);
    expect(listOf([], { held: [HEALTH_OFFICE] }).text).toContain(nothing);
  });

  it('does not say so on one page of several, whose other pages may have it', () => {
    const { groups, text } = listOf([ofHospital], { held: [HEALTH_OFFICE, HOSPITAL], isWhole: false });
    expect(groups).toEqual(['Selaku RSUD Kota Palopo']);
    expect(text).not.toContain('Belum ada yang menunggu');
  });
});
