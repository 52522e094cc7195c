import { expect } from 'vitest';

/** Matches a refusal of an input at exactly those paths, with any messages. */
export function refusedAt(...paths: readonly string[]) {
  return expect.objectContaining({
    name: 'InputRefusedError',
    problems: paths.map((path) => expect.objectContaining({ path })),
  });
}

/** Matches an error by its name and properties. */
export function refusal(name: string, carrying: object = {}) {
  return expect.objectContaining({ name, ...carrying });
}
