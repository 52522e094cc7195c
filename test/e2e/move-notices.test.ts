import { describe, it } from 'vitest';
import { assignment, LETTER, PALOPO, raise } from '../builders/commitments.ts';
import { uniqueWord } from '../builders/unique-word.ts';
import { invoke } from '../engine/functions.ts';
import { mailsTo } from '../engine/inbox.ts';
import { recordOf } from '../harness/stream.ts';

const BRANCH = 'bpjs-cabang-palopo@example.org';
const DINKES = 'dinkes.7373@example.org';
const PUSKESMAS = 'puskesmas.7373@example.org';
const INSPECTORATE = 'inspektorat.7373@example.org';

const WAIT = { timeout: 30_000, interval: 100 };

/** A commitment in progress with a unique statement. */
async function started() {
  const statement = `Menambah loket pendaftaran, ${uniqueWord()}`;
  const commitment = await raise(PALOPO, { statement: { id: statement } });
  await commitment.move(PALOPO.sekda, { ...assignment(), coOwners: [PALOPO.support] });
  await commitment.move(PALOPO.owner, { move: 'start' });
  return { commitment, statement };
}

describe.concurrent('the letter of a move notice', () => {
  it('of a submission reaches its verifier once, with the action and a link', async ({ expect }) => {
    const { commitment, statement } = await started();
    await commitment.move(PALOPO.owner, { move: 'submit', evidence: [LETTER] });
    const letters = async () => await mailsTo(INSPECTORATE, statement);
    await expect.poll(letters, WAIT).toHaveLength(1);
    const [letter] = await letters();
    expect(letter?.BodyText).toContain('Selaku verifikator');
    expect(letter?.BodyText).toContain(`/console/commitments/${commitment.id}`);
    expect(letter?.BodyHtml).toContain(commitment.id);

    // The stream delivers the event again, with an unreadable record: only that record fails.
    const broken = { eventName: 'INSERT', dynamodb: { SequenceNumber: 'broken' } };
    const Records = [recordOf(commitment.id, 4), broken, recordOf(commitment.id, 4, 'again')];
    const answer = await invoke('CollectMoveNotices', { Records });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'broken' }] });
    // After the notice of a later move, a repeated notice would have been sent.
    await commitment.move(PALOPO.verifier, { move: 'sendBack', reason: 'belum lengkap' });
    const sentBack = expect.objectContaining({ BodyText: expect.stringContaining('Dikembalikan untuk dilengkapi') });
    await expect.poll(async () => await mailsTo(DINKES, statement), WAIT).toContainEqual(sentBack);
    expect(await letters()).toHaveLength(1);
  });

  it('of an assignment reaches owner and co-owner, and so does the one of a reassignment', async ({ expect }) => {
    const statement = `Membersihkan data peserta, ${uniqueWord()}`;
    const commitment = await raise(PALOPO, { statement: { id: statement } });
    await commitment.move(PALOPO.sekda, { ...assignment(), coOwners: [PALOPO.support] });
    for (const address of [DINKES, PUSKESMAS]) {
      await expect.poll(async () => await mailsTo(address, statement), WAIT).toHaveLength(1);
    }
    const elsewhere = { move: 'reassign' as const, ownerOffice: PALOPO.bystander, coOwners: [], reason: 'kewenangan' };
    await commitment.move(PALOPO.sekda, elsewhere);
    await expect.poll(async () => await mailsTo(DINKES, statement), WAIT).toHaveLength(2);
    const [, gone] = await mailsTo(DINKES, statement);
    expect(gone?.BodyText).toContain('kantor Anda tidak lagi terkait dengan komitmen ini');
    expect(gone?.BodyText).toContain('Menunggu Dinas Kependudukan dan Pencatatan Sipil Kota Palopo');
    const [supporting] = await mailsTo(PUSKESMAS, statement);
    expect(supporting?.BodyText).toContain('dengan kantor Anda sebagai instansi pendukung');
  });

  it('is not sent once it is outdated', async ({ expect }) => {
    const { commitment, statement } = await started();
    await commitment.move(PALOPO.owner, { move: 'submit', evidence: [LETTER] });
    await commitment.move(PALOPO.verifier, { move: 'verify', finding: 'fulfilled' });
    await expect.poll(async () => await mailsTo(BRANCH, statement), WAIT).toHaveLength(1);
    expect(await mailsTo(INSPECTORATE, statement)).toEqual([]);
  });
});
