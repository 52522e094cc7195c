import { beforeEach, describe, expect, it } from 'vitest';
import { TableOfficeStore } from '../../../functions/offices/offices.store.ts';
import { Table } from '../../../functions/platform/table.ts';
import { OFFICES, PALOPO } from '../../builders/palopo.ts';
import { dynamodbAnswering } from '../../harness/memory/clients.ts';
import { answerOf } from '../../harness/memory/dynamodb.ts';
import { MemoryTable } from '../../harness/memory/memory-table.ts';

const office = OFFICES.get(PALOPO.dinkes);
if (office === undefined) throw new Error('no office');
let offices: TableOfficeStore;
beforeEach(async () => {
  const memory = new MemoryTable();
  const client = dynamodbAnswering(async (action, input) => answerOf(memory, action, input));
  offices = new TableOfficeStore(new Table(client, 'commitments'), () => 0);
  await offices.create(office);
});

describe('the address of an office’s letters', () => {
  it('is known in any case from the creation on, and no other is', async () => {
    expect(await offices.hasAddress(office.email.toUpperCase())).toBe(true);
    expect(await offices.hasAddress('ani@example.org')).toBe(false);
  });

  it('is known as it is now, after a change of address and back', async () => {
    await offices.replace({ ...office, email: 'baru@example.org' });
    expect(await offices.hasAddress(office.email)).toBe(false);
    expect(await offices.hasAddress('baru@example.org')).toBe(true);
    await offices.replace(office);
    expect(await offices.hasAddress(office.email)).toBe(true);
  });

  it('stays known where only its case or another field changes', async () => {
    await offices.replace({ ...office, name: 'Dinkes', email: office.email.toUpperCase() });
    expect(await offices.hasAddress(office.email)).toBe(true);
  });

  it('stands for its mailbox, before and after a change within it', async () => {
    const tagged = office.email.replace('@', '+tuntas@');
    expect(await offices.hasAddress(tagged)).toBe(true);
    await offices.replace({ ...office, email: tagged });
    expect(await offices.hasAddress(office.email)).toBe(true);
  });

  it('is known as long as one of several offices has it', async () => {
    await offices.create({ ...office, officeId: '73.73-lain' });
    await offices.replace({ ...office, email: 'baru@example.org' });
    expect(await offices.hasAddress(office.email)).toBe(true);
  });

  it('changes with all 48 regions that an office may serve, in one transaction', async () => {
    const codes = (from: number) =>
      Array.from({ length: 48 }, (_, index) => `${10 + Math.floor((from + index) / 90)}.${10 + ((from + index) % 90)}`);
    await offices.replace({ ...office, serves: codes(0) });
    expect(await offices.replace({ ...office, serves: codes(48), email: 'baru@example.org' })).toBe(true);
    expect(await offices.hasAddress('baru@example.org')).toBe(true);
  });
});
