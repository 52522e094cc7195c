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
 * Counts the commitments of a batch in their regions, and adds up the places above: for every region of the batch, also
 * if nothing had to be counted, because the process that counted it may have ended before it added up.
 */
export const handler = streamed(async (commitmentIds) => {
  const failures = await updater.update(commitmentIds);
  const regions = commitmentIds.map(regionOfId).filter((region) => region !== undefined);
  await rollUps.addUpFrom(regions);
  return failures;
});
