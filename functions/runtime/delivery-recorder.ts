import type { LetterLedger } from '../adapters/letter-ledger.ts';
import type { OfficeStore } from '../adapters/office-store.ts';
import { addressesOf } from '../domain/addressees.ts';
import type { UnreachableLetter } from '../domain/digests.ts';
import { type Delivered, suppressionsBy } from '../domain/letter-events.ts';
import type { Composed, Letter } from '../domain/letters.ts';
import { localDateIn } from '../domain/local-date.ts';
import type { OfficeId } from '../domain/offices.ts';
import type { Post } from './postman.ts';

/** What deliveries are recorded with. */
export interface Recorded {
  readonly letters: Pick<LetterLedger, 'settle'>;
  readonly offices: Pick<OfficeStore, 'suppress' | 'addressee'>;
  readonly post: Post;
  /** The office of the administrators. */
  readonly adminOffice: OfficeId;
  readonly render: (letter: UnreachableLetter) => Pick<Composed, 'subject' | 'html' | 'text'>;
}

/** What an event of SES led to. */
export type Recording = 'unknownLetter' | 'settled' | 'suppressed';

/** Records what became of letters; an address that cannot be reached is spared, and the administrators are told. */
export class DeliveryRecorder {
  readonly #with: Recorded;
  constructor(recorded: Recorded) {
    this.#with = recorded;
  }

  /** Records an event. The same one again changes nothing, and tells nobody twice. */
  async record(letterId: string, event: Delivered, now: Date): Promise<Recording> {
    const settled = await this.#with.letters.settle(letterId, event);
    if (settled === undefined) return 'unknownLetter';
    const suppressions = suppressionsBy(event);
    // An event of SES may come again after the process that handled it was cut off: all that follows is done again.
    for (const suppression of suppressions) {
      await this.#with.offices.suppress(settled.after.office, suppression);
      await this.#tellAdministrators(settled.after, suppression.because, now);
    }
    return suppressions.length > 0 ? 'suppressed' : 'settled';
  }

  async #tellAdministrators({ office }: Letter, because: UnreachableLetter['because'], now: Date): Promise<void> {
    const { offices, adminOffice, post, render } = this.#with;
    const [about, admin] = await Promise.all([offices.addressee(office), offices.addressee(adminOffice)]);
    if (about === undefined || admin === undefined) return;
    const day = localDateIn(admin.office.timeZone, now);
    const key = { office: adminOffice, kind: 'unreachable', day, occasion: office.replaceAll('.', '-') } as const;
    await post.deliver(key, undefined, async () => {
      const addresses = addressesOf(admin, day);
      if (addresses === undefined) return undefined;
      const { to, cc } = addresses;
      const content = { office: admin.office, about: about.office.name, because, at: now.toISOString() };
      return {
        ...render(content),
        addresses: cc === undefined ? [to] : [to, cc],
        reasons: [because],
        commitments: [],
      };
    });
  }
}
