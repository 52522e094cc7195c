import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { moveInput, raiseInput } from '../../../functions/commitments/moves/moves.ts';
import { parsed } from '../../../functions/platform/values/parsing.ts';
import { refusal } from '../../oracles/refusals.ts';

const raise = { statement: { id: 'Memangkas antrean' }, category: 'antrean', basis: 'stated' };
const assign = { move: 'assign', version: 1 };

describe('the message for an invalid value', () => {
  it.each`
    schema        | given                                                | path                 | message
    ${raiseInput} | ${{ ...raise, statement: undefined }}                | ${'statement'}       | ${'wajib diisi'}
    ${raiseInput} | ${{ ...raise, statement: { id: '' } }}               | ${'statement.id'}    | ${'tidak boleh kosong'}
    ${raiseInput} | ${{ ...raise, statement: { id: '\u200b' } }}         | ${'statement.id'}    | ${'tidak boleh kosong'}
    ${raiseInput} | ${{ ...raise, statement: { id: 7 } }}                | ${'statement.id'}    | ${'harus berupa teks'}
    ${raiseInput} | ${{ ...raise, statement: { id: 'x'.repeat(2001) } }} | ${'statement.id'}    | ${'maksimal 2000 karakter'}
    ${raiseInput} | ${{ ...raise, basis: 'guessed' }}                    | ${'basis'}           | ${'harus salah satu dari: stated, derived, inferred'}
    ${raiseInput} | ${{ ...raise, owner: 'x' }}                          | ${'owner'}           | ${'tidak dikenal; hapus isian ini'}
    ${moveInput}  | ${{ ...assign, version: 0 }}                         | ${'version'}         | ${'minimal 1'}
    ${moveInput}  | ${{ ...assign, ownerOffice: 'DINKES' }}              | ${'ownerOffice'}     | ${'bentuknya tidak sesuai'}
    ${moveInput}  | ${{ ...assign, due: { workingDays: 0 } }}            | ${'due.workingDays'} | ${'minimal 1'}
    ${moveInput}  | ${{ move: 'jump', version: 1 }}                      | ${'move'}            | ${expect.stringContaining('assign, decline, start')}
  `(
    '$path: $message',
    ({ schema, given, path, message }: { schema: z.ZodType; given: object; path: string; message: string }) => {
      expect(() => parsed(schema, given)).toThrow(refusal('InputRefusedError', { problems: [{ path, message }] }));
    },
  );
});
