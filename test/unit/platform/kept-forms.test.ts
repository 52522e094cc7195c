import { beforeEach, describe, expect, it } from 'vitest';
import { CsrfTokens } from '../../../functions/platform/forms/csrf-tokens.ts';
import { TableFormSecret } from '../../../functions/platform/forms/form-secret.store.ts';
import { TableLostPosts } from '../../../functions/platform/forms/lost-posts.store.ts';
import { LostPosts } from '../../../functions/platform/forms/lost-posts.ts';
import { formIdempotency } from '../../../functions/platform/forms/posted-form.ts';
import { Table } from '../../../functions/platform/table.ts';
import { httpEvent } from '../../builders/http-event.ts';
import { dynamodbAnswering } from '../../harness/memory/clients.ts';
import { answerOf } from '../../harness/memory/dynamodb.ts';
import { MemoryTable } from '../../harness/memory/memory-table.ts';

const NOW = new Date('2026-03-10T02:00:00Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);

let table: Table;
beforeEach(() => {
  const memory = new MemoryTable();
  table = new Table(
    dynamodbAnswering(async (action, input) => answerOf(memory, action, input)),
    'commitments',
  );
});

describe('the token of a form', () => {
  it('is old after a working day, and is still of its person', async () => {
    const tokens = new CsrfTokens(new TableFormSecret(table));
    const token = await tokens.issue('ani', NOW);
    expect(await tokens.read(token, later(12 * 3_600))).toEqual({ userId: 'ani', isOld: false });
    expect(await tokens.read(token, later(12 * 3_600 + 1))).toEqual({ userId: 'ani', isOld: true });
  });

  it('is read by each process, also where two of them make the secret at once', async () => {
    const [one, other] = [new CsrfTokens(new TableFormSecret(table)), new CsrfTokens(new TableFormSecret(table))];
    const [token] = await Promise.all([one.issue('ani', NOW), other.issue('budi', NOW)]);
    expect(await other.read(token, NOW)).toMatchObject({ userId: 'ani' });
  });
});

describe('a kept post', () => {
  const POST = { userId: 'ani', address: '/console/things/t7', fields: 'note=rahasia' };
  const EVENT = httpEvent({ claims: {}, method: 'GET', path: POST.address });

  /** Cookies that name one kept post, whatever the form that asks. */
  async function kept() {
    let key: string | undefined;
    const cookies = {
      lostPost: () => key,
      writeLostPost: (_: string, written: string) => {
        key = written;
        return '';
      },
      clearLostPost: () => '',
    };
    const posts = new LostPosts({ store: new TableLostPosts(table), cookies });
    await posts.keep(POST, NOW);
    return posts;
  }

  it('is shown for an hour, although the table has it longer', async () => {
    const posts = await kept();
    expect(await posts.find(EVENT, POST, later(3_599))).toMatchObject({ fields: POST.fields });
    expect(await posts.find(EVENT, POST, later(3_600))).not.toHaveProperty('fields');
  });

  it.each([
    ['another person', { ...POST, userId: 'budi' }],
    ['another form', { ...POST, address: '/console/things/t8' }],
  ])('is not shown to %s, and stays for its author', async (_, other) => {
    const posts = await kept();
    expect(await posts.find(EVENT, other, NOW)).not.toHaveProperty('fields');
    expect(await posts.find(EVENT, POST, NOW)).toHaveProperty('fields');
  });
});

describe('the attempt of a posted form', () => {
  const of = (fields: Readonly<Record<string, string>>, { userId = 'ani', path = '/console/things/t7' } = {}) => {
    const typed = new URLSearchParams({ idempotencyKey: 'k1', csrf: 'c1', title: 'Aula', ...fields });
    return formIdempotency(httpEvent({ claims: {}, method: 'POST', path }), typed, userId);
  };

  it('is the same with another token', () => {
    expect(of({ csrf: 'c2' })).toEqual(of({}));
  });

  it('is another one with the key of another person', () => {
    expect(of({}, { userId: 'budi' })?.moveId).not.toBe(of({})?.moveId);
  });

  it.each([
    ['other words', of({ title: 'Balai' })],
    ['another office', of({ office: '73.73-dinkes' })],
    ['another form', of({}, { path: '/console/things/t8' })],
  ])('is noticed to have %s under one key', (_, other) => {
    expect(other?.moveId).toBe(of({})?.moveId);
    expect(other?.hash).not.toBe(of({})?.hash);
  });
});
