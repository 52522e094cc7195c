import { describe, expect, it } from 'vitest';
import { refuseOtherOrigins } from '../../../functions/platform/pages/own-origin.ts';
import { httpEvent } from '../../builders/http-event.ts';

const posted = (origin?: string, host = 'tuntas.example.org') => {
  const event = httpEvent({ claims: {}, method: 'POST', path: '/console/sign-out' });
  return () => refuseOtherOrigins({ ...event, headers: { host, ...(origin === undefined ? {} : { origin }) } });
};

describe('a form', () => {
  it.each([
    ['a page of ours', 'https://tuntas.example.org', undefined],
    [
      'a page of ours at another of our hosts',
      'https://a1.execute-api.ap-southeast-3.amazonaws.com',
      'a1.execute-api.ap-southeast-3.amazonaws.com',
    ],
    ['a page of ours on a port', 'http://localhost:4566', 'localhost:4566'],
    ['a program, which names no site', undefined, undefined],
  ])('is taken from %s', (_, origin, host) => {
    expect(posted(origin, host)).not.toThrow();
  });

  it.each([
    ['another site', 'https://example.org'],
    ['a host below ours', 'https://x.tuntas.example.org'],
    ['another port', 'https://tuntas.example.org:8443'],
    ['a page that hides its site', 'null'],
    ['nowhere', ''],
  ])('is refused from %s', (_, origin) => {
    expect(posted(origin)).toThrow(expect.objectContaining({ name: 'NotPermittedError' }));
  });

  it('is refused from a page that hides its site, also by a request without a host', () => {
    const event = {
      ...httpEvent({ claims: {}, method: 'POST', path: '/console/sign-out' }),
      headers: { origin: 'null' },
    };
    expect(() => refuseOtherOrigins(event)).toThrow(expect.objectContaining({ name: 'NotPermittedError' }));
  });
});
