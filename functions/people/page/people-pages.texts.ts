import type { Language } from '../../platform/values/text.ts';
import type { Role } from '../actors.ts';

const roles: Readonly<Record<Role, string>> = {
  official: 'petugas',
  auditor: 'auditor',
  admin: 'administrator',
};

const id = {
  title: 'Akun',
  about: 'Satu akun, satu orang. Yang memegang beberapa kantor melihat semuanya dengan satu akun.',
  actingFor: (office: string) => `Selaku ${office}`,
  ofOffice: (office: string) => `Akun ${office}`,
  all: 'Semua akun',
  none: 'Belum ada akun.',
  next: 'Halaman berikutnya',
  invite: 'Undang',
  invitePerson: 'Undang orang',

  roles,
  rolesAbout: {
    official: 'bertindak untuk kantornya',
    auditor: 'melihat semua di wilayah kantornya, tanpa mengubah',
    admin: 'mengelola kantor, akun, dan proses di seluruh Indonesia',
  } satisfies Record<Role, string>,
  from: (day: string) => `mulai ${day}`,
  to: (day: string) => `sampai ${day}`,

  invited: (moment: string) => `Undangan terkirim ${moment}`,
  notInvited: 'Undangan belum terkirim',
  ended: (moment: string) => `Akses diakhiri ${moment}`,

  fields: {
    email: 'Alamat surel',
    emailHint: 'Alamat orangnya sendiri, bukan alamat kantor. Kode untuk masuk dikirim ke alamat ini.',
    name: 'Nama lengkap',
    role: 'Peran',
    office: (row: number) => (row === 0 ? 'Kantor' : `Kantor ke-${row + 1}`),
    officeHint: 'Kode kantor, misalnya 73.73-dinkes',
    from: (row: number) => (row === 0 ? 'Memegang kantor ini mulai' : `Memegang kantor ke-${row + 1} mulai`),
    to: (row: number) => (row === 0 ? 'Memegang kantor ini sampai' : `Memegang kantor ke-${row + 1} sampai`),
    fromHint: 'Kosongkan bila sudah berlaku.',
    toHint: 'Kosongkan bila belum diketahui.',
  },
  save: 'Simpan perubahan',
  resend: 'Kirim ulang undangan',
  end: 'Akhiri akses',
  resendAbout: 'Kirim ulang undangan: surat undangan dikirim lagi ke alamat di atas.',
  endAbout:
    'Akhiri akses: orangnya langsung keluar dari semua perangkat. Riwayatnya tetap ada, dan ia dapat diundang lagi.',
  inviteAgain: 'Undang lagi',
  notYours: 'Akun ini juga memegang kantor lain atau peran lain, sehingga dikelola oleh administrator.',

  done: {
    invite: { sent: 'Akun dibuat dan undangan dikirim.', notSent: 'Akun dibuat, tetapi undangan belum terkirim.' },
    resend: { sent: 'Undangan dikirim lagi.', notSent: 'Undangan belum terkirim.' },
    tellThem: 'Beri tahu orangnya sendiri: ia sudah dapat masuk dengan alamatnya. Atau kirim ulang undangan nanti.',
    change: 'Perubahan disimpan.',
    end: 'Akses diakhiri.',
  },
};

const en: typeof id = {
  title: 'Accounts',
  about: 'One account, one person. A person with several offices sees all of them with one account.',
  actingFor: (office) => `As ${office}`,
  ofOffice: (office) => `Accounts of ${office}`,
  all: 'All accounts',
  none: 'There are no accounts yet.',
  next: 'Next page',
  invite: 'Invite',
  invitePerson: 'Invite a person',

  roles: { official: 'official', auditor: 'auditor', admin: 'administrator' },
  rolesAbout: {
    official: 'acts for the office',
    auditor: 'sees everything in the regions of the office, changes nothing',
    admin: 'manages offices, accounts and runs in all of Indonesia',
  },
  from: (day) => `from ${day}`,
  to: (day) => `to ${day}`,

  invited: (moment) => `Invitation sent ${moment}`,
  notInvited: 'Invitation not sent yet',
  ended: (moment) => `Access ended ${moment}`,

  fields: {
    email: 'Email address',
    emailHint: 'The person’s own address, not that of the office. The code for signing in is sent there.',
    name: 'Full name',
    role: 'Role',
    office: (row) => (row === 0 ? 'Office' : `Office ${row + 1}`),
    officeHint: 'Code of the office, such as 73.73-dinkes',
    from: (row) => (row === 0 ? 'Holds this office from' : `Holds office ${row + 1} from`),
    to: (row) => (row === 0 ? 'Holds this office to' : `Holds office ${row + 1} to`),
    fromHint: 'Leave empty if it is so already.',
    toHint: 'Leave empty if it is not known.',
  },
  save: 'Save changes',
  resend: 'Send invitation again',
  end: 'End access',
  resendAbout: 'Send invitation again: the letter is sent to the address above once more.',
  endAbout:
    'End access: the person is out on all devices at once. The history stays, and the person can be invited again.',
  inviteAgain: 'Invite again',
  notYours: 'This account holds another office or another role, too, so that administrators manage it.',

  done: {
    invite: {
      sent: 'The account is made and the invitation sent.',
      notSent: 'The account is made, but the invitation was not sent.',
    },
    resend: { sent: 'The invitation was sent again.', notSent: 'The invitation was not sent.' },
    tellThem: 'Tell the person: signing in with the address works already. Or send the invitation again later.',
    change: 'The changes are saved.',
    end: 'The access has ended.',
  },
};

/** The pages of accounts. */
export const PEOPLE_PAGE_TEXTS: Readonly<Record<Language, typeof id>> = { id, en };
