import { Stack } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Published } from './published.ts';
import { acknowledgeWildcard, type Grantee } from './wildcards.ts';

/** The partitions of events (functions/README.md, Access patterns). */
const EVENTS = 'E#*';

/** The partitions of sessions. */
const SESSIONS = 'SESSIONS#*';

/** The partition of the secret of forms. */
const FORM_SECRET = 'SECRET#FORMS';

/** The partitions of posts whose session has ended. */
const LOST_POSTS = 'LOST#*';

/** The partitions of runs. */
const RUNS = 'RUN#*';

/** The partitions of accounts. */
const ACCOUNTS = ['PERSON#*', 'EMAIL#*', 'STAFF#*', 'ADMINISTRATORS'];

/** The partitions of repeated requests. */
const REQUESTS = 'REQUEST#*';

/** What decides who somebody is: written only by who is granted just that. */
const IDENTITY = [...ACCOUNTS, SESSIONS, FORM_SECRET, LOST_POSTS];

/** The table as its users see it: by its published name, with what may be granted on it. */
export class CommitmentsTable extends Construct {
  /** Name of the table. */
  readonly tableName: string;
  /** ARN of the stream of changes. */
  readonly streamArn: string;
  readonly #arn: string;

  constructor(scope: Construct, id: string, published: Published) {
    super(scope, id);
    this.tableName = published.of('table-name');
    this.streamArn = published.of('table-stream-arn');
    this.#arn = Stack.of(this).formatArn({ service: 'dynamodb', resource: 'table', resourceName: this.tableName });
  }

  /** May read items, and lists by place, forum and turn. Not scan: reports read statistics. */
  grantRead(grantee: IGrantable): Grant {
    const lists = Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:Query'],
      resourceArns: [this.#arn, this.#indexArn('byPlace'), this.#indexArn('byForum'), this.#indexArn('byTurn')],
    });
    return this.#grant(grantee, 'GetItem', 'BatchGetItem').combine(lists);
  }

  /** May read items, and lists by place. */
  grantReadPlaces(grantee: IGrantable): Grant {
    const lists = Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:Query'],
      resourceArns: [this.#arn, this.#indexArn('byPlace')],
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
      resourceArns: [this.#arn, this.#indexArn('byPlace'), this.#indexArn('byTurn')],
    });
    const reads = this.#grant(grantee, 'GetItem', 'BatchGetItem').combine(lists);
    return reads.combine(this.#grantWrite(grantee, 'PutItem', 'DeleteItem'));
  }

  /** May begin, confirm and end sessions of the console, and write nothing else. */
  grantKeepSessions(grantee: IGrantable): Grant {
    return this.#grantWithin(grantee, [SESSIONS], 'PutItem', 'DeleteItem');
  }

  /** May make the secret of forms, keep posts whose session has ended, and drop them. */
  grantKeepForms(grantee: IGrantable): Grant {
    const keep = this.#grantWithin(grantee, [FORM_SECRET, LOST_POSTS], 'PutItem');
    return keep.combine(this.#grantWithin(grantee, [LOST_POSTS], 'DeleteItem'));
  }

  /** May begin a run. */
  grantBeginRun(grantee: IGrantable): Grant {
    return this.#grantWithin(grantee, [RUNS], 'PutItem');
  }

  /** May give accounts, and change and end them. */
  grantKeepAccounts(grantee: IGrantable): Grant {
    return this.#grantWithin(grantee, [...ACCOUNTS, REQUESTS], 'PutItem', 'DeleteItem');
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
    return this.#grantOutside(grantee, IDENTITY, 'PutItem');
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
      resourceArns: [this.#arn],
    });
  }

  /** Lets write anywhere but in the partitions of identity, and of events, which are append-only. */
  #grantWrite(grantee: IGrantable, ...actions: ('PutItem' | 'UpdateItem' | 'DeleteItem')[]): Grant {
    return this.#grantOutside(grantee, [EVENTS, ...IDENTITY], ...actions);
  }

  /** Lets write anywhere but in some partitions. */
  #grantOutside(
    grantee: IGrantable,
    partitions: readonly string[],
    ...actions: ('PutItem' | 'UpdateItem' | 'DeleteItem')[]
  ): Grant {
    return Grant.addToPrincipal({
      grantee,
      actions: actions.map((action) => `dynamodb:${action}`),
      resourceArns: [this.#arn],
      conditions: { 'ForAllValues:StringNotLike': { 'dynamodb:LeadingKeys': partitions } },
    });
  }

  /** Lets write in some partitions only. */
  #grantWithin(grantee: IGrantable, partitions: readonly string[], ...actions: ('PutItem' | 'DeleteItem')[]): Grant {
    return Grant.addToPrincipal({
      grantee,
      actions: actions.map((action) => `dynamodb:${action}`),
      resourceArns: [this.#arn],
      // The local engine does not know the key, so that ForAllValues holds there whatever is written.
      conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': partitions } },
    });
  }

  #indexArn(index: 'byPlace' | 'byForum' | 'byTurn'): string {
    return `${this.#arn}/index/${index}`;
  }
}
