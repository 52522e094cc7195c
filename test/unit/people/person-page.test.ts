import { beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../functions/people/people.ts';
import { PALOPO } from '../../builders/palopo.ts';
import type { PeopleHarness } from '../../harness/people-harness.ts';
import { examplePeople, PeoplePages } from '../../harness/people-pages-harness.ts';
import { htmlProblems, visibleText } from '../../oracles/html.ts';

const { dinkes, hospital, registry } = PALOPO;
const LIST = '/console/people';

let harness: PeopleHarness;
let admin: Person;
let budi: Person;
let ani: Person;
beforeEach(async () => {
  ({ harness, admin, budi, ani } = await examplePeople());
});
const as = (who: Person) => new PeoplePages(harness, who);
const pageOf = ({ userId }: Person) => `${LIST}/${userId}`;
const stored = ({ userId }: Pick<Person, 'userId'>) => harness.process().people.get(userId);

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
