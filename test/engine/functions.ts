import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';
import * as z from 'zod';
import { ACCOUNT, REGION, SECRET } from '../../infra/local/engine.ts';
import { stacks } from './under-test.ts';

const signer = new SignatureV4({
  credentials: { accessKeyId: ACCOUNT, secretAccessKey: SECRET },
  region: REGION,
  service: 'lambda',
  sha256: Sha256,
});
const listed = z.object({ Functions: z.array(z.object({ FunctionName: z.string() })) });

/** Invokes a deployed function, found by the construct id in its name, and returns its result. */
export async function invoke(construct: string, event: unknown): Promise<unknown> {
  const { Functions } = listed.parse(await lambda('GET', '/2015-03-31/functions'));
  const found = Functions.find(({ FunctionName }) => FunctionName.includes(construct));
  if (found === undefined) throw new Error(`no function of construct ${construct}`);
  return await lambda('POST', `/2015-03-31/functions/${found.FunctionName}/invocations`, JSON.stringify(event));
}

async function lambda(method: string, path: string, body?: string): Promise<unknown> {
  const url = new URL(path, stacks().engineUrl);
  const { hostname, port, protocol } = url;
  const request = await signer.sign({
    method,
    protocol,
    hostname,
    port: Number(port),
    path,
    query: {},
    headers: { host: url.host, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body }),
  });
  const answer = await fetch(url, { method, headers: request.headers, ...(body === undefined ? {} : { body }) });
  return await answer.json();
}
