import { problemOf } from '../http/problems.ts';
import { logger } from '../logger.ts';
import {
  ChangeNotPossibleError,
  InputRefusedError,
  KeyAlreadyUsedError,
  MoveNotPossibleError,
  PartsMissingError,
  VersionPassedError,
} from '../values/errors.ts';
import type { Language } from '../values/text.ts';
import { FORM_TEXTS } from './form.texts.ts';
import type { FormNotice } from './form-definition.ts';
import { type Field, type FormProblem, problemsOnPage } from './form-fields.ts';

/** Why a form comes back. */
export interface FormRefusal {
  readonly status: 409 | 422 | 503;
  readonly problems?: readonly FormProblem[];
  readonly notice?: FormNotice;
  /** The form was made from what has changed since. */
  readonly isStale?: true;
  /** Whether it was recorded is unknown: sending again is the same attempt. */
  readonly isSameAttempt?: true;
}

/** The refusal that an error means for a form; undefined for errors that no form can answer. */
export function formRefusalOf(
  error: unknown,
  fields: readonly Field[],
  typed: URLSearchParams,
  language: Language,
): FormRefusal | undefined {
  const texts = FORM_TEXTS[language];
  if (error instanceof InputRefusedError) {
    return { status: 422, problems: problemsOnPage(error.problems, fields, typed, language) };
  }
  if (error instanceof PartsMissingError) {
    const problems = error.missing.map((path) => ({ path, message: texts.missing }));
    const onPage = problemsOnPage(problems, fields, typed, language).filter(({ field }) => field !== undefined);
    return { status: 422, problems: onPage.length > 0 ? onPage : [{ message: error.message }] };
  }
  if (error instanceof KeyAlreadyUsedError) return { status: 422, notice: texts.notices.used };
  if (error instanceof VersionPassedError || error instanceof MoveNotPossibleError) {
    return { status: 409, isStale: true };
  }
  if (error instanceof ChangeNotPossibleError) {
    return { status: 409, notice: { title: texts.notPossible, text: error.message } };
  }
  if (problemOf(error).code !== 'unavailable') return undefined;
  logger.error('form not answered', { error });
  return { status: 503, notice: texts.notices.busy, isSameAttempt: true };
}
