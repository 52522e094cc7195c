import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { awsEnvironment } from '../../infra/local/engine.ts';
import { ROOT } from '../../infra/local/places.ts';
import { withToken } from '../engine/api.ts';
import { mailsTo } from '../engine/inbox.ts';
import { stacks } from '../engine/under-test.ts';
import { signIn } from '../engine/users.ts';
import { meShape } from '../oracles/shapes.ts';

/** `npm run admin -- local`, without npm. */
async function admin(...args: readonly string[]): Promise<string> {
  const command = ['infra/commands/admin.ts', 'local', ...args];
  const env = { ...awsEnvironment(stacks().engineUrl), PATH: process.env.PATH };
  return (await promisify(execFile)(process.execPath, command, { cwd: ROOT, env })).stdout;
}

describe('npm run admin', () => {
  it('gives an address an account as administrator, who is invited by letter and signs in', async () => {
    const email = `${crypto.randomUUID()}@example.org`;
    const said = await admin(email, '--name', 'Siti Contoh');
    expect(said).toContain(`${email} is an administrator of bpjs-pusat`);
    expect(said).not.toContain('is made');
    expect(await mailsTo(email, 'selaku administrator')).toHaveLength(1);
    const { idToken } = await signIn(email);
    expect(await withToken(idToken).get('/me', meShape)).toMatchObject({ name: 'Siti Contoh', role: 'admin' });

    expect(await admin(email)).toBe(said);
    expect(await mailsTo(email, 'selaku administrator')).toHaveLength(1);
  });

  it.each([
    ['an office’s letter address', ['pusat.bpjs@example.org'], 'email: Alamat ini dibaca beberapa orang.'],
    ['no address', [], 'Write one address'],
    ['two addresses', ['a@example.org', 'b@example.org'], 'Write one address'],
    ['an unknown option', ['a@example.org', '--role', 'admin'], 'Write one address'],
  ])('is refused with %s, in one line', async (_, args, line) => {
    const refused = { code: 1, stderr: expect.stringMatching(/^[^\n]+\n$/) };
    await expect(admin(...args)).rejects.toMatchObject(refused);
    await expect(admin(...args)).rejects.toThrow(line);
  });
});
