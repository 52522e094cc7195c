import { dynamodb } from '../../platform/aws-clients.ts';
import { pause } from '../../platform/backoff.ts';
import { environments } from '../../platform/environments.ts';
import { regionOfId } from '../../platform/keys.ts';
import { streamed } from '../../platform/stream-consumer.ts';
import { Table } from '../../platform/table.ts';
import { TableStatisticsRepository } from './statistics-repository.store.ts';
import { RollUps } from './update-roll-ups.service.ts';
import { StatisticsUpdater } from './update-statistics.service.ts';

const environment = environments.updateStatistics.parse(process.env);
const repository = new TableStatisticsRepository(new Table(dynamodb, environment.TABLE_NAME));
const updater = new StatisticsUpdater(repository, pause);
const rollUps = new RollUps(repository, pause);

/**
 * Counts the commitments of a batch in their regions, and adds these up in the places above. That is done for every
 * region of the batch, also where nothing had to be counted: whoever counted it may not have come to adding up.
 */
export const handler = streamed(async (commitmentIds) => {
  const failures = await updater.update(commitmentIds);
  const regions = commitmentIds.map(regionOfId).filter((region) => region !== undefined);
  await rollUps.addUpFrom(regions);
  return failures;
});
