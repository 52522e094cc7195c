import type { HttpEvent } from '../http/http-handler.ts';
import { NotPermittedError } from '../values/errors.ts';

/**
 * Refuses what a page of another site posts here. Browsers name the site in each POST, and a script cannot change it;
 * programs name none.
 * @throws NotPermittedError another site, or one that its browser hides
 */
export function refuseOtherOrigins({ headers }: HttpEvent): void {
  const { origin, host } = headers;
  if (origin === undefined || (host !== undefined && hostOf(origin) === host)) return;
  throw new NotPermittedError('Permintaan ini tidak dikirim dari halaman Tuntas. Muat ulang halaman, lalu ulangi.');
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
