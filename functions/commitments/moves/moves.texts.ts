import type { Language } from '../../platform/values/text.ts';
import type { EventMove } from './moves.ts';

/** The names of moves in histories and notices. */
export const MOVE_TEXTS: Readonly<Record<EventMove, Readonly<Record<Language, string>>>> = {
  raise: { id: 'Dicatat', en: 'Raised' },
  assign: { id: 'Ditetapkan', en: 'Assigned' },
  decline: { id: 'Dikembalikan (bukan kewenangan)', en: 'Declined (outside its authority)' },
  start: { id: 'Tindak lanjut dimulai', en: 'Work started' },
  submit: { id: 'Bukti tindak lanjut disampaikan', en: 'Evidence submitted' },
  sendBack: { id: 'Dikembalikan untuk dilengkapi (belum sesuai)', en: 'Sent back to be completed' },
  verify: { id: 'Terverifikasi', en: 'Verified' },
  close: { id: 'Ditutup', en: 'Closed' },
  withdraw: { id: 'Dibatalkan', en: 'Withdrawn' },
  reopen: { id: 'Dibuka kembali', en: 'Reopened' },
  requestExtension: { id: 'Perpanjangan tenggat diajukan', en: 'Extension requested' },
  extend: { id: 'Tenggat diperpanjang', en: 'Due date extended' },
  refuseExtension: { id: 'Pengajuan perpanjangan tenggat ditolak', en: 'Extension refused' },
  reassign: { id: 'Penetapan diubah', en: 'Assignment changed' },
  correct: { id: 'Dikoreksi', en: 'Corrected' },
  note: { id: 'Catatan', en: 'Note' },
  recalculate: {
    id: 'Tenggat dihitung kembali menurut kalender yang baru',
    en: 'Dates counted again by the new calendar',
  },
};
