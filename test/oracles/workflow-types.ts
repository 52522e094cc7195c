/** The DynamoDB types that are PascalCase already. Step Functions spells the others in its own way (Nul, Bool). */
const TAKEN = new Set(['S', 'N', 'M', 'L', 'B']);

/** The paths of values in an attribute map with a type that Step Functions refuses, as `changes.due.NULL`. */
export function refusedTypesIn(attributes: unknown, path = ''): readonly string[] {
  return fieldsOf(attributes).flatMap(([name, value]) => refusedIn(value, path === '' ? name : `${path}.${name}`));
}

function refusedIn(value: unknown, path: string): readonly string[] {
  return fieldsOf(value).flatMap(([type, content]) => {
    if (!TAKEN.has(type)) return [`${path}.${type}`];
    if (type === 'M') return refusedTypesIn(content, path);
    return type === 'L' ? fieldsOf(content).flatMap(([index, each]) => refusedIn(each, `${path}.${index}`)) : [];
  });
}

function fieldsOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

/** The fields of DynamoDB requests that contain attribute maps. */
const MAPS = new Set(['Item', 'Key', 'ExpressionAttributeValues']);

/** The same for all attribute maps of a request. */
export function refusedInRequest(request: unknown): readonly string[] {
  return fieldsOf(request).flatMap(([name, value]) =>
    MAPS.has(name) ? refusedTypesIn(value, name) : refusedInRequest(value),
  );
}
