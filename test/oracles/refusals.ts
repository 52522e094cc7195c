import { expect } from 'vitest';

/** A refusal of an input at exactly those paths, whatever is said of each. */
export function refusedAt(...paths: readonly string[]) {
  return expect.objectContaining({
    name: 'InputRefusedError',
    problems: paths.map((path) => expect.objectContaining({ path })),
  });
}

/** A refusal by the name of its error, with what it carries. */
export function refusal(name: string, carrying: object = {}) {
  return expect.objectContaining({ name, ...carrying });
}
