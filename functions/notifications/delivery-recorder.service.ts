import { addressesOf, type Suppression } from '../offices/addressees.ts';
import type { OfficeStore } from '../offices/offices.store.ts';
import type { OfficeId } from '../offices/offices.ts';
import { derivedId } from '../platform/values/ids.ts';
import { localDateIn } from '../platform/values/local-date.ts';
import type { UnreachableLetter } from './letter-contents.ts';
import { afterEvent, type Delivered, suppressionsBy } from './letter-events.ts';
import type { Post } from './letter-sender.service.ts';
import type { Composed } from './letters.ts';
import type { Outbox } from './outbox.store.ts';

/** What deliveries are recorded with. */
export interface DeliveryRecorderDeps {
  readonly letters: Pick<Outbox, 'find' | 'settle'>;
  readonly offices: Pick<OfficeStore, 'suppress' | 'addressee'>;
  readonly post: Post;
  /** The office of the administrators. */
  readonly adminOffice: OfficeId;
  readonly render: (letter: UnreachableLetter) => Pick<Composed, 'subject' | 'html' | 'text'>;
}

/** What an event of SES led to. */
export type Recording = 'unknownLetter' | 'noNews' | 'settled' | 'suppressed';

/** The letter to the administrators was refused, or may not have been sent: whoever hands over the event does so again. */
export class AdministratorsNotToldError extends Error {
  override readonly name = 'AdministratorsNotToldError';
}

/** Records what became of letters; an address that cannot be reached is spared, and the administrators are told. */
export class DeliveryRecorder {
  readonly #deps: DeliveryRecorderDeps;
  constructor(deps: DeliveryRecorderDeps) {
    this.#deps = deps;
  }

  /**
   * Records an event. The same one again changes nothing, and tells nobody twice.
   * @throws AdministratorsNotToldError nothing is recorded then: the event has to come again
   */
  async record(letterId: string, event: Delivered): Promise<Recording> {
    const { letters, offices } = this.#deps;
    const before = await letters.find(letterId);
    if (before === undefined) return 'unknownLetter';
    if (afterEvent(before, event) === before) return 'noNews';
    const suppressions = suppressionsBy(event, before);
    // The letter is written last: where this is cut off, the event comes again, and all of it is done again.
    for (const suppression of suppressions) {
      await offices.suppress(before.office, suppression);
      await this.#tellAdministrators(before.office, suppression);
    }
    await letters.settle(letterId, event);
    return suppressions.length > 0 ? 'suppressed' : 'settled';
  }

  async #tellAdministrators(office: OfficeId, { because, at }: Suppression): Promise<void> {
    const { offices, adminOffice, post, render } = this.#deps;
    const [about, admin] = await Promise.all([offices.addressee(office), offices.addressee(adminOffice)]);
    if (about === undefined || admin === undefined) return;
    // Of the day on which it happened, so that an event that comes again after midnight is the same letter.
    const day = localDateIn(admin.office.timeZone, new Date(at));
    const key = { office: adminOffice, kind: 'unreachable', day, occasion: derivedId(office) } as const;
    const delivery = await post.deliver(key, undefined, async () => {
      const addresses = addressesOf(admin, day);
      if (addresses === undefined) return undefined;
      const { to, cc } = addresses;
      const content = { office: admin.office, about: about.office.name, because, at };
      return {
        ...render(content),
        addresses: cc === undefined ? [to] : [to, cc],
        reasons: [because],
        commitments: [],
      };
    });
    if (delivery === 'refused' || delivery === 'unknown')
      throw new AdministratorsNotToldError(`${office}: ${delivery}`);
  }
}
