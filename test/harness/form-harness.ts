import * as z from 'zod';
import { CsrfTokens } from '../../functions/platform/forms/csrf-tokens.ts';
import { FormPage } from '../../functions/platform/forms/form.tsx';
import type { Attempt, FormDefinition } from '../../functions/platform/forms/form-definition.ts';
import type { Field } from '../../functions/platform/forms/form-fields.ts';
import { formRoute } from '../../functions/platform/forms/form-route.ts';
import { TableFormSecret } from '../../functions/platform/forms/form-secret.store.ts';
import { TableLostPosts } from '../../functions/platform/forms/lost-posts.store.ts';
import { LostPosts } from '../../functions/platform/forms/lost-posts.ts';
import { routesWith } from '../../functions/platform/http/authenticated-route.ts';
import { type HttpEvent, http } from '../../functions/platform/http/http-handler.ts';
import { namedOffice } from '../../functions/platform/http/idempotency-key.ts';
import { Cookies } from '../../functions/platform/pages/cookies.ts';
import { PageAnswers } from '../../functions/platform/pages/page-answers.ts';
import { Table } from '../../functions/platform/table.ts';
import { NotPermittedError } from '../../functions/platform/values/errors.ts';
import { localDate } from '../../functions/platform/values/local-date.ts';
import { text } from '../../functions/platform/values/text.ts';
import { httpEvent } from '../builders/http-event.ts';
import { CONTEXT } from '../builders/lambda-context.ts';
import { dynamodbAnswering } from './memory/clients.ts';
import { answerOf } from './memory/dynamodb.ts';
import { MemoryTable } from './memory/memory-table.ts';

export interface FormUser {
  readonly userId: string;
  readonly role: string;
  readonly offices: readonly [string, ...string[]];
  readonly namedOffice?: string;
}

export const DINKES: FormUser = { userId: 'dinkes', role: 'official', offices: ['73.73-dinkes', '73.17-dinkes'] };
export const RSUD: FormUser = { userId: 'rsud', role: 'official', offices: ['73.73-rsud'] };

/** A schema with all that forms know: nested alternatives, a list, a number, a box, a choice. */
const thing = z.strictObject({
  version: z.int(),
  title: text(50),
  due: z.union([z.strictObject({ on: localDate }), z.strictObject({ workingDays: z.int().min(1) })]),
  coOwners: z.array(z.enum(['a', 'b', 'c'])).optional(),
  measure: z.enum(['visits', 'beds']),
  target: z.number().max(100).optional(),
  isUrgent: z.boolean(),
  note: text(2_000).optional(),
});
export type Thing = z.infer<typeof thing>;

const choices = (...values: string[]) => values.map((value) => ({ value, label: `pilihan ${value}` }));
/** Made anew each time, as by forms whose fields depend on what they have read. */
const fieldsOfThing = (): readonly Field[] => [
  { name: 'version', kind: 'hidden', as: 'number' },
  { name: 'title', kind: 'text', label: 'Judul' },
  { name: 'due.on', kind: 'date', label: 'Tenggat', hint: 'Hari kerja' },
  { name: 'due.workingDays', kind: 'number', label: 'Hari kerja', isOptional: true },
  { name: 'coOwners', kind: 'checkboxes', label: 'Pendukung', isOptional: true, choices: choices('a', 'b', 'c') },
  { name: 'measure', kind: 'select', label: 'Ukuran', choices: choices('visits', 'beds') },
  { name: 'target', kind: 'number', label: 'Target', isOptional: true },
  { name: 'isUrgent', kind: 'checkbox', label: 'Mendesak' },
  { name: 'note', kind: 'textarea', label: 'Catatan', isOptional: true },
];

/** What is valid. */
export const VALID = { title: 'Aula', 'due.on': '2026-12-14', measure: 'beds', target: '74,5', isUrgent: 'true' };

const SHAPE = { path: '/console/things/{thingId}', who: ['official'], query: z.unknown() } as const;
const ORIGIN = 'https://tuntas.example.org';

type Query = Readonly<Record<string, string>>;
export type Typed = Readonly<Record<string, string | readonly string[]>>;
type ThingAttempt = Attempt<typeof SHAPE, FormUser, { readonly reader: { readonly language: 'id' } }, Thing>;

/** A form in front of a table in memory, and browsers in front of the form. */
export class FormHarness {
  readonly memory = new MemoryTable();
  /** The valid posts on which the form acted. */
  readonly attempts: ThingAttempt[] = [];
  /** The version that the form is made from. */
  version = 1;
  /** What the use case throws. */
  failure: Error | undefined;
  /** Whose session the browser has. */
  signedIn: FormUser | undefined = DINKES;
  readonly csrf: CsrfTokens;
  readonly #cookies = new Cookies(true);
  readonly #handler;

  constructor() {
    const table = new Table(
      dynamodbAnswering(async (action, input) => answerOf(this.memory, action, input)),
      'commitments',
    );
    const answers = new PageAnswers(ORIGIN, { name: 'Pengelola', email: 'privasi@example.org' });
    this.csrf = new CsrfTokens(new TableFormSecret(table));
    const frame = {
      origin: ORIGIN,
      csrf: this.csrf,
      lostPosts: new LostPosts({ store: new TableLostPosts(table), cookies: this.#cookies }),
      answers,
    };
    const routes = formRoute<FormUser>()(SHAPE, frame, this.#definition());
    const authentication = {
      loadActor: async (event: HttpEvent) => this.#actor(namedOffice(event)),
      signIn: async ({ rawPath }: HttpEvent) => answers.redirect(`${ORIGIN}/console/enter?to=${rawPath}`),
    };
    this.#handler = http(routesWith(authentication, routes), (problem, id) => answers.problem(problem, id));
  }

  /** A browser, which keeps cookies. */
  browser(): FormBrowser {
    return new FormBrowser(async (event) => await this.#handler(event, CONTEXT));
  }

  #actor(named: string | undefined): FormUser | undefined {
    const user = this.signedIn;
    if (user === undefined || named === undefined) return user;
    if (!user.offices.includes(named)) throw new NotPermittedError('Kantor itu tidak Anda pegang hari ini.');
    return { ...user, namedOffice: named };
  }

  #definition(): FormDefinition<
    typeof SHAPE,
    FormUser,
    { readonly reader: { readonly language: 'id' } },
    typeof thing
  > {
    return {
      load: async () => ({ reader: { language: 'id' } }),
      fields: fieldsOfThing,
      schema: () => thing,
      initial: () => ({ version: String(this.version), measure: 'visits' }),
      stale: () => 'Sudah diverifikasi oleh Inspektorat, pukul 09.00 WITA.',
      act: async (attempt) => {
        if (this.failure !== undefined) throw this.failure;
        this.attempts.push(attempt);
        return { to: '/console/things?view=all', done: 'assign' };
      },
      render: (form) =>
        FormPage({ form, title: 'Tetapkan', buttons: [{ label: 'Tetapkan' }], leaveTo: '/console/things' }),
    };
  }
}

export interface FormAnswer {
  readonly status: number;
  readonly html: string;
  readonly location: string | undefined;
}

/** How a post differs from that of a browser that shows the form. */
export interface Post {
  readonly origin?: string | null;
  readonly contentType?: string;
  readonly hidden?: Typed;
}

export class FormBrowser {
  readonly cookies = new Map<string, string>();
  readonly #send;
  constructor(send: (event: HttpEvent) => Promise<unknown>) {
    this.#send = send;
  }

  async open(query: Query = {}, thing = 't7'): Promise<FormAnswer> {
    return await this.#ask('GET', thing, query);
  }

  /** Posts the fields with the hidden ones of a form that was shown. */
  async post(form: FormAnswer, typed: Typed, { hidden = {}, ...how }: Post = {}): Promise<FormAnswer> {
    const fields = new URLSearchParams();
    const all = { ...hiddenFields(form.html), ...hidden, ...typed };
    for (const [name, values] of Object.entries(all)) for (const value of [values].flat()) fields.append(name, value);
    return await this.#ask('POST', 't7', {}, fields.toString(), how);
  }

  async #ask(method: string, thing: string, query: Query, body?: string, how: Post = {}): Promise<FormAnswer> {
    const { origin = ORIGIN, contentType = 'application/x-www-form-urlencoded' } = how;
    const event = httpEvent({ claims: {}, method, path: `/console/things/${thing}`, query });
    const headers = { host: new URL(ORIGIN).host, 'content-type': contentType, ...(origin === null ? {} : { origin }) };
    const cookies = [...this.cookies].map(([name, value]) => `${name}=${value}`);
    const sent = {
      ...event,
      headers,
      cookies,
      pathParameters: { thingId: thing },
      ...(body === undefined ? {} : { body }),
    };
    const answer = received.parse(await this.#send(sent));
    for (const cookie of answer.cookies) this.#keep(cookie);
    return { status: answer.statusCode, html: answer.body, location: answer.headers.location };
  }

  #keep(cookie: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (value === '') this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

const received = z.object({
  statusCode: z.number(),
  body: z.string().default(''),
  headers: z.object({ location: z.string().optional() }),
  cookies: z.array(z.string()).default([]),
});

/** The hidden fields that a page shows, by name. */
export function hiddenFields(html: string): Record<string, string> {
  const found = html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g);
  return Object.fromEntries([...found].map(([, name = '', value = '']) => [name, value]));
}
