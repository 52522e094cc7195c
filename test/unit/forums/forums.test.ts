import { describe, expect, it } from 'vitest';
import { forumDay, forumInput } from '../../../functions/forums/forums.ts';
import { FORUM } from '../../builders/decided.ts';
import { PALOPO } from '../../builders/palopo.ts';

const { forumId: _, ...GIVEN } = FORUM;
const paths = (change: object) =>
  forumInput.safeParse({ ...GIVEN, ...change }).error?.issues.map((issue) => issue.path.join('.'));

describe('forumDay', () => {
  it.each`
    date            | datePrecision | day
    ${'2025-06-19'} | ${'day'}      | ${'2025-06-19'}
    ${'2025-06'}    | ${'month'}    | ${'2025-06-30'}
    ${'2024-02'}    | ${'month'}    | ${'2024-02-29'}
    ${'2025'}       | ${'year'}     | ${'2025-12-31'}
    ${null}         | ${'unknown'}  | ${undefined}
    ${undefined}    | ${'unknown'}  | ${undefined}
  `('returns $day for $date with precision $datePrecision', ({ date, datePrecision, day }) => {
    expect(forumDay({ date, datePrecision })).toBe(day);
  });
});

describe('the input of a forum', () => {
  it.each`
    date            | datePrecision
    ${'2025-06-19'} | ${'day'}
    ${'2025-06'}    | ${'month'}
    ${'2025'}       | ${'year'}
    ${null}         | ${'unknown'}
    ${undefined}    | ${'unknown'}
  `('accepts $date with precision $datePrecision', (change) => {
    expect(paths(change)).toBeUndefined();
  });

  it.each`
    date            | datePrecision | because
    ${'2025-06'}    | ${'day'}      | ${'a month is no day'}
    ${'2025-02-30'} | ${'day'}      | ${'there is no such day'}
    ${null}         | ${'day'}      | ${'a day is needed'}
    ${undefined}    | ${'month'}    | ${'a month is needed'}
    ${'2025-13'}    | ${'month'}    | ${'there is no such month'}
    ${'2025-06-19'} | ${'month'}    | ${'a day is no month'}
    ${'9999-12'}    | ${'month'}    | ${'no term could count from it'}
    ${'2025-06'}    | ${'year'}     | ${'a month is no year'}
    ${'25'}         | ${'year'}     | ${'a year has four digits'}
    ${'2025-06-19'} | ${'unknown'}  | ${'what is unknown has no date'}
  `('refuses $date with precision $datePrecision: $because', ({ date, datePrecision }) => {
    expect(paths({ date, datePrecision })).toEqual(['date']);
  });

  it.each`
    change                                                                  | path                    | because
    ${{ region: '73' }}                                                     | ${'region'}             | ${'a province holds no forum'}
    ${{ region: '73.99' }}                                                  | ${'region'}             | ${'there is no such region'}
    ${{ secretariatOffices: [] }}                                           | ${'secretariatOffices'} | ${'a forum needs a secretariat'}
    ${{ secretariatOffices: [PALOPO.branch, PALOPO.branch] }}               | ${'secretariatOffices'} | ${'two are meant'}
    ${{ secretariatOffices: [PALOPO.branch, PALOPO.sekda, PALOPO.dinkes] }} | ${'secretariatOffices'} | ${'a forum has two at most'}
    ${{ type: 'Forum Kemitraan' }}                                          | ${'type'}               | ${'a type is a code'}
    ${{ name: ' ' }}                                                        | ${'name'}               | ${'it needs a name'}
    ${{ chairOffice: 'Wali Kota' }}                                         | ${'chairOffice'}        | ${'an office is named by its id'}
    ${{ forumId: '7373-0123456789abcdef0123' }}                             | ${''}                   | ${'the id is made by the server'}
  `('refuses $change: $because', ({ change, path }) => {
    expect(paths(change)).toEqual([path]);
  });
});
