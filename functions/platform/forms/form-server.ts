import { randomUUID } from 'node:crypto';
import type * as z from 'zod';
import type { HttpEvent, HttpResult } from '../http/http-handler.ts';
import type { FormShape } from '../http/route.ts';
import { parsed } from '../values/parsing.ts';
import { FORM_TEXTS } from './form.texts.ts';
import type {
  Done,
  FormActor,
  FormContext,
  FormDefinition,
  FormFrame,
  FormNotice,
  FormRequest,
  FormState,
} from './form-definition.ts';
import { hasUnknownNames, inputOf, valuesShown } from './form-fields.ts';
import { formRefusalOf } from './form-refusals.ts';
import { formAddress, formIdempotency } from './posted-form.ts';

/** How a form is shown, beside what it shows when it is opened. */
interface Shown<Context> {
  readonly context: Context;
  readonly status: number;
  /** What was typed before. */
  readonly typed?: URLSearchParams | undefined;
  readonly problems?: FormState['problems'];
  readonly notice?: FormNotice | undefined;
  /** Keeps the idempotency key of what was typed. */
  readonly isSameAttempt?: boolean | undefined;
}

const REFUSED = 422;

/** Shows a form, and acts on its posts. */
export class FormServer<
  Shape extends FormShape,
  Actor extends FormActor,
  Context extends FormContext,
  Schema extends z.ZodType,
> {
  readonly #frame: FormFrame;
  readonly #definition: FormDefinition<Shape, Actor, Context, Schema>;
  constructor(frame: FormFrame, definition: FormDefinition<Shape, Actor, Context, Schema>) {
    this.#frame = frame;
    this.#definition = definition;
  }

  /** Shows the form, with what the person posted to it after the session had ended. */
  async open(event: HttpEvent, request: FormRequest<Shape, Actor>): Promise<HttpResult> {
    const { actor, now } = request;
    const of = { userId: actor.userId, address: formAddress(event) };
    const { fields, cookies } = await this.#frame.lostPosts.find(event, of, now);
    const context = await this.#definition.load(request);
    const found = fields === undefined ? {} : this.#found(context, new URLSearchParams(fields));
    return { ...(await this.#show(event, request, { context, status: 200, ...found })), cookies };
  }

  /**
   * Acts on a post that was made for this person.
   * @param isOld the form was open for so long that it needs a second look
   */
  async post(
    event: HttpEvent,
    request: FormRequest<Shape, Actor>,
    typed: URLSearchParams,
    isOld: boolean,
  ): Promise<HttpResult> {
    const { load, fields, schema, act } = this.#definition;
    const context = await load(request);
    const { language } = context.reader;
    const { notices } = FORM_TEXTS[language];
    const refused = { context, typed, status: REFUSED };
    if (isOld) return await this.#show(event, request, { ...refused, notice: notices.old });
    const form = fields(context);
    const idempotency = formIdempotency(event, typed, request.actor.userId);
    if (idempotency === undefined || hasUnknownNames(form, typed)) {
      return await this.#show(event, request, { ...refused, notice: notices.changed });
    }
    try {
      const input = parsed<Schema>(schema(context), inputOf(form, typed));
      const done = await act({ ...request, context, input, idempotency });
      const of = { userId: request.actor.userId, address: formAddress(event) };
      const cookies = await this.#frame.lostPosts.forget(event, of, request.now);
      return this.#frame.answers.redirect(addressOf(done, this.#frame.origin), cookies);
    } catch (error) {
      const refusal = formRefusalOf(error, form, typed, language);
      if (refusal === undefined) throw error;
      if (refusal.isStale !== true) return await this.#show(event, request, { ...refused, ...refusal });
      const latest = await load(request);
      return await this.#show(event, request, { typed, context: latest, status: 409, notice: this.#stale(latest) });
    }
  }

  async #show(event: HttpEvent, { actor, now }: FormRequest<Shape, Actor>, shown: Shown<Context>): Promise<HttpResult> {
    const { fields, initial, office, render } = this.#definition;
    const { context, status, typed, problems = [], notice, isSameAttempt } = shown;
    const form = fields(context);
    const key = typed?.get('idempotencyKey');
    const state: FormState = {
      address: formAddress(event),
      reader: context.reader,
      fields: form,
      hidden: {
        ...(await frameFields(this.#frame, actor, now, office?.(context))),
        ...(isSameAttempt === true && key ? { idempotencyKey: key } : {}),
      },
      typed: valuesShown(form, initial?.(context) ?? {}, typed),
      problems,
      isRefused: status === REFUSED,
      notice,
    };
    return this.#frame.answers.html(status, render(state, context));
  }

  /** What was posted without a session; it may be stale by now. */
  #found(context: Context, typed: URLSearchParams): Omit<Shown<Context>, 'context' | 'status'> {
    const version = this.#definition.initial?.(context).version;
    const isStale = version !== undefined && version !== typed.get('version');
    const notice = isStale ? this.#stale(context) : FORM_TEXTS[context.reader.language].notices.restored;
    return { typed, notice, isSameAttempt: true };
  }

  #stale(context: Context): FormNotice {
    const { title, text } = FORM_TEXTS[context.reader.language].notices.stale;
    const happened = this.#definition.stale?.(context);
    return { title: happened ?? title, text };
  }
}

/** The hidden fields of a form that was made for this person. @param office the one to act for, if not the first */
export async function frameFields(
  { csrf }: Pick<FormFrame, 'csrf'>,
  { userId, namedOffice, offices }: FormActor,
  now: Date,
  office = offices[0],
): Promise<Readonly<Record<string, string>>> {
  const token = await csrf.issue(userId, now);
  return { csrf: token, idempotencyKey: randomUUID(), office: namedOffice ?? office };
}

function addressOf({ to, done, isPending }: Done, origin: string): string {
  const address = new URL(to, origin);
  address.searchParams.set('done', done);
  if (isPending === true) address.searchParams.set('pending', 'true');
  return address.href;
}
