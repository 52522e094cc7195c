/**
 * A value has a type that a workflow cannot write. Step Functions spells SDK integration parameters in PascalCase, also
 * inside attribute values: DynamoDB's NULL, BOOL and SS are Nul, Bool and Ss. It refuses DynamoDB's own spelling as
 * States.Runtime, which no Catch catches.
 * Source: Step Functions developer guide, "Learning to use AWS service SDK integrations", API naming conventions.
 */
export class AttributeTypeRefusedError extends Error {
  override readonly name = 'AttributeTypeRefusedError';
}

/**
 * Checks that a workflow can write an item: write booleans as strings, sets as lists, and omit null.
 * @throws AttributeTypeRefusedError names the first value that it cannot write
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
