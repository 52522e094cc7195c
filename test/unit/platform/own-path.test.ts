import { describe, expect, it } from 'vitest';
import { ownPath } from '../../../functions/platform/pages/own-path.ts';

describe('a path to return to after signing in', () => {
  it.each([
    '/console',
    '/console/commitments/7373-0123456789abcdef0123?x=1',
    '/console?x=1',
    '/reports/regions/73.73?format=html&asOf=2026-01-31',
  ])('may be %s', (path) => {
    expect(ownPath(path)).toBe(path);
  });

  it.each([
    ['another site', 'https://example.org/console'],
    ['another site, shortened', '//example.org/console'],
    ['another site, as some browsers read it', '/\\example.org'],
    ['another site behind a user', '/console@example.org'],
    ['a script', 'javascript:alert(1)'],
    ['no page', '/openapi.json'],
    ['no page, by dots', '/console/../openapi.json'],
    ['no page, by hidden dots', '/console/%2e%2e/openapi.json'],
    ['no page, but begins like one', '/consoles'],
    ['the page before the sign-in', '/console/enter?to=/console'],
    ['the return from the sign-in', '/console/sign-in?code=c'],
    ['the page after signing out', '/console/signed-out'],
    ['two lines', '/console\r\nset-cookie: a=b'],
    ['a path with a blank, as the gateway decodes it', '/console/commitments/a b'],
    ['a path that is too long', `/console/${'a'.repeat(600)}`],
    ['nothing', ''],
    ['not there', undefined],
    ['not there either', null],
  ])('is refused if it is %s', (_, path) => {
    expect(ownPath(path)).toBeUndefined();
  });
});
