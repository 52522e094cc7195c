import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { LoopbackListener } from '../../../infra/commands/loopback-listener.ts';

/** An address on a port that was free a moment ago. */
async function freeAddress(): Promise<string> {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return `http://localhost:${typeof address === 'object' ? address?.port : ''}/`;
}

describe('the listener of a sign-in in the browser', () => {
  it('takes the answer of the page, and nothing else', async () => {
    const address = await freeAddress();
    const listener = await LoopbackListener.at(address);
    const answer = listener.answer();
    for (const path of ['favicon.ico', '', 'x?code=1']) expect((await fetch(`${address}${path}`)).status).toBe(404);
    const page = await fetch(`${address}?code=c&state=s`);
    expect([page.status, await page.text()]).toEqual([200, 'Selesai. Tutup halaman ini dan kembali ke terminal.\n']);
    expect(Object.fromEntries(await answer)).toEqual({ code: 'c', state: 's' });
    listener.close();
  });

  it('takes a refusal as well', async () => {
    const address = await freeAddress();
    const listener = await LoopbackListener.at(address);
    await fetch(`${address}?error=access_denied&state=s`);
    expect((await listener.answer()).get('error')).toBe('access_denied');
    listener.close();
  });

  it('says in one line that its port is taken', async () => {
    const address = await freeAddress();
    const first = await LoopbackListener.at(address);
    await expect(LoopbackListener.at(address)).rejects.toMatchObject({
      name: 'CommandRefusedError',
      message: `Port ${new URL(address).port} is taken, and no other one is registered: end what uses it.`,
    });
    first.close();
  });

  it('gives up after a while', async () => {
    const listener = await LoopbackListener.at(await freeAddress());
    await expect(listener.answer(10)).rejects.toMatchObject({ message: 'Nobody signed in: run this again.' });
    listener.close();
  });
});
