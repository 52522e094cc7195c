import type { Language } from '../../platform/values/text.ts';
import type { Role } from '../actors.ts';

const role: Readonly<Record<Role, string>> = { official: 'petugas', auditor: 'auditor', admin: 'administrator' };

const id = {
  fact: (office: string) => `Akun Tuntas Anda untuk ${office}`,
  opening: (inviter: string, as: Role) => `${inviter} memberi Anda akun Tuntas selaku ${role[as]}:`,
  term: (office: string, from: string | undefined, to: string | undefined) =>
    [office, from && `mulai ${from}`, to && `sampai ${to}`].filter(Boolean).join(', '),
  what: 'Tuntas mencatat apa yang dijanjikan instansi dalam Forum Kemitraan BPJS Kesehatan, dari diusulkan sampai selesai dan diperiksa. Di sana Anda melihat apa yang menunggu kantor Anda dan apa yang sudah selesai.',
  code: 'Masuk dengan alamat surel ini. Tidak ada kata sandi: setiap kali masuk, kode dikirim ke alamat ini. Jangan berikan kode itu kepada siapa pun.',
  signIn: 'Masuk ke Tuntas',
  privacy: 'Pemberitahuan Privasi',
  following:
    'Akun ini milik Anda sendiri, bukan milik kantor. Bila tugas Anda berpindah, kantor yang mengundang Anda mengubah atau mengakhirinya.',
  why: (inviter: string) =>
    `${inviter} mendaftarkan alamat ini. Bila Anda tidak mengenalnya, abaikan surat ini: tanpa kode, tidak ada yang dapat masuk.`,
  automatic: 'Pemberitahuan otomatis; bukan naskah dinas.',
};

const roleInEnglish: Readonly<Record<Role, string>> = {
  official: 'an official',
  auditor: 'an auditor',
  admin: 'an administrator',
};

const en: typeof id = {
  fact: (office) => `Your Tuntas account for ${office}`,
  opening: (inviter, as) => `${inviter} has given you a Tuntas account as ${roleInEnglish[as]}:`,
  term: (office, from, to) => [office, from && `from ${from}`, to && `to ${to}`].filter(Boolean).join(', '),
  what: 'Tuntas records what public offices promise in BPJS Kesehatan partnership forums, from the proposal until it is done and checked. It shows you what waits for your office, and what is done.',
  code: 'Sign in with this email address. There is no password: each time you sign in, a code is sent to this address. Do not give the code to anybody.',
  signIn: 'Sign in to Tuntas',
  privacy: 'Privacy notice',
  following:
    'This account is yours, not your office’s. If your duties change, the office that invited you changes or ends it.',
  why: (inviter) =>
    `${inviter} has entered this address. If you do not know them, ignore this letter: without a code nobody can sign in.`,
  automatic: 'Automatic notification; not an official document.',
};

/** The invitation of a person to an account. */
export const INVITATION_TEXTS: Readonly<Record<Language, typeof id>> = { id, en };
