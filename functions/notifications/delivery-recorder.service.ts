import { addressesOf, type Suppression } from '../offices/addressees.ts';
import type { OfficeStore } from '../offices/offices.store.ts';
import type { OfficeId } from '../offices/offices.ts';
import { derivedId } from '../platform/values/ids.ts';
import { localDateIn } from '../platform/values/local-date.ts';
import type { UnreachableLetter } from './letter-contents.ts';
import { afterEvent, type DeliveryEvent, suppressionsBy } from './letter-events.ts';
import type { LetterSender } from './letter-sender.service.ts';
import type { Composed } from './letters.ts';
import type { Outbox } from './outbox.store.ts';

export interface DeliveryRecorderDeps {
  readonly outbox: Pick<Outbox, 'find' | 'settle'>;
  readonly offices: Pick<OfficeStore, 'suppress' | 'addressee'>;
  readonly sender: LetterSender;
  /** The office of the administrators. */
  readonly adminOffice: OfficeId;
  readonly render: (letter: UnreachableLetter) => Pick<Composed, 'subject' | 'html' | 'text'>;
}

/** The effect of one SES event. */
export type Recording = 'unknownLetter' | 'noNews' | 'settled' | 'suppressed';

/**
 * The letter to the administrators was refused or may not have been sent; the caller has to deliver the event again.
 */
export class AdministratorsNotNotifiedError extends Error {
  override readonly name = 'AdministratorsNotNotifiedError';
}

/**
 * Records delivery events. Suppresses an address after a permanent bounce or a complaint and notifies the
 * administrators.
 */
export class DeliveryRecorder {
  readonly #deps: DeliveryRecorderDeps;
  constructor(deps: DeliveryRecorderDeps) {
    this.#deps = deps;
  }

  /**
   * Records an event. A repeated event changes nothing and sends no second letter.
   * @throws AdministratorsNotNotifiedError the letter's status is unchanged; the event has to be delivered again
   */
  async record(letterId: string, event: DeliveryEvent): Promise<Recording> {
    const { outbox, offices } = this.#deps;
    const before = await outbox.find(letterId);
    if (before === undefined) return 'unknownLetter';
    if (afterEvent(before, event) === before) return 'noNews';
    const suppressions = suppressionsBy(event, before);
    // Update the letter last: after an interruption SNS delivers the event again and every step is repeated.
    for (const suppression of suppressions) {
      await offices.suppress(before.office, suppression);
      await this.#notifyAdministrators(before.office, suppression);
    }
    await outbox.settle(letterId, event);
    return suppressions.length > 0 ? 'suppressed' : 'settled';
  }

  async #notifyAdministrators(office: OfficeId, { because, at }: Suppression): Promise<void> {
    const { offices, adminOffice, sender, render } = this.#deps;
    const [about, admin] = await Promise.all([offices.addressee(office), offices.addressee(adminOffice)]);
    if (about === undefined || admin === undefined) return;
    // The day of the event, so that an event repeated after midnight maps to the same letter.
    const day = localDateIn(admin.office.timeZone, new Date(at));
    const key = { office: adminOffice, kind: 'unreachable', day, occasion: derivedId(office) } as const;
    const delivery = await sender.deliver(key, undefined, async () => {
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
      throw new AdministratorsNotNotifiedError(`${office}: ${delivery}`);
  }
}
