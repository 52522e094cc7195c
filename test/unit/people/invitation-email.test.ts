import { describe, expect, it } from 'vitest';
import { renderInvitation } from '../../../functions/people/invitations/invitation.email.ts';
import type { Invitation } from '../../../functions/people/invitations/invitations.ts';
import { OFFICES, PALOPO } from '../../builders/palopo.ts';
import { htmlProblems, visibleText } from '../../oracles/html.ts';

const LINKS = { consoleUrl: 'https://tuntas.example.org/console' };
const officeNamed = (id: string, changes = {}) => {
  const office = OFFICES.get(id);
  if (office === undefined) throw new Error(`no office ${id}`);
  return { ...office, ...changes };
};
const invitation = (changes: Partial<Invitation> = {}): Invitation => ({
  userId: 'u',
  email: 'ani@example.org',
  name: 'Ani Contoh',
  role: 'official',
  invitedBy: officeNamed('bpjs-pusat'),
  terms: [{ office: officeNamed(PALOPO.dinkes) }],
  ...changes,
});

describe('an invitation', () => {
  it.each([
    [
      'one office',
      invitation(),
      'Akun Tuntas Anda untuk Dinas Kesehatan Kota Palopo',
      [
        'Yth. Ani Contoh',
        'BPJS Kesehatan Kantor Pusat memberi Anda akun Tuntas selaku petugas:',
        'Tidak ada kata sandi: setiap kali masuk, kode dikirim ke alamat ini.',
        'Forum Kemitraan BPJS Kesehatan',
        'Pemberitahuan otomatis; bukan naskah dinas.',
      ],
    ],
    [
      'two offices with terms',
      invitation({
        role: 'auditor',
        terms: [
          { office: officeNamed(PALOPO.dinkes), from: '2026-04-01', to: '2026-06-30' },
          { office: officeNamed(PALOPO.hospital) },
        ],
      }),
      'Akun Tuntas Anda untuk Dinas Kesehatan Kota Palopo',
      [
        'akun Tuntas selaku auditor:',
        'Dinas Kesehatan Kota Palopo, mulai Rabu, 1 April 2026, sampai Selasa, 30 Juni 2026',
        'RSUD Kota Palopo',
      ],
    ],
    [
      'an office that reads English',
      invitation({
        role: 'admin',
        terms: [{ office: officeNamed(PALOPO.dinkes, { language: 'en' }), from: '2026-04-01' }],
      }),
      'Your Tuntas account for Dinas Kesehatan Kota Palopo',
      ['as an administrator:', 'from Wednesday, 1 April 2026', 'There is no password'],
    ],
  ] as const)('for %s says who invites, for what, and that a code is mailed', (_, content, subject, texts) => {
    const { html, text, ...rendered } = renderInvitation(content, LINKS);
    expect(rendered.subject).toBe(`[Tuntas] ${subject}`);
    for (const expected of texts) {
      expect(visibleText(html)).toContain(expected);
      expect(text).toContain(expected);
    }
    expect(htmlProblems(html)).toEqual([]);
  });

  it('leads to the console and to the privacy page', () => {
    const { html, text } = renderInvitation(invitation(), LINKS);
    for (const href of ['https://tuntas.example.org/console', 'https://tuntas.example.org/privacy']) {
      expect(html).toContain(`<a href="${href}">`);
      expect(text).toContain(href);
    }
  });

  it('shows a name that is markup as text', () => {
    const { html } = renderInvitation(invitation({ name: '<b>Ani</b>\u202e' }), LINKS);
    expect(html).toContain('&lt;b>Ani&lt;/b>');
    expect(html).not.toContain('\u202e');
  });
});
