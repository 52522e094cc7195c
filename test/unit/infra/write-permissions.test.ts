import { describe, expect, it } from 'vitest';
import { synthesized } from '../../harness/synthesized.ts';
import { grants, partitionsIn, partitionsOutside } from '../../oracles/grants.ts';

const writes = grants(synthesized('prod').service).filter(({ action }) =>
  /^dynamodb:(Put|Update|Delete|BatchWrite)Item$/.test(action),
);

describe('the events of commitments', () => {
  const isKeptFromEvents = ({ condition }: { condition?: unknown }) =>
    partitionsIn(condition)?.every((partition) => !partition.startsWith('E#')) === true ||
    partitionsOutside(condition).includes('E#*');

  it('may be put by the lifecycle, the API and the recalculation only', () => {
    const writers = writes.filter((grant) => !isKeptFromEvents(grant)).map(({ role, action }) => `${action} ${role}`);
    expect(writers).toEqual([
      'dynamodb:PutItem <LifecycleWorkflowMachineRole>',
      'dynamodb:PutItem <RecalculationRecalculateDeadlinesRole>',
      'dynamodb:PutItem <ApiFunctionServeApiRole>',
    ]);
  });

  it('may be changed or deleted by no role', () => {
    const changing = writes.filter(({ action }) => action !== 'dynamodb:PutItem');
    expect(changing.length).toBeGreaterThan(5);
    expect(changing.filter((grant) => !isKeptFromEvents(grant))).toEqual([]);
  });
});

describe('accounts, sessions, and what forms keep', () => {
  const writersOf = (partition: string) => {
    const writers = writes.filter(({ condition }) => {
      const kept = partitionsIn(condition);
      return kept === undefined ? !partitionsOutside(condition).includes(partition) : kept.includes(partition);
    });
    return [...new Set(writers.map(({ role }) => role))].sort();
  };
  const people = '<PeopleServePeopleRole>';
  const console = '<ConsoleServeConsoleRole>';

  it.each(['PERSON#*', 'EMAIL#*', 'STAFF#*', 'ADMINISTRATORS'])(
    'are written by the function of people only: %s',
    (partition) => {
      expect(writersOf(partition)).toEqual([people]);
    },
  );

  it('are written by the functions of pages only', () => {
    expect(writersOf('SESSIONS#*')).toEqual([console, people, '<ReportsServeReportsRole>']);
    for (const partition of ['SECRET#FORMS', 'LOST#*']) expect(writersOf(partition)).toEqual([console, people]);
  });
});
