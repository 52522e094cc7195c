import { describe, expect, it } from 'vitest';
import {
  afterEvent,
  type DeliveryEvent,
  isClaimable,
  suppressionsBy,
} from '../../../functions/notifications/letter-events.ts';
import { type Letter, letterId, letterKeyOf, letterNamed } from '../../../functions/notifications/letters.ts';

const LETTER: Letter = {
  letterId: '73_73-dinkes_2026-11-24-digest',
  office: '73.73-dinkes',
  kind: 'digest',
  day: '2026-11-24',
  status: 'sent',
  messageId: 'ses-1',
  addresses: ['dinkes.7373@example.org'],
  reasons: ['overdue'],
  commitments: [],
  claimedAt: '2026-11-24T00:30:00.000Z',
  sentAt: '2026-11-24T00:30:01.000Z',
  sends: 1,
};
const EVENT: DeliveryEvent = {
  what: 'delivered',
  messageId: 'ses-1',
  sentAt: '2026-11-24T00:30:01.200Z',
  at: '2026-11-24T00:30:03.000Z',
  destination: ['dinkes.7373@example.org', 'kepala.dinkes@example.org'],
  isPermanent: false,
  addresses: [],
};
const { messageId: _, sentAt: __, ...UNSENT } = LETTER;
const CLAIMED: Letter = { ...UNSENT, status: 'claimed', addresses: [] };

/** Every order in which things can come, each of them up to twice. */
function orders<T>(things: readonly T[]): T[][] {
  if (things.length === 0) return [[]];
  return things.flatMap((first, index) =>
    orders(things.filter((_, other) => other !== index)).map((rest) => [first, ...rest]),
  );
}

const after = (events: readonly DeliveryEvent['what'][], before: Letter) =>
  events.reduce((letter, what) => afterEvent(letter, { ...EVENT, what }), before);

describe('a letter after SES events', () => {
  it.each`
    events                                            | status
    ${['sent']}                                       | ${'sent'}
    ${['sent', 'rejected']}                           | ${'failed'}
    ${['sent', 'delivered']}                          | ${'delivered'}
    ${['sent', 'bounced']}                            | ${'bounced'}
    ${['sent', 'delivered', 'bounced']}               | ${'bounced'}
    ${['sent', 'delivered', 'complained']}            | ${'complained'}
    ${['sent', 'delivered', 'bounced', 'complained']} | ${'complained'}
  `('is $status after $events in any order, each twice', ({ events, status }) => {
    for (const before of [LETTER, CLAIMED]) {
      for (const order of orders<DeliveryEvent['what']>(events)) {
        expect(after([...order, ...order], before).status, order.join(' ')).toBe(status);
      }
    }
  });

  it('gets message id and recipients from the event if the answer of SES was lost', () => {
    expect(afterEvent(CLAIMED, EVENT)).toEqual({
      ...CLAIMED,
      status: 'delivered',
      messageId: 'ses-1',
      sentAt: EVENT.sentAt,
      settledAt: EVENT.at,
      addresses: EVENT.destination,
    });
  });

  it.each`
    of                                      | letter     | changes
    ${'another send'}                       | ${LETTER}  | ${{ messageId: 'ses-0' }}
    ${'a send before the claim'}            | ${CLAIMED} | ${{ sentAt: '2026-11-24T00:28:59.999Z' }}
    ${'what is known already'}              | ${LETTER}  | ${{ what: 'sent' }}
    ${'another send that bounces for good'} | ${LETTER}  | ${{ messageId: 'ses-0', what: 'bounced', isPermanent: true, addresses: ['a@example.org'] }}
  `('is unchanged by an event of $of', ({ letter, changes }) => {
    expect(afterEvent(letter, { ...EVENT, ...changes })).toBe(letter);
  });

  it('accepts an event with a clock difference of one minute', () => {
    expect(afterEvent(CLAIMED, { ...EVENT, sentAt: '2026-11-24T00:29:00.000Z' }).status).toBe('delivered');
  });
});

describe('suppressions by an event', () => {
  const [one, other] = ['a@example.org', 'b@example.org'];

  it.each`
    when                         | changes                                                     | addresses
    ${'it bounces for good'}     | ${{ what: 'bounced', isPermanent: true, addresses: [one] }} | ${[one]}
    ${'its reader complains'}    | ${{ what: 'complained', addresses: [one, other] }}          | ${[one, other]}
    ${'it bounces for now'}      | ${{ what: 'bounced', addresses: [one] }}                    | ${[]}
    ${'the letter is delivered'} | ${{}}                                                       | ${[]}
  `('are $addresses when $when', ({ changes, addresses }) => {
    expect(suppressionsBy({ ...EVENT, ...changes }, LETTER).map(({ address }) => address)).toEqual(addresses);
  });

  it('include each address once per letter, also after another address settled it', () => {
    const bounced = (address: string) =>
      ({ ...EVENT, what: 'bounced', isPermanent: true, addresses: [address] }) as const;
    const first = afterEvent(LETTER, bounced(one));
    const second = afterEvent(first, bounced(other));
    expect([first.spared, second.spared]).toEqual([[one], [one, other]]);
    expect(suppressionsBy(bounced(one), second)).toEqual([]);
    expect(afterEvent(second, bounced(one))).toBe(second);
  });
});

describe('whether a letter may be claimed again', () => {
  it.each`
    when                              | letter                              | seconds  | is
    ${'it may be on its way'}         | ${CLAIMED}                          | ${1_800} | ${false}
    ${'SES has been silent too long'} | ${CLAIMED}                          | ${1_801} | ${true}
    ${'SES has refused it'}           | ${{ ...CLAIMED, status: 'failed' }} | ${0}     | ${true}
    ${'SES took it, then rejected'}   | ${{ ...LETTER, status: 'failed' }}  | ${9_999} | ${false}
    ${'it was sent'}                  | ${LETTER}                           | ${9_999} | ${false}
  `('is $is when $when', ({ letter, seconds, is }) => {
    const now = new Date(Date.parse(letter.claimedAt) + seconds * 1_000);
    expect(isClaimable(letter, 1_800, now)).toBe(is);
  });
});

describe('a letter id', () => {
  it.each([
    { office: '73.73-dinkes', kind: 'digest', day: '2026-11-24' },
    { office: 'bpjs-pusat', kind: 'unreachable', day: '2026-11-24', occasion: '0a1b-2c' },
    { office: '64.02-a.b-c', kind: 'moves', day: '2026-12-31', occasion: '0900' },
  ] as const)('of %j can be parsed and is a valid SES tag', (key) => {
    const id = letterId(key);
    expect(id).toMatch(/^[A-Za-z0-9_-]{1,256}$/);
    const named = letterNamed(id);
    expect(named && letterKeyOf(named.office, named.name)).toEqual(key);
  });

  it.each(['', '2026-11-24', '2026-11-24-greeting', 'digest', '2026-1-24-digest'])('rejects the name %j', (name) => {
    expect(letterKeyOf('73.73-dinkes', name)).toBeUndefined();
  });
});
