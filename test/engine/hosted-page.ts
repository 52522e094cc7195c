import { LOCAL_PASSWORD } from '../../infra/local/seed-users.ts';

/** The code that the local engine sends by mail, always the same. */
export const MAILED_CODE = '123456';

/** What somebody types on the hosted page: an address, and a password or the code of a mail. */
export interface Typed {
  readonly email: string;
  readonly password?: string;
  readonly code?: string;
}

/** The hosted page of the local engine, without a browser: its three forms, one after the other. */
export class HostedPage {
  readonly #address: URL;
  #token = '';

  /** @param address where our page leads to */
  constructor(address: URL) {
    this.#address = address;
  }

  /** Signs in. @returns where the page leads back to; undefined if it refuses what was typed */
  async signIn({ email, password = LOCAL_PASSWORD, code }: Typed): Promise<URL | undefined> {
    await this.choose(email, code === undefined ? 'PASSWORD' : 'EMAIL_OTP');
    return await this.type(code === undefined ? { password } : { code });
  }

  /** Types the address and chooses how to sign in. @returns the page that asks for password or code */
  async choose(email: string, challenge: 'PASSWORD' | 'EMAIL_OTP'): Promise<string> {
    const asked = [...this.#address.searchParams];
    const choices = await this.#submit([...asked, ['auth_flow', 'USER_AUTH'], ['username', email]]);
    this.#token = /name="ua_token" value="([^"]+)"/.exec(choices.html)?.[1] ?? '';
    return (
      await this.#submit([
        ['ua_token', this.#token],
        ['challenge', challenge],
      ])
    ).html;
  }

  /** Types password or code. @returns where the page leads back to; undefined if it refuses what was typed */
  async type(typed: { readonly password: string } | { readonly code: string }): Promise<URL | undefined> {
    return (await this.#submit([['ua_token', this.#token], ...Object.entries(typed)])).leadsTo;
  }

  async #submit(fields: readonly (readonly [string, string])[]) {
    const body = new URLSearchParams(fields.map(([name, value]) => [name, value]));
    const answer = await fetch(new URL('/login', this.#address), { method: 'POST', redirect: 'manual', body });
    const location = answer.headers.get('location');
    return { html: await answer.text(), leadsTo: location === null ? undefined : new URL(location, this.#address) };
  }
}
