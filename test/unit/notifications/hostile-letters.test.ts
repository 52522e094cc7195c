import { describe, expect, it } from 'vitest';
import { renderUnreachable } from '../../../functions/notifications/emails/unreachable.email.ts';
import { renderMoves } from '../../../functions/notifications/move-notices/move-notices.email.ts';
import { oneLine, shortened } from '../../../functions/platform/values/short-text.ts';
import { TEXT_LIMIT } from '../../../functions/platform/values/text.ts';
import { renderRecalculation } from '../../../functions/recalculation/recalculation.email.ts';
import { DIGEST_REASONS, SECTIONS } from '../../../functions/reminders/digests.ts';
import { renderDigest } from '../../../functions/reminders/emails/digest.email.ts';
import { renderHandover } from '../../../functions/reminders/emails/handover.email.ts';
import { digest, LINKS, line, lines, reader, toReader } from '../../builders/letters.ts';
import { htmlProblems, visibleText } from '../../oracles/html.ts';

const MARKUP = '<script>alert("x")</script> & <img src=x onerror=alert(1)> </style><b>';
const BREAKS = 'baris satu\nBcc: orang@example.org\r\n\tbaris dua\u2028tiga';
const REVERSED = 'sudah \u202eiasapmak\u202c \u2066selesai\u2069 \u200fya';

/** Each kind of letter with the same text in every field that a person writes. */
function lettersWith(text: string) {
  const office = reader({ name: text });
  const of = line({ statement: text, office: { officeId: '73.73-rsud', name: text } });
  const to = { ...toReader(), office, next: { office: text, on: '2026-09-10' } };
  return [
    renderDigest(digest([{ name: 'below', lines: [of] }], { ...to, unreachable: [text] }), LINKS),
    renderMoves({ ...to, lines: [{ ...of, move: 'reassign' }] }, LINKS),
    renderRecalculation({ ...to, moved: [{ line: of, from: '2026-09-07', to: '2026-09-08' }], decree: text }, LINKS),
    renderHandover({ ...to, holder: { name: text }, lines: [of] }, LINKS),
    renderUnreachable({ office, about: text, because: 'bounce', at: '2026-09-02T23:30:00.000Z' }, LINKS),
  ];
}

describe('user text in letters', () => {
  it('is escaped and never becomes markup', () => {
    for (const { html, text } of lettersWith(MARKUP)) {
      expect(html).not.toMatch(/<(script|img|b)\b/);
      expect(html.match(/<\/style>/g)).toHaveLength(1);
      expect(visibleText(html)).toContain('<script>alert("x")</script> &');
      expect(text).toContain(MARKUP.slice(0, 60));
      expect(htmlProblems(html)).toEqual([]);
    }
  });

  it('stays on one line of the subject and the plain text', () => {
    for (const { subject, text } of lettersWith(BREAKS)) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: it is they that must not be there.
      expect(subject).not.toMatch(/[\u0000-\u001f\u2028\u2029]/);
      expect(text).not.toMatch(/^\s*Bcc:/m);
      expect(text).toContain('baris satu Bcc: orang@example.org baris dua tiga');
    }
  });

  it('does not reverse the direction of adjacent text', () => {
    for (const { subject, html, text } of lettersWith(REVERSED)) {
      expect(subject + html + text).not.toMatch(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
    }
  });
});

describe('a letter', () => {
  it('links each line once to its commitment, and nothing outside the console but the privacy notice', () => {
    const { html, text } = renderDigest(digest([{ name: 'overdue', lines: lines(3) }]), LINKS);
    const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
    const expected = lines(3).map(({ commitmentId }) => `${LINKS.consoleUrl}/commitments/${commitmentId}`);
    expect(links).toEqual([...expected, LINKS.consoleUrl, 'https://tuntas.example.org/privacy']);
    expect(text.match(/https?:\S+/g)).toEqual(links);
  });

  it('loads no script, picture, style sheet or other external resource', () => {
    for (const { html } of lettersWith('Menambah loket')) {
      expect(html).not.toMatch(/<(script|img|link|iframe|form|object)\b|url\(|@import|\son\w+=/);
    }
  });

  it.each([
    [20, 20, undefined],
    [21, 20, 'dan 1 komitmen lainnya: daftar selengkapnya'],
    [1_254, 20, 'dan 1.234 komitmen lainnya: daftar selengkapnya'],
  ])('with %i lines in a section lists %i and counts the rest', (count, listed, more) => {
    const { html, text } = renderDigest(digest([{ name: 'below', lines: lines(count) }]), LINKS);
    expect(html.match(/<li /g)).toHaveLength(listed);
    expect(text.match(/^\d+\. /gm)).toHaveLength(listed);
    expect(visibleText(html).includes('lainnya')).toBe(more !== undefined);
    expect(text).toContain(more ?? '');
    expect(html.includes(`${LINKS.consoleUrl}/commitments?overdue=true`)).toBe(more !== undefined);
  });
});

describe('the largest letter', () => {
  const aws = { consoleUrl: 'https://abcdefghij.execute-api.ap-southeast-3.amazonaws.com/console' };
  const long = {
    ascii: 'panjang sekali '.repeat(TEXT_LIMIT).slice(0, TEXT_LIMIT),
    'quotation marks': '"'.repeat(TEXT_LIMIT),
    'wide characters': '長'.repeat(TEXT_LIMIT),
    emoji: '👩‍⚕️'.repeat(TEXT_LIMIT / 5),
  };

  it.each(Object.entries(long))('with %s is valid and smaller than 90 KB', (_, statement) => {
    for (const language of ['id', 'en'] as const) {
      const all = lines(30, {
        statement,
        isProvisional: true,
        dueOn: '2027-09-22',
        daysLate: 120,
        office: { officeId: 'x', name: statement.slice(0, 200) },
      }).map((row, index) => ({ ...row, region: index % 2 === 0 ? '63.08' : '73.73' }));
      const sections = SECTIONS.map((name) => ({ name, lines: all }));
      const unreachable = Array.from({ length: 30 }, () => statement.slice(0, 200));
      const full = digest(sections, { office: reader({ language }), unreachable, reasons: DIGEST_REASONS });
      const { html } = renderDigest(full, aws);
      expect(Buffer.byteLength(html)).toBeLessThan(90_000);
      expect(html.match(/<li class/g)).toHaveLength(SECTIONS.length * 20);
      expect(htmlProblems(html)).toEqual([]);
    }
  });
});

describe('shortening a text', () => {
  it.each`
    text                              | bytes | short                            | because
    ${'Menambah loket'}               | ${14} | ${'Menambah loket'}              | ${'it fits'}
    ${'Menambah loket pendaftaran'}   | ${20} | ${'Menambah loket penda…'}       | ${'its last word is long'}
    ${'Menambah loket pendaftaran x'} | ${27} | ${'Menambah loket pendaftaran…'} | ${'it ends with a whole word'}
    ${'a & b'}                        | ${5}  | ${'a…'}                          | ${'an entity weighs five'}
    ${'長長長'}                       | ${8}  | ${'長長…'}                       | ${'a character is not cut in two'}
    ${'👩👩'}                         | ${7}  | ${'👩…'}                         | ${'nor is a pair of surrogates'}
    ${'antrean \ud800 JKN'}           | ${40} | ${'antrean \ufffd JKN'}          | ${'half a pair is no character'}
  `('to $bytes bytes gives $short because $because', ({ text, bytes, short }) => {
    expect(shortened(text, bytes)).toBe(short);
  });

  it('keeps valid text apart from white space', () => {
    expect(oneLine(' antrean  pasien\nJKN ')).toBe('antrean pasien JKN');
  });
});
