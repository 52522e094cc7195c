import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { inject } from 'vitest';
import { ApiClient } from '../../infra/local/api-client.ts';
import { ACCOUNT, type Engine, REGION, SECRET, startEngine } from '../../infra/local/engine.ts';
import { type Platform, startPlatform } from '../../infra/local/platform.ts';
import { LOCAL_PASSWORD, SeedUsers } from '../../infra/local/seed-users.ts';

const SAVED_WITHIN_MS = 30_000;

/** A separate platform whose engine can be killed and restarted with its saved state. */
export class KeptPlatform {
  readonly #platform: Platform;
  readonly #folder: string;
  #engine: Engine;

  private constructor(platform: Platform, folder: string) {
    this.#platform = platform;
    this.#folder = folder;
    this.#engine = platform.engine;
  }

  /** Starts a platform with the example data. */
  static async start(): Promise<KeptPlatform> {
    // Outside the checkout, see engine.py.
    const folder = mkdtempSync(join(tmpdir(), 'tuntas-kept-'));
    const signal = new AbortController().signal;
    const assembly = Promise.resolve(inject('assembly'));
    const log = () => undefined;
    const platform = await startPlatform({ port: 0, dir: folder, stateDir: folder, assembly, signal, log });
    return new KeptPlatform(platform, folder);
  }

  /** The API for the user with that email address. */
  async as(email: string): Promise<ApiClient> {
    const token = await new SeedUsers(this.#engine.url, this.#platform.stacks).signIn(email, LOCAL_PASSWORD);
    return new ApiClient(this.#platform.outputs.apiUrl, token, new AbortController().signal);
  }

  /** The number of running lifecycle executions. */
  async executionsRunning(): Promise<number> {
    const credentials = { accessKeyId: ACCOUNT, secretAccessKey: SECRET };
    const sfn = new SFNClient({ endpoint: this.#engine.url, region: REGION, credentials });
    const stateMachineArn = this.#platform.stacks.LifecycleArn;
    const { executions } = await sfn.send(new ListExecutionsCommand({ stateMachineArn, statusFilter: 'RUNNING' }));
    return executions?.length ?? 0;
  }

  /** Makes the engine save its state, and then kills it with all its processes at once. */
  async kill(): Promise<void> {
    const { pid, ended } = this.#engine;
    if (pid === undefined) throw new Error('the engine is not ours');
    const saved = join(this.#folder, 'saved');
    rmSync(saved, { force: true });
    process.kill(pid, 'SIGUSR1');
    for (const deadline = Date.now() + SAVED_WITHIN_MS; !existsSync(saved); await sleep(2)) {
      if (Date.now() > deadline) throw new Error('the engine did not save its state');
    }
    process.kill(-pid, 'SIGKILL');
    await ended;
  }

  /** Starts the engine again with its saved state. */
  async restart(): Promise<void> {
    const port = Number(new URL(this.#engine.url).port);
    const signal = new AbortController().signal;
    this.#engine = await startEngine({ port, dir: this.#folder, stateDir: this.#folder, signal });
  }

  async stop(): Promise<void> {
    await this.#engine.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
