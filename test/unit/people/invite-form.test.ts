import { beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../functions/people/people.ts';
import { PALOPO } from '../../builders/palopo.ts';
import type { PeopleHarness } from '../../harness/people-harness.ts';
import { examplePeople, PeoplePages } from '../../harness/people-pages-harness.ts';
import { htmlProblems, visibleText } from '../../oracles/html.ts';

const { dinkes, hospital, registry } = PALOPO;
const NEW = '/console/people/new';

let harness: PeopleHarness;
let admin: Person;
let budi: Person;
beforeEach(async () => {
  ({ harness, admin, budi } = await examplePeople());
});
const as = (who: Person) => new PeoplePages(harness, who);
const find = (email: string) => harness.process().people.findByEmail(email);

describe('the form of an invitation', () => {
  it('that is sent empty marks as many fields as its summary names', async () => {
    const pages = as(admin);
    const form = await pages.open(NEW);
    const empty = {
      email: '',
      name: '',
      role: 'official',
      'offices.officeId': '',
      'offices.from': '',
      'offices.to': '',
    };
    const { status, html } = await pages.post(NEW, form, empty);
    expect(status).toBe(422);
    const marked = [...html.matchAll(/aria-invalid="true"/g)];
    expect(visibleText(html)).toContain(`${marked.length} isian perlu diperbaiki`);
  });

  it('invites for the own office, and leads to the person', async () => {
    const pages = as(budi);
    const form = await pages.open(NEW);
    expect(htmlProblems(form.html)).toEqual([]);
    const typed = {
      email: 'Citra@Example.org',
      name: 'Citra',
      'offices.officeId': dinkes,
      'offices.from': '2026-03-01',
      'offices.to': '',
    };
    const answer = await pages.post(NEW, form, typed);
    const citra = await find('citra@example.org');
    expect(citra).toMatchObject({
      name: 'Citra',
      role: 'official',
      offices: [{ officeId: dinkes, from: '2026-03-01' }],
    });
    expect(answer).toMatchObject({ status: 303, location: `/console/people/${citra?.userId}?done=invite` });
    expect(harness.invitations).toMatchObject([{ email: 'citra@example.org', invitedBy: { officeId: dinkes } }]);
    const page = await pages.open(`/console/people/${citra?.userId}`, { done: 'invite' });
    expect(visibleText(page.html)).toContain('Akun dibuat dan undangan dikirim.');
    expect(htmlProblems(page.html)).toEqual([]);
  });

  it('says that the letter was not sent, and that the person can sign in all the same', async () => {
    harness.isMailAccepted = false;
    const pages = as(budi);
    const typed = {
      email: 'citra@example.org',
      name: 'Citra',
      'offices.officeId': dinkes,
      'offices.from': '',
      'offices.to': '',
    };
    await pages.post(NEW, await pages.open(NEW), typed);
    const citra = await find('citra@example.org');
    const text = visibleText((await pages.open(`/console/people/${citra?.userId}`, { done: 'invite' })).html);
    expect(text).toContain('Akun dibuat, tetapi undangan belum terkirim. Beri tahu orangnya sendiri');
  });

  it('sent twice invites once', async () => {
    const pages = as(budi);
    const form = await pages.open(NEW);
    const typed = {
      email: 'citra@example.org',
      name: 'Citra',
      'offices.officeId': dinkes,
      'offices.from': '',
      'offices.to': '',
    };
    const answers = await Promise.all([pages.post(NEW, form, typed), pages.post(NEW, form, typed)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(harness.invitations.filter(({ email }) => email === 'citra@example.org').length).toBeGreaterThan(0);
    expect((await harness.process().people.list([dinkes], undefined)).items).toHaveLength(3);
  });

  it('of an administrator takes any role and two offices, in rows of which the empty ones do not count', async () => {
    const pages = as(admin);
    const form = await pages.open(NEW);
    expect(htmlProblems(form.html)).toEqual([]);
    const typed = {
      email: 'plt@example.org',
      name: 'Plt',
      role: 'auditor',
      'offices.officeId': ['', registry],
      'offices.from': ['', ''],
      'offices.to': ['', '2026-12-31'],
    };
    expect(await pages.post(NEW, form, typed)).toMatchObject({ status: 303 });
    expect(await find('plt@example.org')).toMatchObject({
      role: 'auditor',
      offices: [{ officeId: registry, to: '2026-12-31' }],
    });
  });

  it('comes back with what was typed and the problem at its field', async () => {
    const pages = as(admin);
    const form = await pages.open(NEW);
    const typed = {
      email: 'dinkes.7373@example.org',
      name: 'Dinkes',
      role: 'official',
      'offices.officeId': ['', '73.73-tidak-ada'],
      'offices.from': ['', ''],
      'offices.to': ['', ''],
    };
    const office = await pages.post(NEW, form, typed);
    expect(office.status).toBe(422);
    expect(visibleText(office.html)).toContain(
      'Alamat surel: Alamat ini dibaca beberapa orang. Pakai alamat orangnya.',
    );
    const unknown = await pages.post(NEW, form, { ...typed, email: 'citra@example.org' });
    expect(unknown.status).toBe(422);
    expect(unknown.html).toContain('href="#field-offices-officeId-2"');
    expect(visibleText(unknown.html)).toContain('Kantor ke-2: kantor 73.73-tidak-ada tidak dikenal');
    expect(unknown.html).toContain('value="73.73-tidak-ada"');
    expect(htmlProblems(unknown.html)).toEqual([]);
  });

  it('asks for an office where none is named', async () => {
    const pages = as(admin);
    const typed = {
      email: 'citra@example.org',
      name: 'Citra',
      role: 'official',
      'offices.officeId': ['', ''],
      'offices.from': ['', ''],
      'offices.to': ['', ''],
    };
    const answer = await pages.post(NEW, await pages.open(NEW), typed);
    expect(answer.html).toContain('href="#field-offices-officeId"');
  });

  it('for another office than one’s own is refused, whatever was posted', async () => {
    const pages = as(budi);
    const typed = {
      email: 'citra@example.org',
      name: 'Citra',
      'offices.officeId': hospital,
      'offices.from': '',
      'offices.to': '',
    };
    expect(await pages.post(NEW, await pages.open(NEW), typed)).toMatchObject({ status: 403 });
    const admins = { ...typed, role: 'admin', 'offices.officeId': dinkes };
    expect(await pages.post(NEW, await pages.open(NEW), admins)).toMatchObject({ status: 403 });
    expect(await find('citra@example.org')).toBeUndefined();
  });

  it('invites for the office that the address names, of several held', async () => {
    const plt = await harness.account({
      email: 'plt@example.org',
      role: 'official',
      offices: [{ officeId: dinkes }, { officeId: registry }],
    });
    const pages = as(plt);
    const form = await pages.open(NEW, { office: registry });
    const typed = {
      email: 'citra@example.org',
      name: 'Citra',
      'offices.officeId': registry,
      'offices.from': '',
      'offices.to': '',
    };
    expect(await pages.post(NEW, form, typed)).toMatchObject({ status: 303 });
    expect(harness.invitations).toMatchObject([{ invitedBy: { officeId: registry } }]);
  });
});
