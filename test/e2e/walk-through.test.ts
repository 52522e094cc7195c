import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../infra/local/places.ts';
import { platform, stacks } from '../engine/under-test.ts';

const walkThrough = readFileSync(join(ROOT, 'infra/local/WALKTHROUGH.md'), 'utf8');
const script = [...walkThrough.matchAll(/^```bash\n(.*?)^```$/gms)].map(([, block]) => block).join('\n');

/** Runs the walk-through as a reader would who pastes it into bash, and returns all that it prints. */
async function walk(): Promise<string> {
  const temp = mkdtempSync(join(tmpdir(), 'tuntas-walk-through-'));
  try {
    const outputs = join(temp, 'outputs.json');
    writeFileSync(outputs, JSON.stringify(platform()));
    // Without a start-up file of the machine, which need not bear -u: bash takes a socket for a remote shell.
    const { stdout } = await promisify(execFile)('bash', ['--norc', '-euo', 'pipefail', '-c', `exec 2>&1\n${script}`], {
      cwd: ROOT,
      env: { PATH: process.env.PATH, TMPDIR: temp, TUNTAS_OUTPUTS: outputs, AWS_ENDPOINT_URL: stacks().engineUrl },
    });
    return stdout;
  } finally {
    rmSync(temp, { recursive: true, force: true });
  }
}

describe('the walk-through', () => {
  let said = '';
  beforeAll(async () => {
    said = await walk();
  }, 300_000);

  it('leads a commitment from raised to closed, each step answered as it says', () => {
    const promised = [...script.matchAll(/# (HTTP \d{3})$/gm)].map(([, status]) => status);
    expect(promised).toHaveLength(20);
    expect(said.match(/^HTTP \d{3}$/gm), said).toEqual(promised);
    expect(said).toContain('"missing":["ownerOffice","verifierOffice","due","criterion"]');
    expect(said).toMatch(/hari kerja berikutnya \w+, \d+ \w+ \d{4} \(\d{4}-\d\d-\d\d\)/);
    expect(said).toMatch(/^It is closed\.$/m);
  });

  it('shows events that are chained: each names the hash of the one before it', () => {
    const events = [...said.matchAll(/^(\d) (\w+) (\S+) (\S*) (\S+)$/gm)];
    expect(events.map(([, version, move]) => `${version} ${move}`)).toEqual(
      ['raise', 'assign', 'start', 'submit', 'verify', 'close'].map((move, index) => `${index + 1} ${move}`),
    );
    for (const [index, [, , , , previousHash]] of events.entries())
      expect(previousHash).toBe(events[index - 1]?.[5] ?? '');
  });

  it('shows who would get a letter, sends just these, once, and lets a month pass', () => {
    // News that is told by a letter of its own meanwhile is no longer in the one of the day.
    const letters = (outcome: string) =>
      [...said.matchAll(/^(\S+) (dryRun|sent) (\S+) ([\w,]+)$/gm)]
        .filter(([, , became, , reasons]) => became === outcome && reasons !== 'news')
        .map(([, day, , office, reasons]) => `${day} ${office} ${reasons?.replace(',news', '')}`);
    expect(letters('sent').length, said).toBeGreaterThan(0);
    expect(letters('sent')).toEqual(letters('dryRun'));
    expect(said).toMatch(/^Sent: 0, before: [1-9]/m);
    expect(said).toMatch(/^Mengapa surat ini Anda terima: /m);
    const days = [...said.matchAll(/^\d{4}-\d\d-\d\d (dayOff|\d+ sent)$/gm)].map(([, became]) => became);
    expect(days).toHaveLength(30);
    expect(new Set(days)).toContain('dayOff');
    expect(said).toMatch(/^\d{4}-\d\d-\d\d digest sent \S*weekly$/m);
  });

  it('shows who would be told of a month, and tells just these', () => {
    const told = (outcome: string) =>
      [...said.matchAll(/^\d{4}-\d\d (dry|sent|before) (\S+) ([\d.,]+)$/gm)]
        .filter(([, became]) => (outcome === 'dry') === (became === 'dry'))
        .map(([, , office, regions]) => `${office} ${regions}`);
    expect(told('sent'), said).toContain('bpjs-cabang-palopo 73.73');
    expect(told('sent')).toEqual(told('dry'));
  });
});
