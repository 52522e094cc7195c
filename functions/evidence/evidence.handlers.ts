import type { Commitment } from '../commitments/commitment.ts';
import type { CommitmentStore } from '../commitments/commitments.store.ts';
import { submissionsOf } from '../commitments/events.ts';
import { possibleMoves } from '../commitments/moves/moves.ts';
import { partiesOf } from '../commitments/parties.ts';
import { type Author, authorOf } from '../people/actors.ts';
import { authenticated } from '../people/authenticated.handlers.ts';
import { json } from '../platform/http/http-handler.ts';
import {
  InputRefusedError,
  MoveNotPossibleError,
  NotFoundError,
  NotPermittedError,
} from '../platform/values/errors.ts';
import { evidenceRoutes } from './evidence.routes.ts';
import type { EvidenceStore } from './evidence.store.ts';
import { EVIDENCE_COUNT_LIMIT } from './evidence.ts';
import type { EvidenceFiles } from './evidence-files.client.ts';

interface EvidenceHandlerDeps {
  readonly commitments: CommitmentStore;
  readonly evidence: EvidenceStore;
  readonly files: EvidenceFiles;
}

/** Answers {@link evidenceRoutes}. Clients exchange the files with the bucket directly. */
export const evidenceHandlers = ({ commitments, evidence, files: bucket }: EvidenceHandlerDeps) => [
  authenticated(evidenceRoutes.addEvidence, async ({ body, actor, params, idempotency }) => {
    const { commitment } = await commitments.get(params.commitmentId, actor.scope);
    const { commitmentId } = commitment;
    if (commitment.stage !== 'assigned' && commitment.stage !== 'inProgress') {
      throw new MoveNotPossibleError('submit', possibleMoves(commitment));
    }
    authorOf(actor, (author) => checkOwner(commitment, author));
    const files = await evidence.list(commitmentId);
    const evidenceId = idempotency.moveId;
    if (files.length >= EVIDENCE_COUNT_LIMIT && !files.some((file) => file.evidenceId === evidenceId)) {
      throw new InputRefusedError([
        { path: '', message: `komitmen ini sudah memiliki ${EVIDENCE_COUNT_LIMIT} berkas` },
      ]);
    }
    await evidence.announce(commitmentId, { evidenceId, ...body }, idempotency.hash);
    const upload = await bucket.uploadTo(commitmentId, evidenceId, body);
    return json(201, { evidenceId, upload });
  }),

  authenticated(evidenceRoutes.listEvidence, async ({ params, actor }) => {
    const { commitment, events } = await commitments.getWithEvents(params.commitmentId, actor.scope);
    const files = await evidence.list(commitment.commitmentId);
    const submitted = submissionsOf(events.map(({ event }) => event));
    const items = await Promise.all(
      files.map(async (file) => {
        const arrived = await bucket.arrived(commitment.commitmentId, file.evidenceId);
        const submittedInVersion = submitted.get(file.evidenceId);
        return { ...file, uploadedAt: arrived?.uploadedAt, submittedInVersion };
      }),
    );
    return json(200, { items });
  }),

  authenticated(evidenceRoutes.getEvidence, async ({ params, actor }) => {
    const { commitment } = await commitments.get(params.commitmentId, actor.scope);
    const { commitmentId } = commitment;
    const files = await evidence.list(commitmentId);
    const file = files.find((row) => row.evidenceId === params.evidenceId);
    if (file === undefined || (await bucket.arrived(commitmentId, file.evidenceId)) === undefined) {
      throw new NotFoundError('Berkas bukti tidak ditemukan atau belum diunggah.');
    }
    return json(200, {
      download: { url: await bucket.downloadFrom(commitmentId, file.evidenceId, file.name) },
    });
  }),
];

function checkOwner(commitment: Commitment, by: Author): void {
  if (partiesOf(commitment).owner === by.office) return;
  throw new NotPermittedError('Bukti disampaikan oleh kantor penanggung jawab.');
}
