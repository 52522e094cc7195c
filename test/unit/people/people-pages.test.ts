import { beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../functions/people/people.ts';
import { PALOPO } from '../../builders/palopo.ts';
import type { PeopleHarness } from '../../harness/people-harness.ts';
import { examplePeople, PeoplePages } from '../../harness/people-pages-harness.ts';
import { htmlProblems, visibleText } from '../../oracles/html.ts';

const { dinkes, hospital, registry } = PALOPO;
const NEW = '/console/people/new';
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
