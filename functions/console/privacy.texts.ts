/** The region of AWS in Indonesia. */
const JAKARTA = 'ap-southeast-3';

/** The privacy notice, in Bahasa Indonesia only, because its readers may not be signed in. */
export const privacyTexts = {
  title: 'Pemberitahuan Privasi',
  opening:
    'Tuntas mencatat komitmen Forum Kemitraan BPJS Kesehatan sampai selesai. Pemberitahuan ini bagi pejabat dan petugas yang namanya tercatat di dalamnya karena tugasnya. Dasarnya UU Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi (UU PDP) dan PP Nomor 28 Tahun 2024 tentang Peraturan Pelaksanaan UU Nomor 17 Tahun 2023 tentang Kesehatan.',
  responsible: {
    heading: 'Siapa yang bertanggung jawab',
    text: (name: string) => `Pengendali data pribadi: ${name}. Pertanyaan, permintaan, dan keberatan:`,
  },
  kept: {
    heading: 'Apa yang disimpan tentang Anda',
    rows: [
      'Nama, alamat surel dinas, dan peran Anda di Tuntas.',
      'Jabatan Anda: instansi yang Anda wakili, sejak kapan dan sampai kapan.',
      'Tindakan Anda: apa yang Anda catat, tetapkan, sampaikan, atau putuskan, selaku instansi mana dan kapan.',
      'Surat yang dikirim ke alamat Anda: kapan, tentang komitmen mana, dan sampai atau tidak.',
      'Sesi Anda: kapan Anda masuk dan kapan sesi berakhir. Halaman Tuntas tidak memakai pelacak.',
    ],
    notPatients: 'Tuntas bukan tempat data pasien. Angka yang menyerupai NIK atau nomor JKN ditolak ketika diisikan.',
  },
  basis: {
    heading: 'Untuk apa, dan atas dasar apa',
    text: 'Agar setiap komitmen jelas siapa yang bertindak, kapan, dan dengan bukti apa. Dasarnya pelaksanaan tugas dalam rangka kepentingan umum dan pelayanan publik (Pasal 20 ayat (2) huruf e UU PDP), bukan persetujuan. Tidak ada keputusan otomatis tentang orang.',
  },
  seenBy: {
    heading: 'Siapa yang melihatnya',
    rows: [
      'Petugas instansi dan pemeriksa melihat komitmen dan riwayatnya di wilayah yang dilayani instansinya. Yang disebut di situ instansi.',
      'Data akun dilihat petugas instansi yang sama dan administrator.',
      'Pihak lain hanya bila peraturan perundang-undangan mewajibkannya. Data tidak dijual dan tidak dipakai untuk iklan.',
    ],
  },
  place: {
    heading: 'Di mana disimpan',
    text: (region: string) =>
      region === JAKARTA
        ? `Di Indonesia: data disimpan dan diolah di pusat data Amazon Web Services wilayah Jakarta (${JAKARTA}), tersandi, dan tidak dipindahkan ke luar negeri. Surel yang dikirim kepada Anda disimpan pula oleh penyedia surel Anda.`
        : `Di pusat data Amazon Web Services wilayah ${region}, tersandi. Surel yang dikirim kepada Anda disimpan pula oleh penyedia surel Anda.`,
  },
  howLong: {
    heading: 'Berapa lama',
    rows: [
      'Riwayat komitmen: selama Tuntas dipakai, karena merupakan catatan pelaksanaan tugas. Riwayat tidak dapat diubah.',
      'Akun: sesudah akses berakhir Anda tidak dapat masuk lagi; nama dan masa jabatan tetap disimpan agar riwayat dapat dibaca.',
      'Sesi: 12 jam, atau 30 hari bila Anda memintanya di perangkat sendiri; terhapus ketika Anda keluar.',
      'Isian formulir yang terputus karena sesi berakhir: satu jam, tersandi, hanya untuk Anda.',
      'Isi surat dalam simulasi administrator: 30 hari. Catatan teknis tanpa nama: paling lama satu tahun.',
    ],
  },
  rights: {
    heading: 'Hak Anda',
    text: 'Anda berhak mengetahui, melihat, dan mendapat salinan data tentang Anda, membetulkan yang keliru, dan berkeberatan atas pengolahannya (Pasal 5 sampai dengan Pasal 13 UU PDP). Tulis ke alamat di atas, atau mintalah kepada administrator instansi Anda. Permintaan melihat dan membetulkan data dipenuhi paling lambat 3 x 24 jam sejak diterima (Pasal 30 dan Pasal 32 UU PDP). Tindakan yang sudah tercatat tidak dihapus; yang keliru dibetulkan dengan catatan baru.',
  },
};
