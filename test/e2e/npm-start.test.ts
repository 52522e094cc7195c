import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT, STATE } from '../../infra/local/places.ts';
import { freePort } from '../../infra/local/port.ts';
import { stacks } from '../engine/under-test.ts';

describe('npm start', () => {
  let temp = '';
  let port = 0;

  beforeEach(async () => {
    temp = mkdtempSync(join(tmpdir(), 'tuntas-start-'));
    port = await freePort(0);
  });
  afterEach(() => {
    for (const dir of [temp, join(STATE, `start-${port}`)]) rmSync(dir, { recursive: true, force: true });
  });

  function start(onPort: number) {
    const child = spawn(process.execPath, [join(ROOT, 'infra/local/start.ts')], {
      cwd: ROOT,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: temp, TUNTAS_PORT: String(onPort) },
    });
    const said = { text: '' };
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said.text += data));
    return { child, said };
  }

  const hasAnEngine = async ({ said }: { said: { text: string } }) =>
    expect.poll(() => said.text, { timeout: 60_000 }).toContain('local AWS engine');

  async function exitCodeOf(child: ChildProcess): Promise<number | null> {
    const [code] = await once(child, 'exit');
    return code;
  }

  /** Processes of the platform under test: they alone know its directory for temporary files. */
  function leftBehind(): string[] {
    if (!existsSync('/proc')) return [];
    return readdirSync('/proc').filter((pid) => {
      try {
        return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(temp);
      } catch {
        // Ended meanwhile, or somebody else's.
        return false;
      }
    });
  }

  it.each(['SIGINT', 'SIGTERM'] as const)('leaves no process behind after %s during the start', async (signal) => {
    const started = start(port);
    await hasAnEngine(started);
    started.child.kill(signal);
    expect(await exitCodeOf(started.child)).toBe(130);
    expect(started.said.text).toContain('Stopped before it was ready.');
    expect(leftBehind()).toEqual([]);
    expect(readdirSync(temp).filter((name) => name.startsWith('tuntas-engine-'))).toEqual([]);
  });

  it('starts again on the same port after SIGKILL', async () => {
    const first = start(port);
    await hasAnEngine(first);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    await expect.poll(() => freePort(port).catch(() => 0), { timeout: 30_000 }).toBe(port);

    const second = start(port);
    await hasAnEngine(second);
    second.child.kill('SIGINT');
    await exitCodeOf(second.child);
    // What the killed one was busy with (the CDK) ends by itself when its engine is gone.
    await expect.poll(leftBehind, { timeout: 120_000 }).toEqual([]);
  });

  it('reports a used port in one line, with a fix', async () => {
    const taken = Number(new URL(stacks().engineUrl).port);
    const { child, said } = start(taken);
    expect(await exitCodeOf(child)).toBe(1);
    expect(said.text).toBe(
      `Port ${taken} is in use by another program. Choose another one: TUNTAS_PORT=${taken + 1} npm start\n`,
    );
  });
});
