import { beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../functions/people/people.ts';
import { PALOPO } from '../../builders/palopo.ts';
import { PeopleHarness } from '../../harness/people-harness.ts';
import { PeoplePages } from '../../harness/people-pages-harness.ts';
import { htmlProblems, visibleText } from '../../oracles/html.ts';

const { dinkes, hospital, registry } = PALOPO;
const NEW = '/console/people/new';
const LIST = '/console/people';

let harness: PeopleHarness;
let admin: Person;
let budi: Person;
let ani: Person;
beforeEach(async () => {
  harness = await PeopleHarness.furnished();
  admin = await harness.account({
    email: 'admin@example.org',
    name: 'Admin',
    role: 'admin',
    offices: [{ officeId: 'bpjs-pusat' }],
  });
  budi = await harness.account({
    email: 'budi@example.org',
    name: 'Budi',
    role: 'official',
    offices: [{ officeId: dinkes }],
  });
  ani = await harness.account({
    email: 'ani@example.org',
    name: 'Ani',
    role: 'official',
    offices: [{ officeId: dinkes }],
  });
});
const as = (who: Person) => new PeoplePages(harness, who);
const pageOf = ({ userId }: Person) => `${LIST}/${userId}`;
const stored = ({ userId }: Pick<Person, 'userId'>) => harness.process().people.get(userId);
const find = (email: string) => harness.process().people.findByEmail(email);

describe('the list of people', () => {
  it('has the people of the own office with what they hold, and a way to invite', async () => {
    const { status, html } = await as(budi).open(LIST);
    expect(status).toBe(200);
    expect(htmlProblems(html)).toEqual([]);
    const text = visibleText(html);
    expect(text).toContain('Selaku Dinas Kesehatan Kota Palopo');
    expect(text).toContain('Ani petugas, Dinas Kesehatan Kota Palopo ani@example.org. Undangan belum terkirim');
    expect(text).not.toContain('Admin');
    expect(html).toContain(`href="/console/people/new?office=${dinkes}"`);
    expect(html).toContain(`href="${pageOf(ani)}"`);
  });

  it('is one page for all offices held', async () => {
    const plt = await harness.account({
      email: 'plt@example.org',
      name: 'Plt',
      role: 'official',
      offices: [{ officeId: dinkes }, { officeId: registry }],
    });
    const text = visibleText((await as(plt).open(LIST)).html);
    expect(text).toContain('Selaku Dinas Kesehatan Kota Palopo');
    expect(text).toContain('Selaku Dinas Kependudukan dan Pencatatan Sipil Kota Palopo');
  });

  it('has everybody for administrators, or the people of one office', async () => {
    const all = visibleText((await as(admin).open(LIST)).html);
    for (const name of ['Admin', 'Ani', 'Budi']) expect(all).toContain(name);
    const { html } = await as(admin).open(LIST, { office: dinkes });
    expect(visibleText(html)).toContain('Akun Dinas Kesehatan Kota Palopo');
    expect(visibleText(html)).not.toContain('admin@example.org');
    expect(htmlProblems(html)).toEqual([]);
    expect(visibleText((await as(admin).open(LIST, { office: hospital })).html)).toContain('Belum ada akun.');
  });

  it('of another office is not there for an official', async () => {
    expect(await as(budi).open(LIST, { office: hospital })).toMatchObject({ status: 404 });
  });

  it('is refused to auditors', async () => {
    const auditor = await harness.account({
      email: 'audit@example.org',
      role: 'auditor',
      offices: [{ officeId: dinkes }],
    });
    for (const path of [LIST, NEW]) expect(await as(auditor).open(path)).toMatchObject({ status: 403 });
  });
});

describe('a page of people', () => {
  it.each([
    ['list', LIST, 2],
    ['invitation', NEW, 1],
    ['person', undefined, 2],
  ])('takes few reads beside session and person: the %s', async (_, path, reads) => {
    for (const who of [admin, budi]) {
      const pages = as(who);
      const at = path ?? pageOf(ani);
      await pages.open(at);
      const before = pages.faults.calls.length;
      await pages.open(at);
      const actions = pages.faults.calls.slice(before).map(({ action }) => action);
      expect(actions.length, actions.join()).toBeLessThanOrEqual(reads);
    }
  });
});

describe('the form of an invitation', () => {
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

describe('the page of a person', () => {
  const kept = { name: 'Ani', 'offices.officeId': [dinkes, ''], 'offices.from': ['', ''], 'offices.to': ['', ''] };

  it('saves changes', async () => {
    const pages = as(budi);
    const form = await pages.open(pageOf(ani));
    expect(htmlProblems(form.html)).toEqual([]);
    const answer = await pages.post(pageOf(ani), form, { ...kept, name: 'Ani R.', act: 'change' });
    expect(answer).toMatchObject({ status: 303, location: `${pageOf(ani)}?done=change` });
    expect(await stored(ani)).toEqual({ ...ani, name: 'Ani R.', version: 2 });
  });

  it('saved twice by a double click says that it is saved', async () => {
    const pages = as(budi);
    const form = await pages.open(pageOf(ani));
    for (let click = 0; click < 2; click += 1) {
      const answer = await pages.post(pageOf(ani), form, { ...kept, name: 'Ani R.', act: 'change' });
      expect(answer).toMatchObject({ status: 303 });
    }
    expect(await stored(ani)).toMatchObject({ version: 2 });
  });

  it('keeps what was typed where somebody else has changed the account', async () => {
    const pages = as(budi);
    const form = await pages.open(pageOf(ani));
    await harness.process().changePerson({
      userId: ani.userId,
      actor: await harness.actor(admin),
      changes: { name: 'Ani S.' },
      now: new Date(),
    });
    const answer = await pages.post(pageOf(ani), form, { ...kept, name: 'Ani R.', act: 'change' });
    expect(answer.status).toBe(409);
    expect(answer.html).toContain('value="Ani R."');
    expect(await pages.post(pageOf(ani), answer, { ...kept, name: 'Ani R.', act: 'change' })).toMatchObject({
      status: 303,
    });
  });

  it('sends the invitation again', async () => {
    const pages = as(budi);
    const answer = await pages.post(pageOf(ani), await pages.open(pageOf(ani)), { ...kept, act: 'resend' });
    expect(answer).toMatchObject({ status: 303, location: `${pageOf(ani)}?done=resend` });
    expect(harness.invitations).toMatchObject([{ email: ani.email, invitedBy: { officeId: dinkes } }]);
  });

  it('ends access, whatever else stands in the form, and then offers to invite again', async () => {
    const pages = as(budi);
    const answer = await pages.post(pageOf(ani), await pages.open(pageOf(ani)), { ...kept, name: '', act: 'end' });
    expect(answer).toMatchObject({ status: 303, location: `${pageOf(ani)}?done=end` });
    expect(await stored(ani)).toMatchObject({ endedAt: expect.any(String) });
    const { html } = await pages.open(pageOf(ani), { done: 'end' });
    expect(visibleText(html)).toContain('Akses diakhiri.');
    expect(html).not.toContain('<form method="post" action="/console/people');
    expect(html).toContain(`href="/console/people/new?office=${dinkes}"`);
  });

  it('does not offer to end the own access, and says why the last administrator stays', async () => {
    const own = await as(budi).open(pageOf(budi));
    expect(own.html).not.toContain('Akhiri akses');
    const pages = as(admin);
    const form = await pages.open(pageOf(admin));
    const changed = {
      name: 'Admin',
      role: 'official',
      'offices.officeId': ['bpjs-pusat', ''],
      'offices.from': ['', ''],
      'offices.to': ['', ''],
    };
    const answer = await pages.post(pageOf(admin), form, { ...changed, act: 'change' });
    expect(answer.status).toBe(409);
    expect(visibleText(answer.html)).toContain('Ini administrator terakhir. Tunjuk administrator lain lebih dahulu.');
  });

  it('of a colleague with another office too is only to read', async () => {
    const plt = await harness.account({
      email: 'plt@example.org',
      role: 'official',
      offices: [{ officeId: dinkes }, { officeId: registry }],
    });
    const { status, html } = await as(budi).open(pageOf(plt));
    expect(status).toBe(200);
    expect(visibleText(html)).toContain('dikelola oleh administrator');
    expect(html).not.toContain('<form method="post" action="/console/people');
  });

  it.each(['unknown', 'hidden'])('is not there for somebody %s', async (which) => {
    const other = await harness.account({
      email: 'rs@example.org',
      role: 'official',
      offices: [{ officeId: hospital }],
    });
    const at = which === 'hidden' ? pageOf(other) : '/console/people/nobody';
    expect(await as(budi).open(at)).toMatchObject({ status: 404 });
  });

  it('shows a name that is markup as text', async () => {
    const sly = await harness.account({
      email: 'sly@example.org',
      name: '<img src=x>',
      role: 'official',
      offices: [{ officeId: dinkes }],
    });
    for (const path of [LIST, pageOf(sly)]) expect((await as(budi).open(path)).html).not.toContain('<img');
  });
});
