import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { ROOT } from '../../infra/local/places.ts';
import { LOCAL_PASSWORD } from '../../infra/local/seed-users.ts';
import { LOOPBACK_URL } from '../../infra/loopback.ts';
import { withToken } from '../engine/api.ts';
import { HostedPage } from '../engine/hosted-page.ts';
import { stacks } from '../engine/under-test.ts';
import { meShape } from '../oracles/shapes.ts';

const OFFICIAL = 'petugas.dinkes.7373@example.org';

let running: ChildProcess | undefined;
afterEach(() => running?.kill());

/** Runs `npm run sign-in`, as a user does. */
function command(...args: readonly string[]) {
  const child = spawn('npm', ['run', '--silent', 'sign-in', '--', ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, AWS_ENDPOINT_URL: stacks().engineUrl },
  });
  running = child;
  const said = { out: '', err: '' };
  child.stdout.on('data', (data) => {
    said.out += data;
  });
  child.stderr.on('data', (data) => {
    said.err += data;
  });
  const ended = once(child, 'close').then(([code]) => ({ ...said, code }));
  return { said, ended };
}

describe('npm run sign-in', () => {
  it('prints a token that the API takes, after a sign-in in the browser', async () => {
    const { said, ended } = command('local');
    await expect.poll(() => /http\S+/.exec(said.err)?.[0], { timeout: 30_000 }).toContain('/oauth2/authorize');
    const address = new URL(/http\S+/.exec(said.err)?.[0] ?? '');
    expect(address.searchParams.get('redirect_uri')).toBe(LOOPBACK_URL);
    const back = await new HostedPage(address).signIn({ email: OFFICIAL });
    expect(await (await fetch(back ?? '')).text()).toContain('Tutup halaman ini');
    const { out, code } = await ended;
    expect(code).toBe(0);
    expect(await withToken(out.trim()).get('/me', meShape)).toMatchObject({ email: OFFICIAL });
  });

  it('prints a token at once for address and password', async () => {
    const { out, err, code } = await command('local', '--email', OFFICIAL, '--password', LOCAL_PASSWORD).ended;
    expect([code, err]).toEqual([0, '']);
    expect(await withToken(out.trim()).get('/me', meShape)).toMatchObject({ email: OFFICIAL });
  });

  it.each([
    [[], /^Name the deployment: .*\n$/],
    [
      ['local', '--email', OFFICIAL],
      /^Write the deployment, and then nothing, or --email <address> --password <password>\.\n$/,
    ],
    [['local', '--email', OFFICIAL, '--password', 'Salah-2026-salah'], /cannot sign in with this password\.\n$/],
    [['dev', '--what'], /^Write the deployment, and then nothing, or/],
  ])('says in one line what is wrong with %j', async (args, line) => {
    const { out, err, code } = await command(...args).ended;
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(line);
  });
});
