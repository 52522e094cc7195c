import { describe, expect, it } from 'vitest';
import { mailboxOf } from '../../../functions/offices/mailboxes.ts';

describe('the mailbox of an address', () => {
  it.each([
    ['Dinkes@Example.org', 'dinkes@example.org'],
    ['dinkes+ani@example.org', 'dinkes@example.org'],
    ['d.inkes@example.org', 'd.inkes@example.org'],
    ['pkm.wara.palopo@gmail.com', 'pkmwarapalopo@gmail.com'],
    ['PKM.Wara+ani@googlemail.com', 'pkmwara@gmail.com'],
  ])('of %s is %s', (address, mailbox) => {
    expect(mailboxOf(address)).toBe(mailbox);
  });
});
