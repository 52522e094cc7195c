/**
 * What a stack tells those after it, by the SSM parameter `/tuntas/<deployment>/<name>`: by name, without exports, so that
 * no stack holds another one in place, and a restored table takes the old one's place by a changed value. Commands for
 * people (`npm run ...`) read the same parameters.
 */
export const PUBLISHED = {
  data: ['table-name', 'table-stream-arn', 'evidence-bucket', 'report-bucket', 'user-pool-id'],
  face: ['api-id', 'api-url', 'console-url', 'user-pool-client-id', 'console-client-id', 'sign-in-url'],
} as const;

/** The stacks that publish. */
export type Publisher = keyof typeof PUBLISHED;

/** What one stack publishes. */
export type PublishedBy<Stack extends Publisher> = (typeof PUBLISHED)[Stack][number];

/** What any stack publishes. */
export type PublishedName = PublishedBy<Publisher>;

/** Name of an SSM parameter of a deployment. */
export function parameterName(deployment: string, name: PublishedName): string {
  return `/tuntas/${deployment}/${name}`;
}
