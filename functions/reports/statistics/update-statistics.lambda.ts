import { dynamodb } from '../../platform/aws-clients.ts';
import { fullJitter } from '../../platform/retry.ts';
import { streamed } from '../../platform/stream-consumer.ts';
import { Table } from '../../platform/table.ts';
import { regionOfId } from '../../platform/values/ids.ts';
import { TableTallyLedger } from './statistics-repository.store.ts';
import { RollUps } from './update-roll-ups.service.ts';
import { updateStatisticsEnvironment } from './update-statistics.environment.ts';
import { Counter } from './update-statistics.service.ts';

const environment = updateStatisticsEnvironment.parse(process.env);
const ledger = new TableTallyLedger(new Table(dynamodb, environment.TABLE_NAME));
const counter = new Counter(ledger, fullJitter);
const rollUps = new RollUps(ledger, fullJitter);

/**
 * Counts the commitments of a batch in their regions, and adds the regions up in the places above: every region of the
 * batch, even without a change, because an earlier call may have ended between the two.
 */
export const handler = streamed(async (commitmentIds) => {
  const failures = await counter.count(commitmentIds);
  const regions = commitmentIds.map(regionOfId).filter((region) => region !== undefined);
  await rollUps.addUpFrom(regions);
  return failures;
});
