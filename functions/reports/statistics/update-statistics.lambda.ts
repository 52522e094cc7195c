import { dynamodb } from '../../platform/aws-clients.ts';
import { fullJitter } from '../../platform/retry.ts';
import { streamConsumer } from '../../platform/stream-consumer.ts';
import { Table } from '../../platform/table.ts';
import { regionOfId } from '../../platform/values/ids.ts';
import { TableStatisticsRepository } from './statistics-repository.store.ts';
import { RollUps } from './update-roll-ups.service.ts';
import { updateStatisticsEnvironment } from './update-statistics.environment.ts';
import { StatisticsUpdater } from './update-statistics.service.ts';

const environment = updateStatisticsEnvironment.parse(process.env);
const repository = new TableStatisticsRepository(new Table(dynamodb, environment.TABLE_NAME));
const updater = new StatisticsUpdater(repository, fullJitter);
const rollUps = new RollUps(repository, fullJitter);

/**
 * Counts the commitments of a batch in their regions, then updates the roll-ups of every region of the batch, even
 * without a change: an earlier invocation may have ended between the two.
 */
export const handler = streamConsumer(async (commitmentIds) => {
  const failures = await updater.update(commitmentIds);
  const regions = commitmentIds.map(regionOfId).filter((region) => region !== undefined);
  await rollUps.addUpFrom(regions);
  return failures;
});
