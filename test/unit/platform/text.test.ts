import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bilingual, longText, source, TEXT_LIMIT, text } from '../../../functions/platform/values/text.ts';

const passes = (written: string) => longText.safeParse(written).success;

describe('a text', () => {
  it.each`
    written                                          | because
    ${'Antrean paling lama 60 menit'}                | ${'it is a sentence'}
    ${'satu\ndua'}                                   | ${'line feeds are text'}
    ${'x'.repeat(TEXT_LIMIT)}                        | ${'it is as long as it may be'}
    ${'Puskesmas Wara — “siap” (±74,4 %) · ⚕️ 👩‍⚕️'}   | ${'signs are text'}
    ${`${' '.repeat(500)}${'x'.repeat(TEXT_LIMIT)}`} | ${'blanks around it are not counted'}
  `('accepts $written: $because', ({ written }) => {
    expect(passes(written)).toBe(true);
  });

  it.each`
    written                       | because
    ${''}                         | ${'it is empty'}
    ${' \n '}                     | ${'it is blank'}
    ${'x'.repeat(TEXT_LIMIT + 1)} | ${'it is too long'}
    ${'a\u0000b'}                 | ${'NUL is a control character'}
    ${'a\u0007b'}                 | ${'BEL is a control character'}
    ${'a\u001bb'}                 | ${'ESC is a control character'}
    ${'a\u007fb'}                 | ${'DEL is a control character'}
    ${'a\u0085b'}                 | ${'NEL is a control character'}
    ${'a\u202eb'}                 | ${'it reverses the reading direction'}
    ${'a\u2066b'}                 | ${'it isolates a reading direction'}
    ${'a\u2069b'}                 | ${'it ends an isolation'}
    ${'a\ud800b'}                 | ${'it is half a character'}
  `('refuses $written: $because', ({ written }) => {
    expect(passes(written)).toBe(false);
  });

  it('is trimmed and otherwise unchanged', () => {
    expect(longText.parse('  satu  dua \n')).toBe('satu  dua');
  });

  it('is accepted or refused, but never changed inside', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (written) => {
        const { data, success } = text(60).safeParse(written);
        if (success) expect(data).toBe(written.trim());
      }),
    );
  });

  it('is accepted again after it was accepted once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (written) => {
        const { data, success } = longText.safeParse(written);
        if (success) expect(longText.parse(data)).toBe(data);
      }),
    );
  });
});

describe('a personal number', () => {
  it.each`
    written                                 | because
    ${'7373011203850001'}                   | ${'a NIK'}
    ${'7373 0112 0385 0001'}                | ${'a NIK in groups of four'}
    ${'7373-0112-0385-0001'}                | ${'a NIK in groups of four'}
    ${'7373.0112.0385.0001'}                | ${'a NIK in groups of four'}
    ${'737301 120385 0001'}                 | ${'a NIK by place, birthday and number'}
    ${'737301.120385.0001'}                 | ${'a NIK by place, birthday and number'}
    ${'73.73.01.120385.0001'}               | ${'a NIK as the registry writes it'}
    ${'7373\u00a00112\u00a00385\u00a00001'} | ${'a NIK with blanks that do not break'}
    ${'0001234567890'}                      | ${'a JKN number'}
    ${'0001 2345 67890'}                    | ${'a JKN number in groups'}
    ${'0001-2345-67890'}                    | ${'a JKN number in groups'}
    ${'0001 2345 6789 0'}                   | ${'a JKN number in groups of four'}
    ${'NIK:7373011203850001.'}              | ${'a NIK beside other signs'}
    ${'(0001234567890)'}                    | ${'a JKN number in brackets'}
    ${'7373\u200b011203850001'}             | ${'a NIK with a blank of no width'}
    ${'７３７３０１１２０３８５０００１'}   | ${'a NIK in full-width digits'}
    ${'7373\n0112\n0385\n0001'}             | ${'a NIK over four lines'}
  `('is detected in $written: $because', ({ written }) => {
    expect(passes(`Peserta ${written} belum terdaftar`)).toBe(false);
    expect(passes(written)).toBe(false);
  });

  it.each`
    written                     | because
    ${'1.234.567.890.123'}      | ${'an amount of 13 digits'}
    ${'1.234.567.890.123.456'}  | ${'an amount of 16 digits'}
    ${'Rp1.234.567.890.123,00'} | ${'an amount with cents'}
    ${'390.777 peserta'}        | ${'a count'}
    ${'2025-06-19 2025-06-20'}  | ${'two dates'}
    ${'19-06-2025 20-06-2025'}  | ${'two dates'}
    ${'19.06.2025-20.06.2025'}  | ${'a span of dates'}
    ${'19/06/2025, 20/06/2025'} | ${'two dates'}
    ${'2025-06-19 07.30'}       | ${'a date and a time'}
    ${'20250619 20250620'}      | ${'two dates without signs'}
    ${'445/217/RSUD/2025'}      | ${'the number of a letter'}
    ${'0811-4321-5678'}         | ${'12 digits'}
    ${'12345678901234'}         | ${'14 digits'}
    ${'123456789012345'}        | ${'15 digits'}
    ${'12345678901234567'}      | ${'17 digits'}
    ${'198503122010011001'}     | ${'the 18 digits of a civil servant'}
    ${'2021, 2022, 2023, 2024'} | ${'four years'}
  `('is not detected in $written: $because', ({ written }) => {
    expect(passes(`Sebanyak ${written} dicatat`)).toBe(true);
    expect(passes(written)).toBe(true);
  });

  it('is detected anywhere between words', () => {
    const digits = fc.constantFrom(13, 16).chain((length) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`)));
    const words = fc.stringMatching(/^[a-z ,]{0,20}$/);
    fc.assert(
      fc.property(words, digits, words, (before, number, after) => {
        expect(passes(`${before}${number}${after}`)).toBe(false);
      }),
    );
  });
});

describe('a bilingual text', () => {
  it.each`
    value                              | fits
    ${{ id: 'Antrean' }}               | ${true}
    ${{ id: 'Antrean', en: 'Queues' }} | ${true}
    ${{ en: 'Queues' }}                | ${false}
    ${{ id: 'Antrean', en: '' }}       | ${false}
    ${{ id: 'Antrean', fr: 'Queues' }} | ${false}
    ${'Antrean'}                       | ${false}
  `('accepts $value: $fits', ({ value, fits }) => {
    expect(bilingual.safeParse(value).success).toBe(fits);
  });
});

describe('a source', () => {
  it.each`
    value                                                                        | fits
    ${'Notula forum, halaman 3'}                                                 | ${true}
    ${{ publisher: 'setarakata.com', title: 'Forum' }}                           | ${true}
    ${{ publisher: 'setarakata.com', title: 'Forum', url: 'https://a.example' }} | ${true}
    ${{ publisher: 'setarakata.com' }}                                           | ${false}
    ${{ publisher: 'x', title: 'y', url: 'javascript:alert(1)' }}                | ${false}
    ${'x'.repeat(501)}                                                           | ${false}
  `('accepts $value: $fits', ({ value, fits }) => {
    expect(source.safeParse(value).success).toBe(fits);
  });
});
