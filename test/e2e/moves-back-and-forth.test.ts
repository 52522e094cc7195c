import { describe, expect, it } from 'vitest';
import { addWorkingDays, DECREED_CALENDAR } from '../../functions/calendar/calendar.ts';
import { assignment, commitmentAt, LETTER, PALOPO, raise, today } from '../builders/commitments.ts';
import { as, refusal, refusedPaths } from '../engine/api.ts';
import { executionStatus, statesEntered } from '../engine/executions.ts';
import { until } from '../engine/until.ts';

const { branch, sekda, owner, support, verifier, bystander, region } = PALOPO;
const reason = 'Sesuai kesepakatan rapat tindak lanjut.';
const inWorkingDays = (days: number) => addWorkingDays(today(), days, region, DECREED_CALENDAR);
const later = { workingDays: 60, from: today() };

describe.concurrent('a move away from the line', () => {
  it('decline returns a commitment to the secretariat without owner, verifier and due date', async () => {
    const commitment = await commitmentAt('assigned');
    const declined = await commitment.move(owner, { move: 'decline', reason: 'Bukan kewenangan dinas kesehatan.' });
    expect(declined).toMatchObject({ stage: 'raised', turn: { office: branch, action: 'assign' } });
    for (const field of ['ownerOffice', 'verifierOffice', 'due']) expect(declined).not.toHaveProperty(field);

    await commitment.move(branch, { ...assignment(), ownerOffice: bystander });
    expect(await commitment.move(bystander, { move: 'start' })).toMatchObject({ ownerOffice: bystander, version: 5 });
    expect(await statesEntered(commitment.id)).toEqual([
      'Route',
      'Raised',
      'Assigned',
      'Route',
      'Raised',
      'Assigned',
      'In progress',
    ]);
    await commitment.isWhole();
  });

  it('sendBack by the verifier gives the owner at least five working days', async () => {
    const commitment = await commitmentAt('assigned');
    // The forum was entered late: the due date has passed.
    await commitment.move(branch, { move: 'reassign', ownerOffice: owner, due: { on: '2026-01-05' }, reason });
    await commitment.move(owner, { move: 'start' });
    expect(commitment.view).toMatchObject({ timeliness: 'overdue', turn: { dueOn: '2026-01-05' } });
    await commitment.move(owner, { move: 'submit', evidence: [LETTER] });
    refusal(await commitment.attempt(sekda, { move: 'sendBack', reason }), 403, 'forbidden');
    expect(await commitment.move(verifier, { move: 'sendBack', reason: 'Foto belum bertanggal.' })).toMatchObject({
      stage: 'inProgress',
      turn: { office: owner, action: 'deliver', dueOn: inWorkingDays(5) },
      due: { on: '2026-01-05' },
      timeliness: 'dueSoon',
    });
    await commitment.move(owner, { move: 'submit', evidence: [LETTER] });
    expect(await commitment.move(verifier, { move: 'verify', finding: 'fulfilled' })).toMatchObject({
      stage: 'verified',
    });
    await commitment.isWhole();
  });

  it('sendBack of a verified commitment by the secretariat removes the finding', async () => {
    const commitment = await commitmentAt('verified');
    refusal(await commitment.attempt(verifier, { move: 'sendBack', reason }), 403, 'forbidden');
    const back = await commitment.move(branch, { move: 'sendBack', reason });
    expect(back).toMatchObject({ stage: 'inProgress', turn: { office: owner, action: 'deliver' } });
    expect(back).not.toHaveProperty('finding');
    expect((await statesEntered(commitment.id)).slice(-3)).toEqual(['Verified', 'Route', 'In progress']);
    await commitment.isWhole();
  });

  it.each(['assigned', 'inProgress', 'submitted'] as const)(
    'reassign of %s starts with another owner, and keeps the first due date visible',
    async (place) => {
      const commitment = await commitmentAt(place);
      const first = commitment.view.due?.first;
      expect(
        await commitment.move(sekda, {
          move: 'reassign',
          ownerOffice: bystander,
          coOwners: [support],
          due: later,
          reason,
        }),
      ).toMatchObject({
        stage: 'assigned',
        ownerOffice: bystander,
        coOwners: [support],
        verifierOffice: verifier,
        due: { on: inWorkingDays(60), first, extensions: 0 },
        turn: { office: bystander, action: 'start' },
      });
      refusal(await commitment.attempt(owner, { move: 'start' }), 403, 'forbidden');
      await commitment.move(bystander, { move: 'start' });
      expect((await statesEntered(commitment.id)).slice(-3)).toEqual(['Route', 'Assigned', 'In progress']);
    },
  );

  it.each(['raised', 'assigned', 'inProgress', 'submitted'] as const)(
    'withdraw of %s closes the commitment and ends its workflow',
    async (place) => {
      const commitment = await commitmentAt(place);
      expect(await commitment.move(branch, { move: 'withdraw', resolution: 'withdrawn', reason })).toMatchObject({
        stage: 'closed',
        resolution: 'withdrawn',
        closedOn: today(),
      });
      expect(commitment.view).not.toHaveProperty('turn');
      await until(() => executionStatus(commitment.id), 'SUCCEEDED');
      expect((await statesEntered(commitment.id)).slice(-2)).toEqual(['Route', 'Closed']);
      await commitment.isWhole();
    },
  );

  it('withdraw as merged records the other commitment in the event', async () => {
    const commitment = await commitmentAt('assigned');
    const other = await raise();
    const merge = { move: 'withdraw' as const, resolution: 'merged' as const, reason };
    expect(refusedPaths(await commitment.attempt(branch, merge))).toEqual(['mergedInto']);
    expect(refusedPaths(await commitment.attempt(branch, { ...merge, mergedInto: commitment.id }))).toEqual([
      'mergedInto',
    ]);
    await commitment.move(branch, { ...merge, mergedInto: other.id });
    expect(commitment.view).toMatchObject({ stage: 'closed', resolution: 'merged' });
    expect((await as(owner).events(commitment.id)).at(-1)?.changes).toMatchObject({ mergedInto: other.id });
  });

  it('reopen continues in progress in the next generation, with the history', async () => {
    const commitment = await commitmentAt('closed');
    const first = commitment.view.due?.first;
    refusal(await commitment.attempt(owner, { move: 'reopen', due: later, reason }), 403, 'forbidden');
    const reopened = await commitment.move(branch, { move: 'reopen', due: later, reason });
    expect(reopened).toMatchObject({
      stage: 'inProgress',
      turn: { office: owner, action: 'deliver', dueOn: inWorkingDays(60) },
      due: { on: inWorkingDays(60), first },
      version: 7,
    });
    for (const field of ['resolution', 'finding', 'closedOn']) expect(reopened).not.toHaveProperty(field);
    await commitment.move(owner, { move: 'submit', evidence: [LETTER] });
    await commitment.move(verifier, { move: 'verify', finding: 'partlyFulfilled' });
    expect(await commitment.move(sekda, { move: 'close', resolution: 'partlyFulfilled' })).toMatchObject({
      stage: 'closed',
      resolution: 'partlyFulfilled',
      version: 10,
    });
    expect(await statesEntered(commitment.id, 2)).toEqual(['Route', 'In progress', 'Verified', 'Closed']);
    expect(await commitment.history()).toEqual([
      'raise',
      'assign',
      'start',
      'submit',
      'verify',
      'close',
      'reopen',
      'submit',
      'verify',
      'close',
    ]);
    await commitment.isWhole();
  });

  it('reopen refuses a commitment that was withdrawn before it had an owner', async () => {
    const commitment = await commitmentAt('raised');
    await commitment.move(branch, { move: 'withdraw', resolution: 'withdrawn', reason });
    const answer = await commitment.attempt(branch, { move: 'reopen', due: later, reason });
    expect(refusal(answer, 422, 'not-verifiable').missing).toEqual(['ownerOffice', 'verifierOffice', 'criterion']);
  });

  it.each(['assigned', 'inProgress'] as const)(
    'requestExtension of %s gives the secretariat three working days, and keeps the due date',
    async (place) => {
      const commitment = await commitmentAt(place);
      const due = commitment.view.due;
      expect(await commitment.move(owner, { move: 'requestExtension', due: later, reason })).toMatchObject({
        stage: place,
        due,
        extensionRequested: { on: inWorkingDays(60), since: today() },
        turn: { office: branch, action: 'answerExtension', dueOn: inWorkingDays(3) },
      });
      expect(await commitment.move(sekda, { move: 'extend', due: later, reason })).toMatchObject({
        due: { on: inWorkingDays(60), first: due?.first, extensions: 1 },
        turn: { office: owner },
      });
      expect(commitment.view).not.toHaveProperty('extensionRequested');
    },
  );

  it('refuseExtension keeps the due date and returns the turn to the owner', async () => {
    const commitment = await commitmentAt('inProgress');
    const { due, turn } = commitment.view;
    await commitment.move(owner, { move: 'requestExtension', due: later, reason });
    expect(await commitment.move(branch, { move: 'refuseExtension', reason })).toMatchObject({ due, turn });
    expect(commitment.view).not.toHaveProperty('extensionRequested');
    await commitment.isWhole();
  });

  it.each(['raised', 'assigned', 'inProgress', 'submitted', 'verified'] as const)(
    'correct of %s changes the wording only',
    async (place) => {
      const commitment = await commitmentAt(place);
      const before = commitment.view;
      const corrected = { statement: { id: 'Menambah dua loket pendaftaran' }, category: 'sdm' };
      expect(await commitment.move(sekda, { move: 'correct', ...corrected, reason })).toEqual({
        ...before,
        ...corrected,
        version: before.version + 1,
      });
      await commitment.isWhole();
    },
  );

  it.each([owner, verifier, support, branch, sekda])(
    'note on a closed commitment by %s is recorded and changes nothing else',
    async (office) => {
      const commitment = await commitmentAt('raised');
      await commitment.move(branch, { ...assignment(), coOwners: [support] });
      await commitment.move(branch, { move: 'withdraw', resolution: 'withdrawn', reason });
      const before = commitment.view;
      refusal(await commitment.attempt(bystander, { move: 'note', text: 'Menunggu anggaran.' }), 403, 'forbidden');
      expect(await commitment.move(office, { move: 'note', text: 'Menunggu anggaran.' })).toEqual({
        ...before,
        version: before.version + 1,
      });
      expect((await as(owner).events(commitment.id)).at(-1)).toMatchObject({
        move: 'note',
        from: 'closed',
        to: 'closed',
        office,
        changes: { note: 'Menunggu anggaran.' },
      });
    },
  );

  it('an admin makes moves of the secretariat with a reason, and none of the verifier or the owner', async () => {
    const commitment = await commitmentAt('raised');
    expect(refusedPaths(await commitment.attempt('admin', assignment()))).toEqual(['reason']);
    expect(await commitment.move('admin', { ...assignment(), reason })).toMatchObject({ stage: 'assigned' });
    refusal(await commitment.attempt('admin', { move: 'start' }), 403, 'forbidden');
  });
});
