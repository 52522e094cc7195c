import type { Outputs } from './platform.ts';
import { LOCAL_PASSWORD } from './seed-users.ts';

/** The output of `npm start` once the platform is ready: addresses, users, and a first request to copy. */
export function banner(outputs: Outputs, seconds: string): string {
  const { apiUrl, consoleUrl, mailInboxUrl } = outputs;
  const report = new URL('/reports/regions/73.73', consoleUrl).href;
  return `
Tuntas is ready after ${seconds} s. Ctrl-C stops it.

  Console      ${consoleUrl}
  API          ${apiUrl}
  OpenAPI      ${apiUrl}/openapi.json
  Mail inbox   ${mailInboxUrl}
  Reports      ${report}?format=html (Palopo; in a browser, signed in)
               the same with format=csv, xlsx or json, and asOf=<a past day>
               for programs below ${apiUrl}/reports, with a token

  Sign-ins     admin@example.org, auditor@example.org, and an official for each example office:
               petugas.dinkes.7373@example.org, petugas.bpjs-cabang-palopo@example.org ...; an acting head of
               two offices: plt.dinkes.7373@example.org
               (all of them in .tuntas/outputs.json)
  Password     ${LOCAL_PASSWORD}, or choose the code, which arrives in the mail inbox

Copy and paste, for instance:

  TOKEN=$(npm run --silent sign-in -- local --email petugas.dinkes.7373@example.org --password ${LOCAL_PASSWORD})
  curl -s "${apiUrl}/commitments?turn=mine" -H "Authorization: Bearer $TOKEN"
  curl -s "${apiUrl}/reports/regions/73.73?format=csv" -H "Authorization: Bearer $TOKEN"
`;
}
