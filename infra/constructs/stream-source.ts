import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping, FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { CommitmentsTable } from './commitments-table.ts';
import type { Dlq } from './dlq.ts';
import type { FunctionName } from './functions.ts';
import type { ServiceFunction } from './service-function.ts';

export interface StreamSourceProps {
  readonly consumer: ServiceFunction<FunctionName>;
  readonly commitments: CommitmentsTable;
  /** The records that the consumer receives, as a filter of Lambda; others do not invoke it. */
  readonly filter: Readonly<Record<string, unknown>>;
  readonly batchSize: number;
  /** How long Lambda waits for a batch to fill. */
  readonly maxBatchingWindow: Duration;
  readonly dlq: Dlq;
}

/**
 * Invokes a function with the changes of the table. A record that fails for an hour, or eleven times, goes to the DLQ,
 * so that it does not hold up the others of its shard for longer.
 */
export class StreamSource extends EventSourceMapping {
  constructor(scope: Construct, id: string, props: StreamSourceProps) {
    const { consumer, commitments, filter, batchSize, maxBatchingWindow, dlq } = props;
    super(scope, id, {
      target: consumer.function,
      eventSourceArn: commitments.streamArn,
      // LATEST would miss changes that happen while the mapping is created (Lambda developer guide).
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: [FilterCriteria.filter({ ...filter })],
      reportBatchItemFailures: true,
      onFailure: dlq.ofStream,
      batchSize,
      maxBatchingWindow,
      retryAttempts: 10,
      maxRecordAge: Duration.hours(1),
      bisectBatchOnError: true,
    });
    commitments.grantReadStream(consumer);
  }
}
