import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  InputRefusedError,
  KeyAlreadyUsedError,
  NotFoundError,
  NotReachedError,
  PartsMissingError,
  VersionPassedError,
} from '../../../functions/platform/values/errors.ts';
import { propertyRuns } from '../../builders/property-runs.ts';
import { FormHarness, hiddenFields, VALID } from '../../harness/form-harness.ts';
import { fieldsShown, htmlProblems, visibleText } from '../../oracles/html.ts';

/** A form that is open in a browser. */
async function opened() {
  const harness = new FormHarness();
  const browser = harness.browser();
  return { harness, browser, form: await browser.open() };
}

describe('an opened form', () => {
  it('shows first values, and marks only what may be left out', async () => {
    const { form } = await opened();
    expect(form.status).toBe(200);
    expect(fieldsShown(form.html)).toMatchObject({ measure: ['visits'], title: [''], version: ['1'] });
    const text = visibleText(form.html);
    for (const label of ['Hari kerja', 'Pendukung', 'Target', 'Catatan'])
      expect(text).toContain(`${label} (tidak wajib)`);
    for (const label of ['Judul', 'Tenggat', 'Ukuran']) expect(text).not.toContain(`${label} (tidak wajib)`);
    expect(text).toContain('Tidak jadi');
  });

  it('is valid HTML, before and after it is refused', async () => {
    const { browser, form } = await opened();
    expect(htmlProblems(form.html)).toEqual([]);
    expect(htmlProblems((await browser.post(form, {})).html)).toEqual([]);
  });

  it('has another key each time, and changes nothing but its secret', async () => {
    const { harness, browser, form } = await opened();
    const rows = harness.memory.all().length;
    const again = await browser.open();
    expect(hiddenFields(again.html).idempotencyKey).not.toBe(hiddenFields(form.html).idempotencyKey);
    expect(harness.memory.all()).toHaveLength(rows);
  });
});

describe('a valid post', () => {
  it('acts with the body of the API, and answers 303 to a page that says what was done', async () => {
    const { harness, browser, form } = await opened();
    const answer = await browser.post(form, { ...VALID, coOwners: ['a', 'c'], note: 'satu\r\ndua' });
    expect(answer).toMatchObject({
      status: 303,
      location: 'https://tuntas.example.org/console/things?view=all&done=assign',
    });
    expect(harness.attempts.map(({ input }) => input)).toEqual([
      {
        version: 1,
        title: 'Aula',
        due: { on: '2026-12-14' },
        coOwners: ['a', 'c'],
        measure: 'beds',
        target: 74.5,
        isUrgent: true,
        note: 'satu\ndua',
      },
    ]);
  });

  it('acts for the office that the form names, and is refused for one that is not held', async () => {
    const { harness, browser, form } = await opened();
    expect(hiddenFields(form.html).office).toBe('73.73-dinkes');
    await browser.post(form, VALID, { hidden: { office: '73.17-dinkes' } });
    expect(harness.attempts.map(({ actor }) => actor.namedOffice)).toEqual(['73.17-dinkes']);
    expect(await browser.post(form, VALID, { hidden: { office: '73.73-rsud' } })).toMatchObject({ status: 403 });
  });

  it('is the same attempt when it is repeated, and another one with other content', async () => {
    const { harness, browser, form } = await opened();
    for (const title of ['Aula', 'Aula', 'Gedung']) await browser.post(form, { ...VALID, title });
    const [first, second, other] = harness.attempts.map(({ idempotency }) => idempotency);
    expect(second).toEqual(first);
    expect(other?.moveId).toBe(first?.moveId);
    expect(other?.hash).not.toBe(first?.hash);
  });

  it.each`
    written     | number
    ${'25'}     | ${25}
    ${'74,5'}   | ${74.5}
    ${'74.5'}   | ${74.5}
    ${'-1.250'} | ${-1_250}
    ${' 8 '}    | ${8}
  `('reads $written as the number $number', async ({ written, number }) => {
    const { harness, browser, form } = await opened();
    await browser.post(form, { ...VALID, target: written });
    expect(harness.attempts[0]?.input.target).toBe(number);
  });
});

describe('a refused post', () => {
  it.each`
    typed                               | message
    ${{ title: '' }}                    | ${'Judul: wajib diisi'}
    ${{ title: 'a'.repeat(51) }}        | ${'Judul: maksimal 50 karakter'}
    ${{ 'due.on': '' }}                 | ${'Tenggat: wajib diisi'}
    ${{ 'due.on': '31-12-2026' }}       | ${'Tenggat: bukan tanggal yang ada'}
    ${{ measure: '' }}                  | ${'Ukuran: pilih salah satu'}
    ${{ measure: 'surgeries' }}         | ${'Ukuran: pilihan ini tidak tersedia lagi'}
    ${{ coOwners: ['a', 'x'] }}         | ${'Pendukung: harus salah satu dari: a, b, c'}
    ${{ target: 'banyak' }}             | ${'Target: harus berupa angka, misalnya 25 atau 74,5'}
    ${{ target: '101' }}                | ${'Target: maksimal 100'}
    ${{ note: 'NIK 7373011212900001' }} | ${'Catatan: memuat angka yang menyerupai NIK atau nomor JKN; hapus data pribadi'}
  `('with $typed says “$message”', async ({ typed, message }) => {
    const { harness, browser, form } = await opened();
    const answer = await browser.post(form, { ...VALID, ...typed });
    expect(answer.status).toBe(422);
    expect(visibleText(answer.html)).toContain(`1 isian perlu diperbaiki`);
    expect(visibleText(answer.html)).toContain(message);
    expect(answer.html).toContain('<title>Perlu diperbaiki: Tetapkan - Tuntas</title>');
    expect(harness.attempts).toEqual([]);
  });

  it('takes the focus to a summary, which leads to fields that carry their messages', async () => {
    const { browser, form } = await opened();
    const { html } = await browser.post(form, { title: '', measure: '' });
    expect(html).toMatch(/<section class="messages" tabindex="-1" autofocus/);
    const ids = [...html.matchAll(/<a href="#(field-[^"]*)"/g)].map(([, id = '']) => id);
    expect(ids).toEqual(['field-title', 'field-due-on', 'field-measure']);
    for (const id of ids) {
      const control = new RegExp(`<(?:input|select) [^>]*id="${id}"[^>]*>`).exec(html)?.[0];
      expect(control).toContain('aria-invalid="true"');
      expect(control).toContain(`${id}-problem"`);
      expect(html).toContain(`id="${id}-problem"`);
    }
  });

  it('names no field in the way of programs', async () => {
    const { harness, browser, form } = await opened();
    harness.failure = new InputRefusedError([
      { path: 'due.on', message: 'belum tiba; gunakan simulasi ("dryRun": true), atau tunggu' },
      { path: 'input.what', message: 'tidak dikenal' },
    ]);
    const text = visibleText((await browser.post(form, VALID)).html);
    expect(text).toContain('Tenggat: belum tiba; gunakan simulasi, atau tunggu');
    expect(text).not.toMatch(/due\.on|input\.what|dryRun|YYYY/);
  });

  it.each`
    failure                                                    | status | words
    ${new VersionPassedError(2)}                               | ${409} | ${'Sudah diverifikasi oleh Inspektorat, pukul 09.00 WITA.'}
    ${new KeyAlreadyUsedError()}                               | ${422} | ${'Formulir ini sudah pernah terkirim dengan isi lain'}
    ${new PartsMissingError(['due'], 'Tenggat belum ada.')}    | ${422} | ${'Tenggat: wajib diisi'}
    ${new PartsMissingError(['evidence'], 'Bukti belum ada.')} | ${422} | ${'Bukti belum ada.'}
    ${new NotReachedError('Alur kerja tidak menjawab.')}       | ${503} | ${'Layanan sedang sibuk'}
  `('of the use case comes back as a form: $failure.name', async ({ failure, status, words }) => {
    const { harness, browser, form } = await opened();
    harness.failure = failure;
    const answer = await browser.post(form, VALID);
    expect(answer.status).toBe(status);
    expect(visibleText(answer.html)).toContain(words);
    expect(fieldsShown(answer.html)).toMatchObject({ title: ['Aula'], 'due.on': ['2026-12-14'], isUrgent: ['true'] });
  });

  it('that came too late is offered again on the new version', async () => {
    const { harness, browser, form } = await opened();
    harness.failure = new VersionPassedError(2);
    harness.version = 2;
    const answer = await browser.post(form, VALID);
    expect(hiddenFields(answer.html).version).toBe('2');
    harness.failure = undefined;
    await browser.post(answer, VALID);
    expect(harness.attempts.map(({ input }) => input.version)).toEqual([2]);
  });

  it('is a new attempt when it is sent again, except where the service was busy', async () => {
    const { harness, browser, form } = await opened();
    const key = hiddenFields(form.html).idempotencyKey;
    expect(hiddenFields((await browser.post(form, {})).html).idempotencyKey).not.toBe(key);
    harness.failure = new NotReachedError('busy');
    expect(hiddenFields((await browser.post(form, VALID)).html).idempotencyKey).toBe(key);
  });

  it('with a field that the form no longer has, or without a key, is looked at again', async () => {
    const { harness, browser, form } = await opened();
    for (const [name, value] of [
      ['owner', '73.73-rsud'],
      ['idempotencyKey', ''],
    ] as const) {
      const answer = await browser.post(form, VALID, { hidden: { [name]: value } });
      expect(answer.status).toBe(422);
      expect(visibleText(answer.html)).toContain('Formulir ini sudah berubah sejak Anda buka');
    }
    expect(harness.attempts).toEqual([]);
  });

  it('for something that does not exist is not a form', async () => {
    const { harness, browser, form } = await opened();
    harness.failure = new NotFoundError('Tidak ada.');
    expect(await browser.post(form, VALID)).toMatchObject({ status: 404 });
  });

  it('comes back with all that was typed, whatever it was', async () => {
    const { browser, form } = await opened();
    const words = fc
      .oneof(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('"><b>', '&amp;', '\n x', ' '),
      )
      .filter((value) => !value.includes('\r') && value.isWellFormed());
    const typed = fc.record({
      title: words,
      'due.on': fc.oneof(words, fc.constant('2026-02-30')),
      'due.workingDays': words,
      target: words,
      coOwners: fc.subarray(['a', 'b', 'c']),
      measure: fc.constantFrom('visits', 'beds'),
      isUrgent: fc.constantFrom('true', []),
      note: words,
    });
    await fc.assert(
      fc.asyncProperty(typed, async (fields) => {
        // What is valid would act; this is refused for its version.
        const { html, status } = await browser.post(form, { ...fields, version: 'x' });
        expect(status).toBe(422);
        const shown = fieldsShown(html);
        for (const [name, value] of Object.entries(fields)) expect(shown[name] ?? [], name).toEqual([value].flat());
      }),
      { numRuns: propertyRuns(50) },
    );
  });
});
