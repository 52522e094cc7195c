import * as z from 'zod';
import {
  type Authentication,
  authenticatedRoute,
  checkRole,
  paramsOf,
  type RouteHandler,
} from '../http/authenticated-route.ts';
import type { HttpEvent, HttpResult } from '../http/http-handler.ts';
import type { FormShape, RequestShape } from '../http/route.ts';
import { NotPermittedError, NotSignedInError } from '../values/errors.ts';
import { parsed } from '../values/parsing.ts';
import { forgedTexts } from './form.texts.ts';
import type { FormActor, FormContext, FormDefinition, FormFrame } from './form-definition.ts';
import { FormServer } from './form-server.ts';
import { formAddress, inNameOf, postedFields } from './posted-form.ts';

/** The two routes of a form. */
export type FormRoutes<Actor> = readonly [show: RouteHandler<Actor>, post: RouteHandler<Actor>];

// Forms read their bodies themselves.
const anything = z.unknown();
type GetShape<Shape extends FormShape> = RequestShape<typeof anything, Shape['query'], Shape['path']>;

/**
 * The only way to make a form. GET shows it and changes nothing. POST to the same address acts once and answers 303. The
 * form comes back with all that was typed if it is refused (422), came too late (409) or the service is busy (503). A
 * post from elsewhere, or not made for this person, is refused (403) and nothing of it is kept; one whose session has
 * ended is kept for this person.
 */
export function formRoute<Actor extends FormActor>() {
  const authenticated = authenticatedRoute<Actor>();
  return <Shape extends FormShape, Context extends FormContext, Schema extends z.ZodType>(
    shape: Shape,
    frame: FormFrame,
    definition: FormDefinition<Shape, Actor, Context, Schema>,
  ): FormRoutes<Actor> => {
    const { path, who, query } = shape;
    const server = new FormServer(frame, definition);
    const shown: GetShape<Shape> = { method: 'GET', path, who, body: anything, query };
    const show = authenticated(shown, async ({ event, ...request }) => server.open(event, request));
    const post: RouteHandler<Actor> = (authentication) => ({
      method: 'POST',
      path,
      handler: async (event: HttpEvent) => {
        const now = new Date();
        const typed = postedFields(event);
        const token = await frame.csrf.read(typed.get('csrf') ?? '', now);
        if (token === undefined) throw new NotPermittedError(forgedTexts.forged);
        const actor = await authentication.loadActor(inNameOf(event, typed.get('office')), now);
        if (actor === undefined) return await keepLost(event, typed, token.userId, now, authentication, frame);
        if (token.userId !== actor.userId) throw new NotPermittedError(forgedTexts.forged);
        checkRole(actor, who);
        const request = {
          params: paramsOf<Shape['path']>(path, event),
          query: parsed<Shape['query']>(query, event.queryStringParameters ?? {}),
          actor,
          now,
        };
        return await server.post(event, request, typed, token.isOld);
      },
    });
    return [show, post];
  };
}

/** Keeps what a person posted without a session, who can sign in and comes back to the form. */
async function keepLost<Actor>(
  event: HttpEvent,
  typed: URLSearchParams,
  userId: string,
  now: Date,
  { signIn }: Authentication<Actor>,
  { lostPosts }: FormFrame,
): Promise<HttpResult> {
  const answer = await signIn?.(event);
  if (answer === undefined) throw new NotSignedInError(forgedTexts.signedOut);
  const cookie = await lostPosts.keep({ userId, address: formAddress(event), fields: typed.toString() }, now);
  return { ...answer, cookies: [...(answer.cookies ?? []), cookie] };
}
