/** The page before the hosted sign-in. Its reader's language is unknown: Bahasa Indonesia only. */
export const enterTexts = {
  title: 'Masuk ke Tuntas',
  code: 'Kode dikirim ke surel Anda. Belum tiba dalam 2 menit? Periksa Spam, lalu minta kode baru. Kode hanya dikirim ke alamat terdaftar.',
  choice: 'Bila ditanya cara masuk, pilih kode lewat surel.',
  ownDevice: 'Ini ponsel atau komputer saya sendiri: tetap masuk 30 hari',
  enter: 'Masuk',
};
