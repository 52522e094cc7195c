import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import * as z from 'zod';
import { bundling } from '../../infra/constructs/bundling.ts';
import { awsEnvironment } from '../../infra/local/engine.ts';
import { commitmentAt, PALOPO } from '../builders/commitments.ts';
import { announce, upload } from '../builders/files.ts';
import { holderOf } from '../builders/palopo.ts';
import { as } from '../engine/api.ts';
import { stacks } from '../engine/under-test.ts';
import { openAccounts } from '../engine/users.ts';
import { movesEnvironment } from '../harness/api-environment.ts';
import { FaultProxy } from '../harness/fault-proxy.ts';
import { fault } from '../harness/fault-table.ts';
import { type ApiRequest, eventOf } from '../harness/in-process.ts';
import { evidenceShape } from '../oracles/shapes.ts';

// The API function as deployed, in a process that is killed by SIGKILL during a call.

const { engineUrl, TableName, EvidenceBucket, LifecycleArn } = stacks();
const proxy = new FaultProxy(engineUrl);
const folder = mkdtempSync(join(tmpdir(), 'tuntas-killed-'));
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  await openAccounts(holderOf(PALOPO.owner));
  buildSync(bundling('serveApi', folder));
  environment = {
    ...awsEnvironment(await proxy.start()),
    ...movesEnvironment(TableName, EvidenceBucket, LifecycleArn),
    POWERTOOLS_SERVICE_NAME: 'killed',
    POWERTOOLS_METRICS_NAMESPACE: 'killed',
  };
});
afterAll(async () => {
  await proxy.stop();
  rmSync(folder, { recursive: true });
});

/** More calls than any request makes. */
const FAR = 30;
const answered = z.object({ statusCode: z.int(), body: z.string() });

/** Answers a request in a separate process. @returns undefined if it was killed before */
async function invoked(request: ApiRequest, meet: (process: ChildProcess) => void) {
  const script = join(import.meta.dirname, '../harness/one-invocation.ts');
  const args = [script, join(folder, 'index.js'), JSON.stringify(eventOf(request))];
  const child = spawn(process.execPath, args, { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  meet(child);
  const ended = once(child, 'exit');
  const said = await text(child.stdout);
  await ended;
  if (child.signalCode === 'SIGKILL') return undefined;
  return answered.parse(JSON.parse(said.trim().split('\n').at(-1) ?? ''));
}

/** Answers a request in a process that is killed at its k-th call, before sending or after execution. */
async function killedAt(k: number, moment: 'before' | 'after', request: ApiRequest) {
  let calls = 0;
  return await invoked(request, (child) => {
    const kill = () => void child.kill('SIGKILL');
    proxy.meet(() => {
      calls += 1;
      if (calls !== k) return undefined;
      if (moment === 'after') return { what: 'breakAfter', onceDone: kill };
      kill();
      return { what: 'breakBefore' };
    });
  });
}

describe('the API function killed by SIGKILL at its k-th call, for every k', () => {
  fault(
    'submit of an uploaded file, killed by SIGKILL at each call (engine)',
    'is done once when repeated with the same key',
    async () => {
      for (let k = 1; k < FAR; k += 1) {
        let kills = 0;
        for (const moment of ['before', 'after'] as const) {
          const tracked = await commitmentAt('inProgress');
          const { evidenceId, upload: address } = await announce(tracked);
          expect(await upload(address, '%PDF-1.7 bukti')).toBe(200);
          const request = {
            by: holderOf(PALOPO.owner),
            method: 'POST',
            path: `/commitments/${tracked.id}/moves`,
            body: { move: 'submit', version: 3, evidence: [evidenceId] },
            key: 'killed',
          };
          const first = await killedAt(k, moment, request);
          if (first === undefined) kills += 1;
          else expect(first.statusCode, first.body).toBe(200);
          expect((await tracked.history()).slice(0, 3)).toEqual(['raise', 'assign', 'start']);

          proxy.meet(() => undefined);
          const again = await invoked(request, () => undefined);
          expect(again?.statusCode, again?.body).toBe(200);
          expect(await tracked.history()).toEqual(['raise', 'assign', 'start', 'submit']);
          await tracked.isWhole();
          const files = await as(PALOPO.owner).all(`/commitments/${tracked.id}/evidence`, evidenceShape);
          expect(files).toMatchObject([{ evidenceId, submittedInVersion: 4 }]);
        }
        if (kills === 0) return `200 after a kill at each of ${k - 1} calls`;
      }
      throw new Error(`more than ${FAR} calls`);
    },
  );
});
