import type { Executions, FoundExecution, Unfinished } from '../../functions/lifecycle/executions.client.ts';
import type { FindingStore } from '../../functions/lifecycle/findings.store.ts';
import type { ListedCommitment, OpenCommitments } from '../../functions/lifecycle/open-commitments.store.ts';
import type { LifecycleFinding, WorkflowCommitment } from '../../functions/lifecycle/restart.ts';
import type { Workflow } from '../../functions/lifecycle/workflow.client.ts';
import type { ExecutionKey } from '../../functions/lifecycle/workflow-moves.ts';
import { executionName, type StayMove, type WorkflowMove } from '../../functions/lifecycle/workflow-moves.ts';
import { ItemUnreadableError } from '../../functions/platform/item-schema.ts';

export const NOW = new Date('2026-06-01T00:00:00.000Z');
export const RECENTLY = new Date('2026-05-01T00:00:00.000Z');

export const idOf = (number: number) => `7373-${String(number).padStart(20, '0')}`;

/** Commitments and executions in memory, behind the interfaces that reconciliation and renewal use. */
export class LifecycleHarness implements OpenCommitments, Executions, Pick<Workflow, 'start'>, FindingStore {
  readonly commitments = new Map<string, WorkflowCommitment | 'unreadable'>();
  readonly executions = new Map<string, FoundExecution & { readonly how?: Unfinished }>();
  readonly started: { readonly name: string; readonly move: WorkflowMove | StayMove }[] = [];
  readonly renewed: string[] = [];
  readonly findings = new Map<string, LifecycleFinding>();

  /** Adds an open commitment with a running execution. */
  addHealthy(number: number, startedAt = RECENTLY): WorkflowCommitment {
    const commitmentId = idOf(number);
    const carried = { commitmentId, version: 3, generation: 1, isOpen: true, task: `token of ${commitmentId}` };
    this.commitments.set(commitmentId, carried);
    this.executions.set(executionName(commitmentId, 1), { isRunning: true, startedAt, isRaise: false });
    return carried;
  }

  end(commitmentId: string, generation: number, how: Unfinished = 'ABORTED', raise?: WorkflowMove): void {
    const ended = { isRunning: false, startedAt: RECENTLY, endedAt: NOW, isRaise: raise !== undefined, how };
    this.executions.set(executionName(commitmentId, generation), raise === undefined ? ended : { ...ended, raise });
  }

  /** One commitment a page, so that cursors are used. */
  async list(cursor: string | undefined) {
    const rows = [...this.commitments].map(
      ([commitmentId, carried]): ListedCommitment =>
        carried === 'unreadable' ? { commitmentId, unreadable: new ItemUnreadableError('schema 2') } : carried,
    );
    const open = rows.filter((row) => 'unreadable' in row || row.isOpen);
    const at = Number(cursor ?? 0);
    return { items: open.slice(at, at + 1), ...(at + 1 < open.length ? { cursor: String(at + 1) } : {}) };
  }

  async existing(ids: readonly string[]) {
    return new Set(ids.filter((id) => this.commitments.has(id)));
  }

  find(execution: ExecutionKey): Promise<FoundExecution | undefined>;
  find(commitmentId: string): Promise<WorkflowCommitment | undefined>;
  async find(of: ExecutionKey | string): Promise<FoundExecution | WorkflowCommitment | undefined> {
    if (typeof of !== 'string') return this.executions.get(executionName(of.commitmentId, of.generation));
    const carried = this.commitments.get(of);
    if (carried === 'unreadable') throw new ItemUnreadableError('schema 2');
    return carried;
  }

  async listUnfinished(how: Unfinished) {
    const names = [...this.executions].filter(([, execution]) => execution.how === how).map(([name]) => name);
    return { items: names.map((name) => ({ commitmentId: name.slice(0, 25), generation: Number(name.slice(27)) })) };
  }

  async renew(task: string) {
    const isWaiting = [...this.commitments.values()].some((one) => one !== 'unreadable' && one.task === task);
    if (isWaiting) this.renewed.push(task);
    return isWaiting;
  }

  async start(move: WorkflowMove | StayMove, generation: number) {
    this.started.push({ name: executionName(move.commitmentId, generation), move });
    return generation;
  }

  async record(_runId: string, findings: readonly LifecycleFinding[]) {
    for (const finding of findings) this.findings.set(finding.commitmentId, finding);
  }

  async listFindings() {
    return { items: [...this.findings.values()] };
  }

  async allFindings() {
    return [...this.findings.values()];
  }
}
