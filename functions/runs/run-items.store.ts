import { SCHEMA_VERSION } from '../platform/item-schema.ts';
import { keys, runsOf } from '../platform/keys.ts';
import type { Item } from '../platform/table.ts';
import type { Run } from './runs.ts';

export function toRunItem({ runId, ...fields }: Run): Item {
  const place = { place: runsOf(fields.workflow), placeSort: `${fields.startedAt}#${runId}` };
  return { ...keys.run(runId), schema: SCHEMA_VERSION, ...fields, ...place };
}
