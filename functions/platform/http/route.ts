import * as z from 'zod';

/** Who may call a route: everybody, everybody who is signed in, or the groups of the user pool that are named. */
export type Who = 'open' | 'signedIn' | readonly string[];

/** What a request of a route, or of a page, has to look like. */
export interface RequestShape<
  Body extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Path extends `/${string}` = `/${string}`,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With its parameters in braces: `/forums/{forumId}`. */
  readonly path: Path;
  readonly who: Who;
  readonly body: Body;
  readonly query: Query;
}

/** A row of the API. */
export interface Route<
  Body extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Path extends `/${string}` = `/${string}`,
> extends RequestShape<Body, Query, Path> {
  /** One line in English for the OpenAPI document. */
  readonly title: string;
  /** The schema of the answer, by status. */
  readonly answers: Readonly<Record<number, z.ZodType>>;
  /** Content types of the answer with status 200, if it is a file and not JSON. */
  readonly files?: readonly string[];
  /** Content types of the same answer for people, besides JSON. */
  readonly alsoAs?: readonly string[];
  /** The route also accepts the console's session: serveReports answers it and verifies callers, not the gateway. */
  readonly takesSession?: true;
}

/** The parameters in a path: `{ forumId: string }` for `/forums/{forumId}`. */
export type PathParams<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? { readonly [Key in Name]: string } & PathParams<Rest>
  : unknown;

const noBody = z.undefined();
const noQuery = z.strictObject({});

/** The query parameter of a list that continues it after a page. */
export const cursorQuery = { cursor: z.string().max(2_000).optional() };

/** The query parameter that holds the code of a region, province or other place. */
export const placeCode = z.string().max(20).optional();

/** The answer to an announced upload. */
export const uploadTarget = z.object({
  url: z.url(),
  method: z.literal('PUT'),
  headers: z.record(z.string(), z.string()),
});

/** A page of a list. */
export function pageSchema<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), cursor: z.string().optional() });
}

/** A route that reads one thing. */
export function readRoute<Path extends `/${string}`>(
  path: Path,
  who: Who,
  title: string,
  answer: z.ZodType,
): Route<typeof noBody, typeof noQuery, Path> {
  const answers = { 200: answer };
  return { method: 'GET', path, who, title, body: noBody, query: noQuery, answers };
}

/** A route that reads a list, page by page. */
export function listRoute<Path extends `/${string}`, Query extends z.core.$ZodShape>(
  path: Path,
  title: string,
  filters: Query,
  item: z.ZodType,
) {
  return {
    ...readRoute(path, 'signedIn', title, pageSchema(item)),
    query: z.strictObject({ ...filters, ...cursorQuery }),
  };
}

/** A route that takes a body. */
export function writeRoute<Path extends `/${string}`, Body extends z.ZodType>(
  method: 'POST' | 'PUT',
  path: Path,
  who: Who,
  title: string,
  body: Body,
  answers: Route['answers'],
): Route<Body, typeof noQuery, Path> {
  return { method, path, who, title, body, query: noQuery, answers };
}

/** A route that removes something, and answers without a body. */
export function deleteRoute<Path extends `/${string}`>(
  path: Path,
  who: Who,
  title: string,
): Route<typeof noBody, typeof noQuery, Path> {
  const answers = { 204: noBody };
  return { method: 'DELETE', path, who, title, body: noBody, query: noQuery, answers };
}

/** Whether requests of the route have a body. */
export function takesBody({ method }: Pick<RequestShape, 'method'>): boolean {
  return method === 'POST' || method === 'PUT';
}
