import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Billing, ProjectionType, StreamViewType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Deployment } from '../config.ts';
import { acknowledgeWildcard, type Grantee } from './wildcards.ts';

/** The attributes of turns and notices that reminders read from the index, beside the keys. */
const WAITING = ['asks', 'at', 'coOwners', 'move', 'officeName', 'part', 'since', 'statement'] as const;

/** The partitions of events (functions/README.md, Access patterns). */
const EVENTS = 'E#*';

const text = (name: string) => ({ name, type: AttributeType.STRING });

/**
 * The one table. Its keys are in functions/adapters. All of its indexes are defined from the beginning, because
 * CloudFormation can add only one per deployment.
 */
export class CommitmentsTable extends Construct {
  readonly #table: TableV2;

  constructor(scope: Construct, id: string, props: Pick<Deployment, 'keepsData'>) {
    super(scope, id);
    this.#table = new TableV2(this, 'Table', {
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
  }

  /** Name of the table. */
  get tableName(): string {
    return this.#table.tableName;
  }

  /** ARN of the stream of changes. */
  get streamArn(): string {
    const { tableStreamArn } = this.#table;
    if (tableStreamArn === undefined) throw new Error('the table has no stream');
    return tableStreamArn;
  }

  /** May read items, and lists by place, forum and turn. Not scan: reports read statistics. */
  grantRead(grantee: IGrantable): Grant {
    const lists = Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:Query'],
      resourceArns: [
        this.#table.tableArn,
        this.#indexArn('byPlace'),
        this.#indexArn('byForum'),
        this.#indexArn('byTurn'),
      ],
    });
    return this.#grant(grantee, 'GetItem', 'BatchGetItem').combine(lists);
  }

  /** May read items, and lists by place. */
  grantReadPlaces(grantee: IGrantable): Grant {
    const lists = Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:Query'],
      resourceArns: [this.#table.tableArn, this.#indexArn('byPlace')],
    });
    return this.#grant(grantee, 'GetItem', 'BatchGetItem').combine(lists);
  }

  /** May read single items. */
  grantReadItem(grantee: IGrantable): Grant {
    return this.#grant(grantee, 'GetItem');
  }

  /** May query partitions. */
  grantReadPartition(grantee: IGrantable): Grant {
    return this.#grant(grantee, 'Query');
  }

  /** May write a run and its results. */
  grantRecordRun(grantee: IGrantable): Grant {
    return this.#grantWrite(grantee, 'PutItem');
  }

  /** May write the rows of an import (forums, offices, readings) and its run. */
  grantImport(grantee: IGrantable): Grant {
    return this.#grantWrite(grantee, 'PutItem');
  }

  /** May read and write the outbox, and read the offices that letters go to. */
  grantOutbox(grantee: IGrantable): Grant {
    return this.#grant(grantee, 'GetItem').combine(this.#grantWrite(grantee, 'PutItem', 'DeleteItem'));
  }

  /** May sweep a zone: read offices, turns and commitments, and write the outbox and escalations. */
  grantSweep(grantee: IGrantable): Grant {
    const lists = Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:Query'],
      resourceArns: [this.#table.tableArn, this.#indexArn('byPlace'), this.#indexArn('byTurn')],
    });
    const reads = this.#grant(grantee, 'GetItem', 'BatchGetItem').combine(lists);
    return reads.combine(this.#grantWrite(grantee, 'PutItem', 'DeleteItem'));
  }

  /** May mark a run as failed. */
  grantMarkRun(grantee: IGrantable): Grant {
    return this.#grantWrite(grantee, 'UpdateItem');
  }

  /** May write outside of the lifecycle: forums, offices, evidence, and moves that do not change the stage. */
  grantWrite(grantee: IGrantable): Grant {
    return this.grantMoveInPlace(grantee).combine(this.#grantWrite(grantee, 'DeleteItem'));
  }

  /** May write a move that does not change the stage: a commitment with its event. */
  grantMoveInPlace(grantee: IGrantable): Grant {
    // The condition of every such put is that there is no event of that version yet.
    return this.#grant(grantee, 'PutItem');
  }

  /** May write a move that changes the stage (a transaction of two puts), or renew the task token. */
  grantWriteLifecycle(grantee: IGrantable): Grant {
    return this.grantMoveInPlace(grantee).combine(this.#grantWrite(grantee, 'UpdateItem'));
  }

  /** May read the stream. */
  grantReadStream(grantee: Grantee): Grant {
    // Lambda calls it before it reads any stream, and IAM has no resource for it.
    const list = Grant.addToPrincipal({ grantee, actions: ['dynamodb:ListStreams'], resourceArns: ['*'] });
    acknowledgeWildcard(grantee, '*', 'ListStreams has no resources of its own: AWS documents `*` for it.');
    const actions = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];
    return Grant.addToPrincipal({ grantee, actions, resourceArns: [this.streamArn] }).combine(list);
  }

  /** May collect move notices: read the events of a commitment, and write notices. */
  grantCollectMoveNotices(grantee: IGrantable): Grant {
    return this.#grant(grantee, 'GetItem', 'Query').combine(this.#grantWrite(grantee, 'PutItem'));
  }

  /** May send move notices: read them with their commitments and offices, write the outbox, and mark notices as sent. */
  grantSendMoveNotices(grantee: IGrantable): Grant {
    return this.grantOutbox(grantee).combine(this.#grant(grantee, 'Query'));
  }

  /** May update statistics: read commitments and statistics, and write statistics. */
  grantUpdateStatistics(grantee: IGrantable): Grant {
    return this.#grant(grantee, 'GetItem', 'Query').combine(this.#grantWrite(grantee, 'PutItem'));
  }

  /** May rebuild statistics: update them, read snapshots, and list the commitments of a place. */
  grantRebuildStatistics(grantee: IGrantable): Grant {
    const lists = Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:Query'],
      resourceArns: [this.#indexArn('byPlace')],
    });
    return this.grantUpdateStatistics(grantee).combine(lists);
  }

  #grant(grantee: IGrantable, ...actions: string[]): Grant {
    return Grant.addToPrincipal({
      grantee,
      actions: actions.map((action) => `dynamodb:${action}`),
      resourceArns: [this.#table.tableArn],
    });
  }

  /** Lets write anywhere but in the partitions of events, which are append-only. */
  #grantWrite(grantee: IGrantable, ...actions: ('PutItem' | 'UpdateItem' | 'DeleteItem')[]): Grant {
    return Grant.addToPrincipal({
      grantee,
      actions: actions.map((action) => `dynamodb:${action}`),
      resourceArns: [this.#table.tableArn],
      conditions: { 'ForAllValues:StringNotLike': { 'dynamodb:LeadingKeys': [EVENTS] } },
    });
  }

  #indexArn(index: 'byPlace' | 'byForum' | 'byTurn'): string {
    return `${this.#table.tableArn}/index/${index}`;
  }
}
