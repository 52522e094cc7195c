import { randomBytes } from 'node:crypto';
import { logger } from '../platform/logger.ts';
import { sealed, unsealed } from '../platform/sealing.ts';
import type { RefreshTokens } from './hosted-sign-in.client.ts';
import type { PeopleStore } from './people.store.ts';
import type { Person } from './people.ts';
import type { SessionKey, SessionStore, StoredSession } from './sessions.store.ts';

interface SessionsDeps {
  readonly sessions: SessionStore;
  readonly people: Pick<PeopleStore, 'get'>;
  readonly pool: RefreshTokens;
}

/** A new session, and the seconds until it expires. */
export interface BegunSession {
  readonly key: SessionKey;
  readonly seconds: number;
}

const HOUR = 3_600;

/** Seconds of a working day. */
const SHORT = 12 * HOUR;

/** Seconds of a session on a device of one's own. */
const LONG = 30 * 24 * HOUR;

/** The sessions of browsers: a row in the table each. */
export class Sessions {
  readonly #deps: SessionsDeps;
  constructor(deps: SessionsDeps) {
    this.#deps = deps;
  }

  /**
   * Begins a session of a user who has just signed in.
   * @param isOwnDevice whether the user asked to stay signed in; never for administrators
   */
  async begin(
    user: { readonly userId: string; readonly refreshToken: string; readonly isOwnDevice: boolean },
    now: Date,
  ): Promise<BegunSession> {
    const { userId, refreshToken, isOwnDevice } = user;
    const person = await this.#deps.people.get(userId);
    const seconds = isOwnDevice && person?.role !== 'admin' ? LONG : SHORT;
    const key = { userId, id: randomBytes(32).toString('base64url') };
    await this.#deps.sessions.put(key, {
      beganAt: now.toISOString(),
      expiresAt: after(now, seconds),
      refreshAt: after(now, HOUR),
      sealedToken: await sealed(refreshToken, key.id),
    });
    return { key, seconds };
  }

  /**
   * Loads the person of a session; every hour, only if the user pool confirms the session.
   * @returns undefined if the session has ended, also elsewhere; without a person if the user has no account
   * @throws NotReachedError the user pool does not answer
   */
  async load(key: SessionKey, now: Date): Promise<{ readonly person: Person | undefined } | undefined> {
    const { session, person } = await this.#deps.sessions.load(key);
    if (session === undefined || endOf(session, person) <= now.toISOString()) return undefined;
    const isConfirmed = session.refreshAt > now.toISOString() || (await this.#confirm(key, session, now));
    return isConfirmed ? { person } : undefined;
  }

  /** Ends a session, so that its key opens nothing any more; idempotent. */
  async end(key: SessionKey): Promise<void> {
    const { session } = await this.#deps.sessions.load(key);
    if (session === undefined) return;
    await this.#deps.sessions.remove(key);
    const token = await unsealed(session.sealedToken, key.id);
    if (token === undefined) return;
    try {
      await this.#deps.pool.revoke(token);
    } catch (error) {
      // The session has ended all the same, and nobody else has the token.
      logger.warn('refresh token not revoked', { error });
    }
  }

  async #confirm(key: SessionKey, session: StoredSession, now: Date): Promise<boolean> {
    const { sessions, pool } = this.#deps;
    const token = await unsealed(session.sealedToken, key.id);
    if (token === undefined || !(await pool.refresh(token))) {
      await sessions.remove(key);
      return false;
    }
    return await sessions.replace(key, { ...session, refreshAt: after(now, HOUR) });
  }
}

/** When a session ends. A person who became an administrator in the meantime has the session of an administrator. */
function endOf({ beganAt, expiresAt }: StoredSession, person: Person | undefined): string {
  if (person?.role !== 'admin') return expiresAt;
  const short = after(new Date(beganAt), SHORT);
  return short < expiresAt ? short : expiresAt;
}

function after(moment: Date, seconds: number): string {
  return new Date(moment.getTime() + seconds * 1_000).toISOString();
}
