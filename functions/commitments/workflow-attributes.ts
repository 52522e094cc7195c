/** The types of attribute values that a workflow can write. */
export const WORKFLOW_ATTRIBUTE_TYPES = ['S', 'N', 'M', 'L', 'B'] as const;

/**
 * A value is of a type that no workflow can write. Step Functions spells the parameters of its SDK integrations in
 * PascalCase, also inside attribute values: what DynamoDB calls NULL, BOOL and SS is Nul, Bool and Ss there, and the form
 * of DynamoDB is refused as States.Runtime, which no Catch catches.
 * Source: Step Functions developer guide, "Learning to use AWS service SDK integrations", API naming conventions.
 */
export class AttributeTypeRefusedError extends Error {
  override readonly name = 'AttributeTypeRefusedError';
}

/**
 * Checks that an item needs no other types than these: absence is left out, a truth value is a word, a set a list.
 * @throws AttributeTypeRefusedError names the first value that does
 */
export function checkWorkflowTypes(item: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(item)) checkValue(name, value);
}

function checkValue(path: string, value: unknown): void {
  if (value === undefined || typeof value === 'string' || typeof value === 'number') return;
  if (typeof value !== 'object' || value === null || value instanceof Set) {
    throw new AttributeTypeRefusedError(`${path} is ${value === null ? 'null' : describe(value)}`);
  }
  if (value instanceof Uint8Array) return;
  for (const [name, each] of Object.entries(value)) checkValue(`${path}.${name}`, each);
}

const describe = (value: unknown) => (value instanceof Set ? 'a set' : `a ${typeof value}`);
