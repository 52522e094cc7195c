import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { HttpEvent } from '../http/http-handler.ts';
import type { Cookies } from '../pages/cookies.ts';
import { sealed, unsealed } from '../sealing.ts';

/** How long a post without a session is kept. */
const KEPT_SECONDS = 3_600;

interface LostPostStore {
  keep(id: string, sealed: string, until: Date): Promise<void>;
  find(id: string, now: Date): Promise<string | undefined>;
  drop(id: string): Promise<void>;
}

interface LostPostDeps {
  readonly store: LostPostStore;
  readonly cookies: Pick<Cookies, 'lostPost' | 'writeLostPost' | 'clearLostPost'>;
}

/** A post to a form whose session had ended. */
const lostPost = z.object({ userId: z.string(), address: z.string(), fields: z.string() });
type LostPost = Readonly<z.infer<typeof lostPost>>;

/**
 * Keeps what a person posted after the session had ended, for an hour, until the same person comes back to the form.
 * The key is in a cookie of the browser alone: the table can open nothing.
 */
export class LostPosts {
  readonly #deps: LostPostDeps;
  constructor(deps: LostPostDeps) {
    this.#deps = deps;
  }

  /** Keeps a post and returns the cookie that finds it again. */
  async keep(post: LostPost, now: Date): Promise<string> {
    const { store, cookies } = this.#deps;
    const key = randomBytes(32).toString('base64url');
    await store.keep(
      idOf(key),
      await sealed(JSON.stringify(post), key),
      new Date(now.getTime() + KEPT_SECONDS * 1_000),
    );
    return cookies.writeLostPost(nameOf(post.address), key, KEPT_SECONDS);
  }

  /**
   * The fields that this person posted to the form at the address; undefined if there are none. They stay, so that a
   * reload shows them again. Those of another person stay for that person, who may come back to this browser.
   */
  async find(
    event: HttpEvent,
    { userId, address }: Omit<LostPost, 'fields'>,
    now: Date,
  ): Promise<{ readonly fields?: string; readonly cookies: string[] }> {
    const { store, cookies } = this.#deps;
    const key = cookies.lostPost(event, nameOf(address));
    if (key === undefined) return { cookies: [] };
    const row = await store.find(idOf(key), now);
    const text = row === undefined ? undefined : await unsealed(row, key);
    if (text === undefined) return { cookies: [cookies.clearLostPost(nameOf(address))] };
    const post = lostPost.parse(JSON.parse(text));
    const isTheirs = post.userId === userId && post.address === address;
    return { ...(isTheirs ? { fields: post.fields } : {}), cookies: [] };
  }

  /** Removes what was kept of this person for the form at the address, and returns the cookies that forget it. */
  async forget(event: HttpEvent, of: Omit<LostPost, 'fields'>, now: Date): Promise<string[]> {
    const { store, cookies } = this.#deps;
    const form = nameOf(of.address);
    const key = cookies.lostPost(event, form);
    const found = await this.find(event, of, now);
    if (key === undefined || found.fields === undefined) return found.cookies;
    await store.drop(idOf(key));
    return [cookies.clearLostPost(form)];
  }
}

function idOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** A name for each form, so that two lost forms do not replace each other. */
function nameOf(address: string): string {
  return createHash('sha256').update(address).digest('hex').slice(0, 8);
}
