import { setTimeout as sleep } from 'node:timers/promises';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { fromEnv } from '@aws-sdk/credential-provider-env';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';
import * as z from 'zod/mini';
import type { Key } from './keys.ts';
import type { Item, Page, Range, TableAccess } from './table.ts';
import { everyPage, itemsOf, pageOf, queryOf } from './table-queries.ts';
import { NotReachedError } from './values/errors.ts';

/** DynamoDB has refused a read; the name is the one of its API reference. */
class ReadRefusedError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** Something was to be written by a function that may only read. */
export class WriteRefusedError extends Error {
  override readonly name = 'WriteRefusedError';
}

/** How often a read is tried, and after how many milliseconds at most the first time again; then twice as many. */
const TRIES = 3;
const PAUSE_MS = 50;
const PATIENCE_MS = 3_000;

// What DynamoDB answers with status 400 although the same read has good prospects in a moment.
const TOO_MUCH = new Set(['ProvisionedThroughputExceededException', 'ThrottlingException', 'RequestLimitExceeded']);

const attribute = z.custom<AttributeValue>((value) => typeof value === 'object' && value !== null);
const attributes = z.record(z.string(), attribute);
const gotItem = z.object({ Item: z.optional(attributes) });
const gotItems = z.object({
  Responses: z.optional(z.record(z.string(), z.array(attributes))),
  UnprocessedKeys: z.optional(z.record(z.string(), z.object({ Keys: z.array(attributes) }))),
});
const gotPage = z.object({ Items: z.optional(z.array(attributes)), LastEvaluatedKey: z.optional(attributes) });
const refusal = z.object({ __type: z.string(), message: z.optional(z.string()) });

/**
 * The table for whoever only reads it: by signed requests instead of the SDK's client, which weighs more than the pages
 * with all else that they need (infra/decisions/0016). A read changes nothing, so that repeating it is always safe.
 */
export class ReadOnlyTable implements TableAccess {
  readonly #name: string;
  readonly #url: URL;
  readonly #signer: SignatureV4;

  /** @param endpoint of DynamoDB where it is not AWS's own */
  constructor(name: string, region: string, endpoint = `https://dynamodb.${region}.amazonaws.com`) {
    this.#name = name;
    this.#url = new URL(endpoint);
    this.#signer = new SignatureV4({ credentials: fromEnv(), region, service: 'dynamodb', sha256: Sha256 });
  }

  async get(key: Key): Promise<Item | undefined> {
    const input = { TableName: this.#name, Key: marshall(key), ConsistentRead: true };
    const { Item } = await this.#call('GetItem', input, gotItem);
    return Item === undefined ? undefined : unmarshall(Item);
  }

  async getAll(wanted: readonly Key[]): Promise<readonly Item[]> {
    return await itemsOf(wanted, async (Keys) => {
      const input = { RequestItems: { [this.#name]: { Keys } } };
      const { Responses, UnprocessedKeys } = await this.#call('BatchGetItem', input, gotItems);
      return { found: Responses?.[this.#name] ?? [], rest: UnprocessedKeys?.[this.#name]?.Keys ?? [] };
    });
  }

  async query(range: Range, limit?: number, after?: Page['last']): Promise<Page> {
    const { Items, LastEvaluatedKey } = await this.#call('Query', queryOf(this.#name, range, limit, after), gotPage);
    return pageOf(Items, LastEvaluatedKey);
  }

  async queryAll(range: Range): Promise<readonly Item[]> {
    return await everyPage((after) => this.query(range, undefined, after));
  }

  async write(): Promise<never> {
    throw new WriteRefusedError();
  }

  async put(): Promise<never> {
    throw new WriteRefusedError();
  }

  async remove(): Promise<never> {
    throw new WriteRefusedError();
  }

  async #call<Answer>(action: string, input: object, schema: z.ZodMiniType<Answer>): Promise<Answer> {
    const body = JSON.stringify(input);
    for (let tries = 1; ; tries += 1) {
      const answer = await this.#send(action, body);
      if (answer?.ok) return schema.parse(await answer.json());
      const refused = answer && (await refusalIn(answer));
      if (refused !== undefined && !TOO_MUCH.has(refused.name)) throw refused;
      if (tries === TRIES)
        throw refused ?? new NotReachedError('Data sedang tidak dapat dibaca. Ulangi sebentar lagi.');
      await sleep(Math.random() * PAUSE_MS * 2 ** (tries - 1));
    }
  }

  /** @returns undefined if there was no answer, or in time */
  async #send(action: string, body: string): Promise<Response | undefined> {
    const { protocol, host, hostname, port } = this.#url;
    const signed = await this.#signer.sign({
      method: 'POST',
      protocol,
      hostname,
      ...(port === '' ? {} : { port: Number(port) }),
      path: '/',
      query: {},
      headers: { host, 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `DynamoDB_20120810.${action}` },
      body,
    });
    const { headers, method } = signed;
    const signal = AbortSignal.timeout(PATIENCE_MS);
    return await fetch(this.#url, { method, headers, body, signal }).catch(() => undefined);
  }
}

/** What DynamoDB has against the request; undefined if the fault is its own. */
async function refusalIn(answer: Response): Promise<ReadRefusedError | undefined> {
  if (answer.status >= 500) return undefined;
  const { __type, message = '' } = refusal.parse(await answer.json());
  return new ReadRefusedError(__type.slice(__type.indexOf('#') + 1), message);
}
