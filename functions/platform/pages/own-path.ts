/** Prefixes of our pages. The pages of the sign-in itself lead nowhere after it. */
const OURS = /^\/(?:console|reports)(?:[/?]|$)/;
const SIGN_IN = /^\/console\/(?:enter|sign-in|sign-out|signed-out)(?:[/?]|$)/;

/** Longer ones are left out: a few of them have to fit into the headers of a request. */
const LONGEST = 600;

/** The path with its query if it leads to a page of ours, and never to another site; otherwise undefined. */
export function ownPath(path: string | null | undefined): string | undefined {
  if (path === null || path === undefined || path.length > LONGEST || !/^\/[\x21-\x7e]*$/.test(path)) return undefined;
  const { pathname } = new URL(path, 'https://console.invalid');
  const isOurs = OURS.test(path) && OURS.test(pathname) && !SIGN_IN.test(pathname);
  return isOurs ? path : undefined;
}
