import jsonata from 'jsonata';
import { StateFailure } from './failures.ts';

/** The value of `$states` in an expression. */
export interface StatesVariable {
  readonly input: unknown;
  readonly result?: unknown;
  readonly errorOutput?: { readonly Error: string; readonly Cause: string };
  readonly context: unknown;
}

const compiled = new Map<string, jsonata.Expression>();

/** Evaluates every `{% %}` of a JSON template. @throws StateFailure States.QueryEvaluationError */
export async function evaluate(template: unknown, states: StatesVariable): Promise<unknown> {
  if (typeof template === 'string') {
    const [, expression] = /^\{%([\s\S]*)%\}$/.exec(template) ?? [];
    return expression === undefined ? template : await resultOf(expression, states);
  }
  if (Array.isArray(template)) {
    const items: unknown[] = [];
    for (const item of template) items.push(await evaluate(item, states));
    return items;
  }
  if (typeof template === 'object' && template !== null) {
    const fields: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(template)) fields[name] = await evaluate(value, states);
    return fields;
  }
  return template;
}

async function resultOf(expression: string, states: StatesVariable): Promise<unknown> {
  const query = compiled.get(expression) ?? prepared(expression);
  compiled.set(expression, query);
  let value: unknown;
  try {
    value = await query.evaluate(undefined, { states });
  } catch (error) {
    throw refused(expression, error instanceof Error ? error.message : JSON.stringify(error));
  }
  if (value === undefined) throw refused(expression, 'it is not defined');
  // JSONata adds properties to its lists; states pass plain JSON.
  return JSON.parse(JSON.stringify(value));
}

function prepared(expression: string): jsonata.Expression {
  const query = jsonata(expression);
  // The only function added by Step Functions that our definitions use.
  query.registerFunction('parse', (text: string): unknown => JSON.parse(text), '<s:x>');
  return query;
}

function refused(expression: string, why: string): StateFailure {
  return new StateFailure('States.QueryEvaluationError', `${expression.trim()}: ${why}`);
}
