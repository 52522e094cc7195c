import { as } from '../engine/api.ts';
import { announcedShape } from '../oracles/shapes.ts';
import { FILE } from './bodies.ts';
import type { Tracked } from './commitments.ts';

interface Upload {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
}

export async function announce(commitment: Tracked, file: object = FILE) {
  return await as(commitment.of.owner).post(`/commitments/${commitment.id}/evidence`, file, [201, announcedShape]);
}

/** Uploads a file to a signed address, with headers replaced by `otherwise`. Returns the HTTP status. */
export async function upload(
  { url, method, headers }: Upload,
  content: string,
  otherwise: Record<string, string> = {},
): Promise<number> {
  // fetch sets the length itself and refuses the header.
  const { 'content-length': _, ...told } = headers;
  const answer = await fetch(url, { method, headers: { ...told, ...otherwise }, body: content });
  return answer.status;
}
