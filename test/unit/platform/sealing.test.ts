import { describe, expect, it } from 'vitest';
import { sealed, unsealed } from '../../../functions/platform/sealing.ts';

const KEY = 'k'.repeat(43);
const changedAt = (text: string, at: number) => text.slice(0, at) + (text[at] === 'a' ? 'b' : 'a') + text.slice(at + 1);

describe('a sealed text', () => {
  it('is opened with its key', async () => {
    expect(await unsealed(await sealed('rahasia é', KEY), KEY)).toBe('rahasia é');
  });

  it('never looks the same twice, and does not show the text', async () => {
    const [one, two] = [await sealed('rahasia', KEY), await sealed('rahasia', KEY)];
    expect(one).not.toBe(two);
    expect(one).not.toContain('rahasia');
  });

  it.each([
    ['with another key', async (seal: string) => await unsealed(seal, 'x'.repeat(43))],
    ['with a key that is too short', async (seal: string) => await unsealed(seal, 'k')],
    ['after a letter was changed', async (seal: string) => await unsealed(changedAt(seal, 30), KEY)],
    ['if it is none', async () => await unsealed('rahasia', KEY)],
    ['if it is empty', async () => await unsealed('', KEY)],
  ])('is not opened %s', async (_, open) => {
    expect(await open(await sealed('rahasia', KEY))).toBeUndefined();
  });
});
