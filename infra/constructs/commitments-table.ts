import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Billing, ProjectionType, StreamViewType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Deployment } from '../config.ts';
import { acknowledgeWildcard, type Grantee } from './wildcards.ts';

/** What a reminder tells of a turn, of news and of a notice, beside the keys: it is read from the index alone. */
const WAITING = ['asks', 'at', 'coOwners', 'move', 'officeName', 'part', 'since', 'statement'] as const;

/** The partitions of events (functions/README.md, Access patterns). */
const EVENTS = 'E#*';

const text = (name: string) => ({ name, type: AttributeType.STRING });

/**
 * The one table: commitments, their events, forums, offices. Its keys stand in functions/adapters; its indexes are all
 * defined here from the beginning, for CloudFormation adds one per deployment only.
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
      // What was told, or nobody was told in time, ends by itself.
      timeToLiveAttribute: 'expires',
      // Whole items cost no more than their keys. Lambda recommends two readers of a stream at most.
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      deletionProtection: props.keepsData,
      removalPolicy: props.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      // Keys only where a list needs every field (it reads them by BatchGetItem): a move then rewrites no index entry.
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

  /** ARN of the stream that tells of every change. */
  get streamArn(): string {
    const { tableStreamArn } = this.#table;
    if (tableStreamArn === undefined) throw new Error('the table has no stream');
    return tableStreamArn;
  }

  /** May read items, and lists by place, forum and turn. Not scan: reports read counters. */
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

  /** May read items whose key it knows. */
  grantReadItem(grantee: IGrantable): Grant {
    return this.#grant(grantee, 'GetItem');
  }

  /** May read the items of a partition, which it names. */
  grantReadPartition(grantee: IGrantable): Grant {
    return this.#grant(grantee, 'Query');
  }

  /** May put the record of a run and what it found. */
  grantRecordRun(grantee: IGrantable): Grant {
    return this.#grantWrite(grantee, 'PutItem');
  }

  /** May put what an import enters (forums, offices, readings), and the record of its run. */
  grantEnter(grantee: IGrantable): Grant {
    return this.#grantWrite(grantee, 'PutItem');
  }

  /** May keep the ledger of letters, and read the offices that they go to. */
  grantKeepLetters(grantee: IGrantable): Grant {
    return this.#grant(grantee, 'GetItem').combine(this.#grantWrite(grantee, 'PutItem', 'DeleteItem'));
  }

  /** May sweep a zone: read its offices, what waits for them, and the commitments concerned; keep letters and word of them. */
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

  /** May write outside the lifecycle: forums, offices, evidence, and the moves that leave the stage as it is. */
  grantRecord(grantee: IGrantable): Grant {
    return this.grantMoveInPlace(grantee).combine(this.#grantWrite(grantee, 'DeleteItem'));
  }

  /** May make a move that leaves the stage as it is: put a commitment with its event. */
  grantMoveInPlace(grantee: IGrantable): Grant {
    // The condition of every such put is that there is no event of that version yet.
    return this.#grant(grantee, 'PutItem');
  }

  /** May carry a commitment from stage to stage: put it with its event (a transaction of two puts), or renew its token. */
  grantCarry(grantee: IGrantable): Grant {
    return this.grantMoveInPlace(grantee).combine(this.#grantWrite(grantee, 'UpdateItem'));
  }

  /** May be given what the stream tells. */
  grantReadStream(grantee: Grantee): Grant {
    // Lambda asks for it before it reads any stream, and IAM knows no resource for it.
    const list = Grant.addToPrincipal({ grantee, actions: ['dynamodb:ListStreams'], resourceArns: ['*'] });
    acknowledgeWildcard(grantee, '*', 'ListStreams has no resources of its own: AWS documents `*` for it.');
    const actions = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];
    return Grant.addToPrincipal({ grantee, actions, resourceArns: [this.streamArn] }).combine(list);
  }

  /** May gather news: read the events of a commitment, and keep what they are news for. */
  grantCollectMoveNotices(grantee: IGrantable): Grant {
    return this.#grant(grantee, 'GetItem', 'Query').combine(this.#grantWrite(grantee, 'PutItem'));
  }

  /** May tell news: read it with its commitments and offices, keep the ledger of letters, and mark what was told. */
  grantSendMoveNotices(grantee: IGrantable): Grant {
    return this.grantKeepLetters(grantee).combine(this.#grant(grantee, 'Query'));
  }

  /** May count: read commitments and tallies by their keys, and write what was counted. */
  grantCount(grantee: IGrantable): Grant {
    return this.#grant(grantee, 'GetItem', 'Query').combine(this.#grantWrite(grantee, 'PutItem'));
  }

  /** May recount: count, and list the commitments of a place. */
  grantRecount(grantee: IGrantable): Grant {
    const lists = Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:Query'],
      resourceArns: [this.#indexArn('byPlace')],
    });
    return this.grantCount(grantee).combine(lists);
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
