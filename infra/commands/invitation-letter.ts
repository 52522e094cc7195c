import { buildSync } from 'esbuild';
import * as z from 'zod';
import type { Invitation } from '../../functions/people/invitations/invitations.ts';
import { ROOT } from '../constructs/bundling.ts';
import { TEXT_LOADERS } from '../constructs/text-files.ts';

/** Renders an invitation. */
export type RenderInvitation = (
  invitation: Invitation,
  links: { readonly consoleUrl: string },
) => { readonly subject: string; readonly html: string; readonly text: string };

const letters = z.object({ renderInvitation: z.custom<RenderInvitation>((of) => typeof of === 'function') });

/** The letter of the product. Bundled first, because Node reads neither TSX nor style sheets. */
export async function invitationLetter(): Promise<RenderInvitation> {
  const { outputFiles } = buildSync({
    absWorkingDir: ROOT,
    entryPoints: ['functions/people/invitations/invitation.email.ts'],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    loader: TEXT_LOADERS,
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  return letters.parse(await import(`data:text/javascript;base64,${code}`)).renderInvitation;
}
