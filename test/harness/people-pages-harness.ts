import * as z from 'zod';
import type { SignedIn } from '../../functions/people/load-actor.service.ts';
import { peopleForms, peoplePages } from '../../functions/people/page/people.pages.tsx';
import type { Person } from '../../functions/people/people.ts';
import { CsrfTokens } from '../../functions/platform/forms/csrf-tokens.ts';
import type { FormRoutes } from '../../functions/platform/forms/form-route.ts';
import { TableFormSecret } from '../../functions/platform/forms/form-secret.store.ts';
import { TableLostPosts } from '../../functions/platform/forms/lost-posts.store.ts';
import { LostPosts } from '../../functions/platform/forms/lost-posts.ts';
import { type RouteHandler, routesWith } from '../../functions/platform/http/authenticated-route.ts';
import { http } from '../../functions/platform/http/http-handler.ts';
import { namedOffice } from '../../functions/platform/http/idempotency-key.ts';
import { Cookies } from '../../functions/platform/pages/cookies.ts';
import { PageAnswers } from '../../functions/platform/pages/page-answers.ts';
import { httpEvent } from '../builders/http-event.ts';
import { CONTEXT } from '../builders/lambda-context.ts';
import { PALOPO } from '../builders/palopo.ts';
import { Faults } from './faults.ts';
import { hiddenFields } from './form-harness.ts';
import { PeopleHarness } from './people-harness.ts';

const ORIGIN = 'https://tuntas.example.org';

export interface PageAnswer {
  readonly status: number;
  readonly html: string;
  /** Path and query of a redirect. */
  readonly location: string | undefined;
}

/** The pages of people in front of a harness, for one browser. Offices are in the cache after the first request. */
export class PeoplePages {
  readonly faults = new Faults();
  readonly #handler;
  readonly #harness: PeopleHarness;
  #signedIn: Person;

  constructor(harness: PeopleHarness, signedIn: Person) {
    this.#harness = harness;
    this.#signedIn = signedIn;
    const { table, ...services } = harness.process(this.faults);
    const answers = new PageAnswers(ORIGIN, { name: 'Pengelola', email: 'privasi@example.org' });
    const frame = {
      origin: ORIGIN,
      csrf: new CsrfTokens(new TableFormSecret(table)),
      lostPosts: new LostPosts({ store: new TableLostPosts(table), cookies: new Cookies(true) }),
      answers,
    };
    const deps = { ...services, answers, frame };
    const handlers = [
      ...Object.values<RouteHandler<SignedIn>>(peoplePages(deps)),
      ...Object.values<FormRoutes<SignedIn>>(peopleForms(deps)).flat(),
    ];
    const authentication = {
      loadActor: async (event: Parameters<typeof namedOffice>[0]) =>
        await this.#harness.actor(this.#signedIn, namedOffice(event)),
    };
    this.#handler = http(routesWith(authentication, handlers), (problem, id) => answers.problem(problem, id));
  }

  async open(path: string, query: Readonly<Record<string, string>> = {}): Promise<PageAnswer> {
    return await this.#ask('GET', path, query);
  }

  /** Posts a form that was opened, with what is typed in it. */
  async post(path: string, form: PageAnswer, typed: Readonly<Record<string, string | readonly string[]>>) {
    const fields = new URLSearchParams();
    for (const [name, values] of Object.entries({ ...hiddenFields(form.html), ...typed }))
      for (const value of [values].flat()) fields.append(name, value);
    return await this.#ask('POST', path, {}, fields.toString());
  }

  async #ask(
    method: string,
    path: string,
    query: Readonly<Record<string, string>>,
    body?: string,
  ): Promise<PageAnswer> {
    const event = httpEvent({ claims: {}, method, path, query });
    const headers = { host: new URL(ORIGIN).host, origin: ORIGIN, 'content-type': 'application/x-www-form-urlencoded' };
    const sent = { ...event, headers, ...(body === undefined ? {} : { body }) };
    const { statusCode, body: html, headers: answered } = received.parse(await this.#handler(sent, CONTEXT));
    return { status: statusCode, html, location: answered.location?.replace(ORIGIN, '') };
  }
}

/** A harness with an administrator of the head office, and two officials of one office. */
export async function examplePeople() {
  const harness = await PeopleHarness.furnished();
  const account = async (name: string, role: Person['role'], officeId: string) =>
    await harness.account({ email: `${name.toLowerCase()}@example.org`, name, role, offices: [{ officeId }] });
  return {
    harness,
    admin: await account('Admin', 'admin', 'bpjs-pusat'),
    budi: await account('Budi', 'official', PALOPO.dinkes),
    ani: await account('Ani', 'official', PALOPO.dinkes),
  };
}

const received = z.object({
  statusCode: z.number(),
  body: z.string().default(''),
  headers: z.object({ location: z.string().optional() }),
});
