import { expect } from 'vitest';
import type * as zod from 'zod';
import { firstBrokenVersion } from '../../functions/commitments/events.ts';
import type { moveInput } from '../../functions/commitments/moves/moves.ts';
import { canonicalHash } from '../../functions/platform/values/canonical-hash.ts';
import { localDateIn } from '../../functions/platform/values/local-date.ts';
import { timeZoneOf } from '../../functions/regions/regions.ts';
import { type Answer, as, read } from '../engine/api.ts';
import { type CommitmentBody, commitmentShape, forumShape } from '../oracles/shapes.ts';

/** The offices of a region by their part in the commitments of tests. */
export interface RoleHolders {
  readonly region: string;
  readonly branch: string;
  readonly sekda: string;
  readonly chair: string;
  readonly owner: string;
  readonly support: string;
  readonly verifier: string;
  /** Serves the region, without a part in the commitment. */
  readonly bystander: string;
}

function roleHolders(region: string, branch: string): RoleHolders {
  const at = (office: string) => `${region}-${office}`;
  return {
    region,
    branch,
    sekda: at('sekda'),
    chair: at('kepala-daerah'),
    owner: at('dinkes'),
    support: at('puskesmas'),
    verifier: at('inspektorat'),
    bystander: at('dukcapil'),
  };
}

export const PALOPO = roleHolders('73.73', 'bpjs-cabang-palopo');
export const GORONTALO = roleHolders('75.71', 'bpjs-cabang-gorontalo');
export const KOTIM = roleHolders('62.02', 'bpjs-cabang-sampit');

type Without<Body, Field extends string> = Body extends unknown ? Omit<Body, Field> : never;

/** A move as it is sent, without the version. */
export type MoveBody = Without<zod.input<typeof moveInput>, 'version'>;

export function today(region = PALOPO.region): string {
  return localDateIn(timeZoneOf(region), new Date());
}

export function forumBody(of: RoleHolders = PALOPO) {
  return {
    region: of.region,
    type: 'kemitraan-faskes',
    name: 'Forum Kemitraan Pengelolaan Fasilitas Kesehatan',
    date: '2025-06-19',
    datePrecision: 'day',
    chairOffice: of.chair,
    secretariatOffices: [of.branch, of.sekda],
    participants: [of.owner],
  };
}

/** Opens a new forum as its branch. */
export async function openForum(of: RoleHolders = PALOPO, changes: Record<string, unknown> = {}) {
  return await as(of.branch).post('/forums', { ...forumBody(of), ...changes }, [201, forumShape]);
}

export const RAISE = {
  statement: {
    id: 'Menambah loket pendaftaran agar antrean pasien JKN berkurang',
    en: 'Add counters to shorten queues',
  },
  category: 'antrean',
  basis: 'stated',
};

/** An assignment due in 40 working days from today. */
export function assignment(of: RoleHolders = PALOPO) {
  return {
    move: 'assign' as const,
    ownerOffice: of.owner,
    verifierOffice: of.verifier,
    due: { workingDays: 40, from: today(of.region) },
    criterion: { evidence: { id: 'foto loket dan rekapitulasi antrean' } },
  };
}

/** Evidence that needs no file. */
export const LETTER = { letter: { number: '440/217/Dinkes', date: '2026-01-15' } };

/** A commitment on the platform, as last seen. */
export class Tracked {
  view: CommitmentBody;
  readonly of: RoleHolders;
  constructor(view: CommitmentBody, of: RoleHolders) {
    this.view = view;
    this.of = of;
  }

  get id(): string {
    return this.view.commitmentId;
  }

  /** Makes a move on the version last seen, which must succeed. */
  async move(office: string, body: MoveBody, key?: string): Promise<CommitmentBody> {
    this.view = read(await this.attempt(office, body, key), 200, commitmentShape);
    return this.view;
  }

  /** Requests a move on the version last seen, or on the body's, and returns any answer. */
  async attempt(office: string, body: object, key?: string): Promise<Answer> {
    return await as(office).send('POST', `/commitments/${this.id}/moves`, {
      body: { version: this.view.version, ...body },
      key,
    });
  }

  async reload(): Promise<CommitmentBody> {
    this.view = await as('admin').commitment(this.id);
    return this.view;
  }

  /** Expects all events from 1 to the present version, in an unbroken chain. */
  async isWhole(): Promise<void> {
    const events = await as('admin').events(this.id);
    expect(events.map(({ version }) => version)).toEqual(events.map((_, index) => index + 1));
    expect(firstBrokenVersion(events, canonicalHash)).toBeUndefined();
    expect((await as('admin').commitment(this.id)).version).toBe(events.length);
  }

  async history(): Promise<readonly string[]> {
    return (await as('admin').events(this.id)).map(({ move }) => move);
  }
}

/** Raises a commitment in a forum, as its branch; by default in a new one. */
export async function raise(of: RoleHolders = PALOPO, changes: Record<string, unknown> = {}, forumId?: string) {
  const forum = forumId ?? (await openForum(of)).forumId;
  const body = { ...RAISE, ...changes };
  return new Tracked(await as(of.branch).post(`/forums/${forum}/commitments`, body, [201, commitmentShape]), of);
}

/** A stage, or `submitted`: in progress, waiting for its verifier. */
export type Place = 'raised' | 'assigned' | 'inProgress' | 'submitted' | 'verified' | 'closed';

/** A new commitment, moved through the API to a stage by the offices in charge. */
export async function commitmentAt(place: Place, of: RoleHolders = PALOPO, changes: Record<string, unknown> = {}) {
  const commitment = await raise(of, changes);
  const steps: readonly [Place, string, MoveBody][] = [
    ['assigned', of.sekda, assignment(of)],
    ['inProgress', of.owner, { move: 'start' }],
    ['submitted', of.owner, { move: 'submit', evidence: [LETTER] }],
    ['verified', of.verifier, { move: 'verify', finding: 'fulfilled' }],
    ['closed', of.sekda, { move: 'close', resolution: 'fulfilled' }],
  ];
  if (place === 'raised') return commitment;
  for (const [reached, office, body] of steps) {
    await commitment.move(office, body);
    if (reached === place) break;
  }
  return commitment;
}
