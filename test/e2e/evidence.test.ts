import { beforeAll, describe, expect, it } from 'vitest';
import { FILE } from '../builders/bodies.ts';
import { commitmentAt, KOTIM, PALOPO, type Tracked } from '../builders/commitments.ts';
import { announce, upload } from '../builders/files.ts';
import { as, refusal, refusedPaths } from '../engine/api.ts';
import { downloadShape, evidenceShape } from '../oracles/shapes.ts';

const { owner, verifier, branch } = PALOPO;
const PDF = '%PDF-1.7 bukti';

const listed = (commitment: Tracked) => as(verifier).all(`/commitments/${commitment.id}/evidence`, evidenceShape);

describe('a file of evidence', () => {
  let commitment: Tracked;
  beforeAll(async () => {
    commitment = await commitmentAt('inProgress');
  });

  it('is announced, uploaded to the bucket, submitted, and downloaded as an attachment', async () => {
    const { evidenceId, upload: address } = await announce(commitment);
    expect(new URL(address.url).pathname).toContain(commitment.id);
    expect(address.headers['content-type']).toBe(FILE.contentType);
    expect(commitment.view.version).toBe((await as(owner).commitment(commitment.id)).version);
    expect(await listed(commitment)).toEqual([{ ...FILE, evidenceId }]);

    const early = await commitment.attempt(owner, { move: 'submit', evidence: [evidenceId] });
    expect(refusal(early, 422, 'not-verifiable').missing).toEqual(['evidence']);
    refusal(await as(owner).send('GET', `/commitments/${commitment.id}/evidence/${evidenceId}`), 404, 'not-found');

    expect(await upload(address, PDF)).toBe(200);
    const [arrived] = await listed(commitment);
    expect(arrived).toEqual({ ...FILE, evidenceId, uploadedAt: expect.any(String) });
    expect(Math.abs(Date.now() - Date.parse(arrived?.uploadedAt ?? ''))).toBeLessThan(60_000);

    const { version } = await commitment.move(owner, { move: 'submit', evidence: [evidenceId] });
    expect(await listed(commitment)).toEqual([{ ...arrived, submittedInVersion: version }]);

    const path = `/commitments/${commitment.id}/evidence/${evidenceId}`;
    const { download } = await as(verifier).get(path, downloadShape);
    const file = await fetch(download.url);
    expect(file.status).toBe(200);
    expect(file.headers.get('content-type')).toBe(FILE.contentType);
    expect(file.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''Berita%20acara%20loket.pdf");
    expect(await file.text()).toBe(PDF);
  });

  it('keeps the object version of its first submission in a second one', async () => {
    const other = await commitmentAt('inProgress');
    const { evidenceId, upload: address } = await announce(other);
    await upload(address, PDF);
    const { version } = await other.move(owner, { move: 'submit', evidence: [evidenceId] });
    await other.move(verifier, { move: 'sendBack', reason: 'Foto belum bertanggal.' });
    await other.move(owner, {
      move: 'submit',
      evidence: [evidenceId, { letter: { number: '1/2', date: '2026-01-15' } }],
    });
    expect(await listed(other)).toMatchObject([{ evidenceId, submittedInVersion: version }]);
  });
});

describe('an upload', () => {
  let commitment: Tracked;
  beforeAll(async () => {
    commitment = await commitmentAt('inProgress');
  });

  const cannotBeSubmitted = async (evidenceId: string) => {
    const answer = await commitment.attempt(owner, { move: 'submit', evidence: [evidenceId] });
    expect(refusal(answer, 422, 'not-verifiable').missing).toEqual(['evidence']);
  };

  it.each([
    ['of another size', PDF.slice(1), {}],
    ['of another type', PDF, { 'content-type': 'text/html' }],
    ['without the header that protects what has arrived', PDF, { 'if-none-match': '' }],
  ])('%s is refused by the signature, or does not count as arrived', async (_, content, headers) => {
    const { evidenceId, upload: address } = await announce(commitment);
    const status = await upload(address, content, headers);
    if (status !== 403) await cannotBeSubmitted(evidenceId);
  });

  it('is refused at a changed address', async () => {
    const { evidenceId, upload: address } = await announce(commitment);
    const url = address.url.replace(evidenceId, '00000000000000000000');
    expect(await upload({ ...address, url }, PDF)).toBe(403);
    expect(await upload({ ...address, url: address.url.replace(/\?.*/, '') }, PDF)).toBe(403);
    await cannotBeSubmitted(evidenceId);
  });

  it('is refused at the same address a second time, and the first file stays', async () => {
    const { evidenceId, upload: address } = await announce(commitment);
    expect(await upload(address, PDF)).toBe(200);
    expect(await upload(address, PDF.replace('bukti', 'palsu'))).toBe(412);
    const path = `/commitments/${commitment.id}/evidence/${evidenceId}`;
    const { download } = await as(owner).get(path, downloadShape);
    expect(await (await fetch(download.url)).text()).toBe(PDF);
  });

  it('keeps a name with quotes, umlauts and symbols', async () => {
    const name = `Bukti "akhir" (50%) – Ñoño’s; foto.pdf`;
    const { evidenceId, upload: address } = await announce(commitment, { ...FILE, name });
    await upload(address, PDF);
    const path = `/commitments/${commitment.id}/evidence/${evidenceId}`;
    const { download } = await as(owner).get(path, downloadShape);
    const disposition = (await fetch(download.url)).headers.get('content-disposition') ?? '';
    const [, encoded] = /^attachment; filename\*=UTF-8''([\w%.!~*()-]+)$/.exec(disposition) ?? [];
    expect(decodeURIComponent(encoded ?? '')).toBe(name);
  });

  it('is announced by the owner only, while the commitment is open for evidence', async () => {
    for (const place of ['raised', 'verified', 'closed'] as const) {
      const other = await commitmentAt(place);
      const answer = await as(owner).send('POST', `/commitments/${other.id}/evidence`, { body: FILE });
      expect(refusal(answer, 409, 'move-not-allowed').allowed).not.toContain('submit');
    }
    refusal(await as(branch).send('POST', `/commitments/${commitment.id}/evidence`, { body: FILE }), 403, 'forbidden');
  });

  it('is refused as evidence of another commitment', async () => {
    const other = await commitmentAt('inProgress');
    const { evidenceId, upload: address } = await announce(other);
    await upload(address, PDF);
    const answer = await commitment.attempt(owner, { move: 'submit', evidence: [evidenceId] });
    expect(refusedPaths(answer)).toEqual(['evidence.0']);
  });

  it('is hidden from other regions behind 404', async () => {
    const foreign = await commitmentAt('inProgress', KOTIM);
    const { evidenceId, upload: address } = await announce(foreign);
    await upload(address, PDF);
    const path = `/commitments/${foreign.id}/evidence`;
    refusal(await as(owner).send('GET', path), 404, 'not-found');
    refusal(await as(owner).send('GET', `${path}/${evidenceId}`), 404, 'not-found');
    refusal(await as(owner).send('POST', path, { body: FILE }), 404, 'not-found');
    await as('auditor').get(`${path}/${evidenceId}`, downloadShape);
  });
});
