import { dynamodb } from './adapters/clients.ts';
import { regionOfId } from './adapters/keys.ts';
import { Table } from './adapters/table.ts';
import { TableTallyLedger } from './adapters/tally-ledger.ts';
import { Counter } from './runtime/counter.ts';
import { environments } from './runtime/environments.ts';
import { pause } from './runtime/pause.ts';
import { RollUps } from './runtime/roll-ups.ts';
import { streamed } from './runtime/streamed.ts';

const environment = environments.countCommitments.parse(process.env);
const ledger = new TableTallyLedger(new Table(dynamodb, environment.TABLE_NAME));
const counter = new Counter(ledger, pause);
const rollUps = new RollUps(ledger, pause);

/**
 * Counts the commitments of a batch in their regions, and adds these up in the places above. That is done for every
 * region of the batch, also where nothing had to be counted: whoever counted it may not have come to adding up.
 */
export const handler = streamed(async (commitmentIds) => {
  const failures = await counter.count(commitmentIds);
  const regions = commitmentIds.map(regionOfId).filter((region) => region !== undefined);
  await rollUps.addUpFrom(regions);
  return failures;
});
