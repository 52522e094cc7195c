import { unmarshall } from '@aws-sdk/util-dynamodb';
import { actorOf } from '../../functions/people/load-actor.service.ts';
import { TablePeopleStore } from '../../functions/people/people.store.ts';
import type { Person } from '../../functions/people/people.ts';
import { Sessions } from '../../functions/people/sessions.service.ts';
import { TableSessionStore } from '../../functions/people/sessions.store.ts';
import { Table } from '../../functions/platform/table.ts';
import { NotReachedError } from '../../functions/platform/values/errors.ts';
import { OFFICES } from '../builders/palopo.ts';
import { dynamodbAnswering } from './memory/clients.ts';
import { answerOf } from './memory/dynamodb.ts';
import { MemoryTable } from './memory/memory-table.ts';

/** A user pool with its hosted page: a code is the user's id. */
export class FakePool {
  readonly signOutAddress = 'https://pool.example.org/logout';
  /** The refresh tokens in force. */
  readonly tokens = new Set<string>();
  /** Refresh tokens as they were used. */
  readonly refreshed: string[] = [];
  isDown = false;
  #begun = 0;

  async begin() {
    this.#begun += 1;
    const state = String(this.#begun).padStart(43, 's');
    return { state, verifier: `v${this.#begun}`, address: `https://pool.example.org/oauth2/authorize?state=${state}` };
  }

  async complete(answer: URLSearchParams, pending: { readonly state: string }) {
    this.#reach();
    const code = answer.get('code');
    if (code === null || answer.get('state') !== pending.state) return undefined;
    return { idToken: code, refreshToken: this.tokenOf(code) };
  }

  /** A new refresh token of a user. */
  tokenOf(userId: string): string {
    const token = `refresh-${userId}-${this.tokens.size}`;
    this.tokens.add(token);
    return token;
  }

  async claimsOf(idToken: string) {
    return { sub: idToken, token_use: 'id' as const };
  }

  async refresh(token: string): Promise<boolean> {
    this.#reach();
    this.refreshed.push(token);
    return this.tokens.has(token);
  }

  async revoke(token: string): Promise<void> {
    this.#reach();
    this.tokens.delete(token);
  }

  #reach(): void {
    if (this.isDown) throw new NotReachedError('the pool does not answer');
  }
}

/** Sessions over a table in memory and a user pool of our own. */
export class SessionHarness {
  readonly memory = new MemoryTable();
  /** The calls of DynamoDB: their actions and inputs. */
  readonly calls: { readonly action: string; readonly input: unknown }[] = [];
  readonly table = new Table(
    dynamodbAnswering(async (action, input) => {
      this.calls.push({ action, input });
      return answerOf(this.memory, action, input);
    }),
    'commitments',
  );
  readonly people = new TablePeopleStore(this.table);
  readonly store = new TableSessionStore(this.table);
  readonly pool = new FakePool();
  readonly sessions = new Sessions({ sessions: this.store, people: this.people, pool: this.pool });

  /** Writes an account, whatever it was before. */
  async save(after: Person): Promise<void> {
    const before = await this.people.get(after.userId);
    if (!(await this.people.save({ before, after }))) throw new Error(`${after.email} was not written`);
  }

  /** The rows of a person's sessions. */
  rows(userId: string) {
    return this.memory
      .all()
      .map((item) => unmarshall(item))
      .filter(({ pk }) => pk === `SESSIONS#${userId}`);
  }

  async actorOf(person: Person | undefined, now: Date) {
    return await actorOf(person, { named: undefined, now, offices: { get: async (id) => OFFICES.get(id) } });
  }
}
