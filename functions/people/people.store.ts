import { checkSchema, SCHEMA_VERSION } from '../platform/item-schema.ts';
import { keys, PEOPLE } from '../platform/keys.ts';
import type { Item, TableAccess } from '../platform/table.ts';
import { type Person, person } from './people.ts';

export interface PeopleStore {
  /** Reads a person, strongly consistent: an ended access is seen at once. */
  get(userId: string): Promise<Person | undefined>;
}

export class TablePeopleStore implements PeopleStore {
  readonly #table: TableAccess;
  constructor(table: TableAccess) {
    this.#table = table;
  }

  async get(userId: string): Promise<Person | undefined> {
    const item = await this.#table.get(keys.person(userId));
    return item === undefined ? undefined : toPerson(item);
  }

  /** Writes the row of a person, whatever it was. */
  async put(saved: Person): Promise<void> {
    await this.#table.put(personItem(saved));
  }
}

function personItem({ userId, ...fields }: Person): Item {
  const listed = { place: PEOPLE, placeSort: `${fields.name.toLowerCase()}#${userId}` };
  return { ...keys.person(userId), schema: SCHEMA_VERSION, ...fields, ...listed };
}

export function toPerson(item: Item): Person {
  checkSchema(item);
  return person.parse({ ...item, userId: String(item.pk).slice('PERSON#'.length) });
}
