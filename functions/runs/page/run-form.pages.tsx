import * as z from 'zod';
import { monthInWords } from '../../calendar/moments.texts.ts';
import { TABLE_NAMES } from '../../imports/transfers.ts';
import { Form, FormMessages, FormPage } from '../../platform/forms/form.tsx';
import type { FormState } from '../../platform/forms/form-definition.ts';
import type { Field, VisibleField } from '../../platform/forms/form-fields.ts';
import { PageFrame, type Reader } from '../../platform/pages/page-frame.tsx';
import { localDateIn } from '../../platform/values/local-date.ts';
import { twelveMonthsTo } from '../../platform/values/months.ts';
import { ZONE_NAMES } from '../../regions/zones.ts';
import { RUN_WORKFLOWS, type RunWorkflow, runInput } from '../runs.ts';
import { RUNS_ADDRESS } from './run-list.pages.tsx';
import type { RunWords } from './run-words.pages.ts';

/** The form that starts a run: of the workflow in its address, or to choose one. */
export interface RunForm {
  readonly workflow: RunWorkflow | undefined;
  readonly words: RunWords;
  readonly now: Date;
  readonly reader: Reader;
}

/** The input of the API; a workflow without fields of its own has an empty `input`. */
export const postedRun = z.preprocess(
  (typed) => (typeof typed === 'object' ? { input: {}, ...typed } : typed),
  runInput,
);

export function runFields({ workflow, words, now }: RunForm): readonly Field[] {
  const { texts } = words;
  const dryRun = { name: 'dryRun', kind: 'button', as: 'boolean' } as const;
  if (workflow === undefined) {
    const choices = RUN_WORKFLOWS.map((value) => ({
      value,
      label: words.name(value),
      hint: words.workflows[value].about,
    }));
    return [{ name: 'workflow', kind: 'radio', label: texts.choose, choices }, dryRun];
  }
  return [{ name: 'workflow', kind: 'hidden', as: 'text' }, ...inputFields(workflow, words, now), dryRun];
}

function inputFields(workflow: RunWorkflow, { texts, reader }: RunWords, now: Date): readonly VisibleField[] {
  const { fields, zones, tables } = texts;
  const zone: VisibleField = {
    name: 'input.zone',
    kind: 'radio',
    label: fields.zone,
    choices: ZONE_NAMES.map((value) => ({ value, label: zones[value] })),
  };
  switch (workflow) {
    case 'reminders':
      return [zone, { name: 'input.day', kind: 'date', label: fields.day, hint: fields.dayHint, isOptional: true }];
    case 'reports': {
      const months = twelveMonthsTo(localDateIn('Asia/Jakarta', now)).toReversed();
      const choices = months.map((value) => ({ value, label: monthInWords(value, reader.language) }));
      return [
        zone,
        { name: 'input.month', kind: 'select', label: fields.month, hint: fields.monthHint, isOptional: true, choices },
      ];
    }
    case 'recalculation':
      return [{ name: 'input.year', kind: 'number', label: fields.year }];
    case 'import': {
      const choices = TABLE_NAMES.map((value) => ({ value, label: tables[value] }));
      return [
        { name: 'input.what', kind: 'select', label: fields.what, choices },
        { name: 'input.uploadId', kind: 'text', label: fields.uploadId, hint: fields.uploadIdHint },
      ];
    }
    default:
      return [];
  }
}

/** A form to choose the workflow, and then one with its own fields. */
export function RunFormPage({ form, context }: { readonly form: FormState; readonly context: RunForm }) {
  const { workflow, words } = context;
  const { texts } = words;
  if (workflow === undefined) return <ChooserPage form={form} words={words} />;
  return (
    <FormPage
      form={form}
      title={texts.new(words.name(workflow))}
      buttons={[{ label: texts.dryRun, name: 'dryRun', value: 'true' }]}
      leaveTo={RUNS_ADDRESS}
    >
      <p>{words.workflows[workflow].about}</p>
      <p>{texts.dryRunFirst}</p>
    </FormPage>
  );
}

/** Changes nothing: it leads to the form of the chosen workflow. */
function ChooserPage({ form, words }: { readonly form: FormState; readonly words: RunWords }) {
  const { texts, reader } = words;
  return (
    <PageFrame title={texts.start} reader={reader}>
      <h1>{texts.start}</h1>
      <FormMessages form={form} />
      <Form form={form} buttons={[{ label: texts.goOn }]} leaveTo={RUNS_ADDRESS} isQuery />
    </PageFrame>
  );
}
