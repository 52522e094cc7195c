import type { Run } from '../domain/runs.ts';
import { SCHEMA_VERSION } from './item-schema.ts';
import { keys, runsOf } from './keys.ts';
import type { Item } from './table.ts';

/** The item of a run. */
export function toRunItem({ runId, ...fields }: Run): Item {
  const place = { place: runsOf(fields.workflow), placeSort: fields.startedAt };
  return { ...keys.run(runId), schema: SCHEMA_VERSION, ...fields, ...place };
}
