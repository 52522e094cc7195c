import * as z from 'zod';

/** The callers of a route: everybody, every signed-in person, or those with one of the roles. */
export type Who = 'open' | 'signedIn' | readonly string[];

/** The request schema of a route or page. */
export interface RequestShape<
  Body extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Path extends `/${string}` = `/${string}`,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With parameters in braces: `/forums/{forumId}`. */
  readonly path: Path;
  readonly who: Who;
  readonly body: Body;
  readonly query: Query;
}

/** A form of the console at its own address: GET shows it, POST acts. */
export interface FormShape<Query extends z.ZodType = z.ZodType, Path extends `/${string}` = `/${string}`>
  extends Pick<RequestShape<z.ZodType, Query, Path>, 'path' | 'who' | 'query'> {}

/** A route of the API. */
export interface Route<
  Body extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Path extends `/${string}` = `/${string}`,
> extends RequestShape<Body, Query, Path> {
  /** One line in English for the OpenAPI document. */
  readonly title: string;
  /** Response schemas by status. */
  readonly answers: Readonly<Record<number, z.ZodType>>;
  /** Content types of a 200 response that is a file instead of JSON. */
  readonly files?: readonly string[];
  /** Further content types of the 200 response, besides JSON. */
  readonly alsoAs?: readonly string[];
  /** The route also accepts the console's session cookie. The function verifies its callers; the gateway does not. */
  readonly takesSession?: true;
  /** The Lambda function that answers it, if not that of the API. */
  readonly server?: 'servePeople';
}

/** The parameters in a path: `{ forumId: string }` for `/forums/{forumId}`. */
export type PathParams<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? { readonly [Key in Name]: string } & PathParams<Rest>
  : unknown;

const noBody = z.undefined();
const noQuery = z.strictObject({});

/** The query parameter that continues a list. */
export const cursorQuery = { cursor: z.string().max(2_000).optional() };

/** A query parameter with the code of a region, province or other place. */
export const placeCode = z.string().max(20).optional();

/** The response to an announced upload. */
export const uploadTarget = z.object({
  url: z.url(),
  method: z.literal('PUT'),
  headers: z.record(z.string(), z.string()),
});

export function pageSchema<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), cursor: z.string().optional() });
}

export function readRoute<Path extends `/${string}`>(
  path: Path,
  who: Who,
  title: string,
  answer: z.ZodType,
): Route<typeof noBody, typeof noQuery, Path> {
  const answers = { 200: answer };
  return { method: 'GET', path, who, title, body: noBody, query: noQuery, answers };
}

/** A route that reads a paginated list. */
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

/** A route with a request body. */
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

/** A route that removes something and answers 204. */
export function deleteRoute<Path extends `/${string}`>(
  path: Path,
  who: Who,
  title: string,
): Route<typeof noBody, typeof noQuery, Path> {
  const answers = { 204: noBody };
  return { method: 'DELETE', path, who, title, body: noBody, query: noQuery, answers };
}

export function takesBody({ method }: Pick<RequestShape, 'method'>): boolean {
  return method === 'POST' || method === 'PUT';
}
