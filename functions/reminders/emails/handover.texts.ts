import { COMMITMENT_TEXTS } from '../../commitments/commitment.texts.ts';
import type { Language } from '../../platform/values/text.ts';
import { writtenNumber } from '../../platform/values/written-numbers.ts';

const id = {
  to: (name: string, office: string) => `Yth. Bapak/Ibu ${name}, ${office}`,
  toActing: (name: string, office: string) => `Yth. Bapak/Ibu ${name}, pejabat sementara pada ${office}`,
  fact: (count: number, office: string) => `Serah terima ${office}: ${COMMITMENT_TEXTS.id.commitments(count)} terbuka`,
  factLate: (count: number, office: string, late: number) =>
    `Serah terima ${office}: ${COMMITMENT_TEXTS.id.commitments(count)} terbuka, ${writtenNumber(late, 'id')} di antaranya lewat tenggat`,
  opening: (office: string, day: string) =>
    `Dengan hormat, mulai ${day} Bapak/Ibu tercatat memimpin ${office}. Komitmen kantor tetap berlaku beserta riwayatnya, dan berikut yang masih terbuka.`,
  openingNone: (office: string, day: string) =>
    `Dengan hormat, mulai ${day} Bapak/Ibu tercatat memimpin ${office}. Saat ini tidak ada komitmen terbuka yang menunggu tindakan kantor ini.`,
  section: 'Komitmen terbuka',
  why: (office: string) => `Surat ini dikirim satu kali, karena Bapak/Ibu mulai memimpin ${office}.`,
  following: 'Surat selanjutnya dikirim ke alamat kantor, dengan tembusan kepada Bapak/Ibu.',
};

const en: typeof id = {
  to: (name, office) => `To: ${name}, ${office}`,
  toActing: (name, office) => `To: ${name}, acting for ${office}`,
  fact: (count, office) => `Hand-over of ${office}: ${COMMITMENT_TEXTS.en.commitments(count)} open`,
  factLate: (count, office, late) =>
    `Hand-over of ${office}: ${COMMITMENT_TEXTS.en.commitments(count)} open, ${writtenNumber(late, 'en')} of them overdue`,
  opening: (office, day) =>
    `From ${day} on you are recorded as the holder of ${office}. Its commitments stay in force with their history; these are open.`,
  openingNone: (office, day) =>
    `From ${day} on you are recorded as the holder of ${office}. At present no open commitment waits for it.`,
  section: 'Open commitments',
  why: (office) => `This letter is sent once, because you begin to hold ${office}.`,
  following: 'Further letters go to the address of the office, with a copy to you.',
};

export const HANDOVER_TEXTS: Readonly<Record<Language, typeof id>> = { id, en };
