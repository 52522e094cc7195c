import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Billing, ProjectionType, StreamViewType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { Deployment } from '../config.ts';

/** The attributes of turns and notices that reminders read from the index, beside the keys. */
const WAITING = ['asks', 'at', 'coOwners', 'move', 'officeName', 'part', 'since', 'statement'] as const;

const text = (name: string) => ({ name, type: AttributeType.STRING });

/**
 * The one table. Its keys are in functions/adapters. All of its indexes are defined from the beginning, because
 * CloudFormation can add only one per deployment.
 */
export class CommitmentsStorage extends Construct {
  /** Name of the table. */
  readonly tableName: string;
  /** ARN of the stream of changes. */
  readonly streamArn: string;

  constructor(scope: Construct, id: string, props: Pick<Deployment, 'keepsData'>) {
    super(scope, id);
    const table = new TableV2(this, 'Table', {
      partitionKey: text('pk'),
      sortKey: text('sk'),
      billing: Billing.onDemand(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      // Sent notices, and notices that came too late, expire.
      timeToLiveAttribute: 'expires',
      // Whole images cost no more than keys. Lambda recommends at most two consumers of a stream.
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      deletionProtection: props.keepsData,
      removalPolicy: props.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      // Keys only where a list needs every field and reads them by BatchGetItem: a move then rewrites no index entry.
      globalSecondaryIndexes: [
        {
          indexName: 'byPlace',
          partitionKey: text('place'),
          sortKey: text('placeSort'),
          projectionType: ProjectionType.KEYS_ONLY,
        },
        {
          indexName: 'byForum',
          partitionKey: text('forumId'),
          sortKey: text('pk'),
          projectionType: ProjectionType.KEYS_ONLY,
        },
        {
          indexName: 'byTurn',
          partitionKey: text('waitsFor'),
          sortKey: text('until'),
          projectionType: ProjectionType.INCLUDE,
          nonKeyAttributes: [...WAITING],
        },
      ],
    });
    if (table.tableStreamArn === undefined) throw new Error('the table has no stream');
    this.tableName = table.tableName;
    this.streamArn = table.tableStreamArn;
  }
}
