import { describe, expect, it } from 'vitest';
import { checkMayManage, checkTerms, dayAtOffices, maySee } from '../../../functions/people/account-rules.ts';
import { newPerson, personChanges } from '../../../functions/people/people.ts';
import { OFFICES, PALOPO } from '../../builders/palopo.ts';
import { refusal, refusedAt } from '../../oracles/refusals.ts';

const dayAt = dayAtOffices(OFFICES, new Date('2026-03-10T02:00:00Z'));
const { dinkes, hospital, registry } = PALOPO;
const term = (officeId: string, from?: string, to?: string) => ({
  officeId,
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
});

describe('the terms of an account', () => {
  it.each`
    terms                                                                                  | because
    ${[term(dinkes)]}                                                                      | ${'one office without limits'}
    ${[term(dinkes, '2026-03-11')]}                                                        | ${'it begins tomorrow'}
    ${[term(dinkes, undefined, '2026-03-10')]}                                             | ${'it ends today'}
    ${[term(dinkes), term(registry)]}                                                      | ${'two offices at once'}
    ${[term(dinkes, '2025-01-01', '2025-12-31'), term(dinkes, '2026-01-01')]}              | ${'one after the other'}
    ${[term(dinkes, '2026-02-01'), term(dinkes, undefined, '2026-01-31')]}                 | ${'in any order'}
    ${[term(dinkes, undefined, '2026-03-09'), term(hospital, '2026-04-01', '2026-05-01')]} | ${'one past, one to come'}
  `('are accepted: $because', ({ terms }) => {
    expect(() => checkTerms(terms, dayAt)).not.toThrow();
  });

  it.each`
    terms                                                                                   | paths                               | because
    ${[term('73.73-tidak-ada')]}                                                            | ${['offices.0.officeId']}           | ${'the office is unknown'}
    ${[term(dinkes), term(dinkes)]}                                                         | ${['offices.1']}                    | ${'the same twice'}
    ${[term(dinkes, undefined, '2026-05-01'), term(dinkes, '2026-05-01')]}                  | ${['offices.1']}                    | ${'both on one day'}
    ${[term(dinkes, '2026-05-01'), term(hospital), term(dinkes)]}                           | ${['offices.2']}                    | ${'the second has no beginning'}
    ${[term(dinkes, '2026-01-01', '2026-12-31'), term(dinkes, '2026-03-01', '2026-04-01')]} | ${['offices.1']}                    | ${'one within the other'}
    ${[term(dinkes, undefined, '2026-03-09')]}                                              | ${['offices.0.to']}                 | ${'it ended yesterday'}
    ${[term(dinkes, undefined, '2026-03-09'), term(hospital, undefined, '2025-01-01')]}     | ${['offices.0.to', 'offices.1.to']} | ${'all have ended'}
  `('are refused at $paths: $because', ({ terms, paths }) => {
    expect(() => checkTerms(terms, dayAt)).toThrow(refusedAt(...paths));
  });

  it('are at least one', () => {
    const body = { email: 'a@example.org', name: 'A', role: 'official', offices: [] };
    expect(newPerson.safeParse(body).success).toBe(false);
    expect(personChanges.safeParse({ offices: [] }).success).toBe(false);
  });
});

describe('an address', () => {
  it('is one address in any case', () => {
    const body = { email: 'Ani@Example.ORG', name: 'Ani', role: 'official', offices: [term(dinkes)] };
    expect(newPerson.parse(body).email).toBe('ani@example.org');
  });

  it('cannot change', () => {
    expect(personChanges.safeParse({ email: 'other@example.org' }).success).toBe(false);
  });
});

const actor = (role: 'official' | 'auditor' | 'admin', ...offices: [string, ...string[]]) => ({
  userId: 'u',
  role,
  offices,
  scope: [],
});

describe('an account', () => {
  const official = (...held: string[]) => ({ role: 'official', offices: held.map((id) => term(id)) }) as const;

  it.each`
    by                                     | managed                                             | office       | because
    ${actor('admin', 'bpjs-pusat')}        | ${{ role: 'admin', offices: [term('bpjs-pusat')] }} | ${undefined} | ${'administrators manage all'}
    ${actor('official', dinkes)}           | ${official(dinkes)}                                 | ${undefined} | ${'of the own office'}
    ${actor('official', dinkes, registry)} | ${official(registry)}                               | ${undefined} | ${'of one of the own offices'}
    ${actor('official', dinkes, registry)} | ${official(registry)}                               | ${registry}  | ${'of the office acted for'}
  `('is managed: $because', ({ by, managed, office }) => {
    expect(() => checkMayManage(by, managed, office)).not.toThrow();
  });

  it.each`
    by                                     | managed                                         | office       | because
    ${actor('official', dinkes)}           | ${official(hospital)}                           | ${undefined} | ${'of another office'}
    ${actor('official', dinkes)}           | ${official(dinkes, hospital)}                   | ${undefined} | ${'that holds another office, too'}
    ${actor('official', dinkes, registry)} | ${official(dinkes, registry)}                   | ${undefined} | ${'that holds both'}
    ${actor('official', dinkes, registry)} | ${official(registry)}                           | ${dinkes}    | ${'of another office than the one acted for'}
    ${actor('official', dinkes)}           | ${{ role: 'auditor', offices: [term(dinkes)] }} | ${undefined} | ${'with another role'}
    ${actor('official', dinkes)}           | ${{ role: 'admin', offices: [term(dinkes)] }}   | ${undefined} | ${'of an administrator'}
    ${actor('auditor', dinkes)}            | ${official(dinkes)}                             | ${undefined} | ${'by an auditor'}
  `('is not managed: $because', ({ by, managed, office }) => {
    expect(() => checkMayManage(by, managed, office)).toThrow(refusal('NotPermittedError'));
  });

  it('is seen by administrators and in its offices', () => {
    const both = official(dinkes, hospital);
    expect(maySee(actor('official', hospital), both)).toBe(true);
    expect(maySee(actor('official', registry), both)).toBe(false);
    expect(maySee(actor('admin', 'bpjs-pusat'), both)).toBe(true);
  });
});
