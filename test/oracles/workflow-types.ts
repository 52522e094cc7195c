/** What AWS's page on SDK integrations leaves as DynamoDB spells it: the types whose names are PascalCase already. */
const TAKEN = new Set(['S', 'N', 'M', 'L', 'B']);

/** Of an attribute map, the paths of values of a type that Step Functions would refuse, as `changes.due.NULL`. */
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

/** The fields of a request of DynamoDB that hold attribute maps. */
const MAPS = new Set(['Item', 'Key', 'ExpressionAttributeValues']);

/** The same of a whole request, wherever in it attribute maps are. */
export function refusedInRequest(request: unknown): readonly string[] {
  return fieldsOf(request).flatMap(([name, value]) =>
    MAPS.has(name) ? refusedTypesIn(value, name) : refusedInRequest(value),
  );
}
