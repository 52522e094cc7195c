import type { VNode } from 'preact';
import type * as z from 'zod';
import type { FormShape, PathParams } from '../http/route.ts';
import type { PageAnswers } from '../pages/page-answers.ts';
import type { Reader } from '../pages/page-frame.tsx';
import type { Idempotency } from '../values/idempotency.ts';
import type { CsrfTokens } from './csrf-tokens.ts';
import type { Field, FormProblem } from './form-fields.ts';
import type { LostPosts } from './lost-posts.ts';

/** What all forms of a function share. */
export interface FormFrame {
  /** The origin of our pages: `https://tuntas.example.org`. */
  readonly origin: string;
  readonly csrf: CsrfTokens;
  readonly lostPosts: LostPosts;
  readonly answers: Pick<PageAnswers, 'html' | 'redirect'>;
}

/** The person in front of a form. */
export interface FormActor {
  readonly userId: string;
  readonly role: string;
  readonly offices: readonly [string, ...string[]];
  readonly namedOffice?: string;
}

/** A request for a form: to show it, or to act. */
export interface FormRequest<Shape extends FormShape, Actor> {
  readonly params: PathParams<Shape['path']>;
  readonly query: z.output<Shape['query']>;
  readonly actor: Actor;
  readonly now: Date;
}

/** What a form does with a valid post. */
export interface Attempt<Shape extends FormShape, Actor, Context, Input> extends FormRequest<Shape, Actor> {
  readonly context: Context;
  readonly input: Input;
  readonly idempotency: Idempotency;
}

/** What came of an act, and where the browser goes to see it. */
export interface Done {
  /** Path of the page, with or without a query. It says what was done (`DoneMessage`). */
  readonly to: string;
  /** In the address of that page: `?done=assign`. */
  readonly done: string;
  /** The API would answer 202. */
  readonly isPending?: boolean;
}

/** What a form has read before it is shown or acts. */
export interface FormContext {
  readonly reader: Reader;
}

/** A form: what it shows, and what it does. */
export interface FormDefinition<Shape extends FormShape, Actor, Context extends FormContext, Schema extends z.ZodType> {
  /** Reads what the form needs to be shown and to act. @throws NotFoundError this person sees no such thing */
  readonly load: (request: FormRequest<Shape, Actor>) => Promise<Context>;
  readonly fields: (context: Context) => readonly Field[];
  /** The schema of the API's body. */
  readonly schema: (context: Context) => Schema;
  /** What stands in the fields at first. A hidden field always shows this, whatever a refused post said. */
  readonly initial?: (context: Context) => Initial;
  /** The office that the form acts for, if not the first that the person holds. */
  readonly office?: (context: Context) => string;
  /** Acts. The errors of the API's use cases come back as the form, in the words of the page. */
  readonly act: (attempt: Attempt<Shape, Actor, Context, z.output<Schema>>) => Promise<Done>;
  /** Who did what and when, for a form that came too late. */
  readonly stale?: (context: Context) => string | undefined;
  readonly render: (form: FormState, context: Context) => VNode;
}

/** The first values of fields, by name; a list for checkboxes. */
export type Initial = Readonly<Record<string, string | readonly string[]>>;

/** What a form has to say above its fields. */
export interface FormNotice {
  readonly title: string;
  readonly text: string;
}

/** A form as it is shown: what is typed in it, and what is wrong with it. */
export interface FormState {
  /** Path and query: where it is shown and posted. */
  readonly address: string;
  readonly reader: Reader;
  readonly fields: readonly Field[];
  /** The hidden fields of the frame: `csrf`, `idempotencyKey`, `office`. */
  readonly hidden: Readonly<Record<string, string>>;
  readonly typed: URLSearchParams;
  readonly problems: readonly FormProblem[];
  /** It was posted and not accepted (422). */
  readonly isRefused: boolean;
  readonly notice?: FormNotice | undefined;
}
