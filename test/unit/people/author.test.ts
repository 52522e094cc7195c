import { describe, expect, it } from 'vitest';
import { type Author, anyOffice, authorOf } from '../../../functions/people/actors.ts';
import { InputRefusedError, NotPermittedError } from '../../../functions/platform/values/errors.ts';
import { refusal } from '../../oracles/refusals.ts';

const actor = (offices: readonly [string, ...string[]], namedOffice?: string) => ({
  userId: 'u',
  role: 'official' as const,
  offices,
  scope: ['73.73'],
  ...(namedOffice === undefined ? {} : { namedOffice }),
});
const only =
  (...able: string[]) =>
  ({ office }: Author) => {
    if (!able.includes(office)) throw new NotPermittedError('tidak');
  };

describe('the author of an act', () => {
  it.each`
    offices       | named        | able          | office | because
    ${['a']}      | ${undefined} | ${['a']}      | ${'a'} | ${'it is the only office'}
    ${['a', 'b']} | ${undefined} | ${['b']}      | ${'b'} | ${'only this office may'}
    ${['a', 'b']} | ${'b'}       | ${['a', 'b']} | ${'b'} | ${'it is named'}
  `('acts for $office of $offices: $because', ({ offices, named, able, office }) => {
    expect(authorOf(actor(offices, named), only(...able))).toEqual({ userId: 'u', role: 'official', office });
  });

  it.each`
    offices       | named        | able     | because
    ${['a']}      | ${undefined} | ${[]}    | ${'its only office may not'}
    ${['a', 'b']} | ${undefined} | ${['c']} | ${'none of its offices may'}
    ${['a', 'b']} | ${'a'}       | ${['b']} | ${'the named office may not, though another may'}
  `('is refused: $because', ({ offices, named, able }) => {
    expect(() => authorOf(actor(offices, named), only(...able))).toThrow(refusal('NotPermittedError'));
  });

  it('must be named where several offices may act', () => {
    const refused = expect.objectContaining({
      problems: [{ path: 'Tuntas-Office', message: expect.stringContaining('a, c') }],
    });
    expect(() => authorOf(actor(['a', 'b', 'c']), only('a', 'c'))).toThrow(refused);
    expect(() => authorOf(actor(['a', 'b']), anyOffice)).toThrow(refusal('InputRefusedError'));
  });

  it('sees another refusal than a missing permission as it is', () => {
    const incomplete = ({ office }: Author) => {
      if (office === 'b') throw new InputRefusedError([{ path: 'reason', message: 'wajib diisi' }]);
      throw new NotPermittedError('tidak');
    };
    expect(() => authorOf(actor(['a', 'b']), incomplete)).toThrow(
      expect.objectContaining({ problems: [{ path: 'reason', message: 'wajib diisi' }] }),
    );
  });
});
