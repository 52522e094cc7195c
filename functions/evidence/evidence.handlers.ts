import { services } from '../api/dependencies.lambda.ts';
import { ROUTES } from '../api/routes.ts';
import { submissionsOf } from '../commitments/events.ts';
import { possibleMoves } from '../commitments/moves/moves.ts';
import { endpoint } from '../platform/http/endpoint.ts';
import { json } from '../platform/http/http-handler.ts';
import {
  InputRefusedError,
  MoveNotPossibleError,
  NotFoundError,
  NotPermittedError,
} from '../platform/values/errors.ts';
import { EVIDENCE_COUNT_LIMIT } from './evidence.ts';

/** The routes of evidence files, which go to and from the bucket directly. */
export const evidenceEndpoints = [
  endpoint(ROUTES.addEvidence, async ({ body, actor, id, identity }) => {
    const { commitment } = await services.commitments.get(id('commitmentId'), actor.scope);
    const { commitmentId } = commitment;
    if (commitment.stage !== 'assigned' && commitment.stage !== 'inProgress') {
      throw new MoveNotPossibleError('submit', possibleMoves(commitment));
    }
    if (commitment.ownerOffice !== actor.office) {
      throw new NotPermittedError('Bukti disampaikan oleh kantor penanggung jawab.');
    }
    const files = await services.evidence.list(commitmentId);
    const evidenceId = identity.moveId;
    if (files.length >= EVIDENCE_COUNT_LIMIT && !files.some((file) => file.evidenceId === evidenceId)) {
      throw new InputRefusedError([
        { path: '', message: `komitmen ini sudah memiliki ${EVIDENCE_COUNT_LIMIT} berkas` },
      ]);
    }
    await services.evidence.announce(commitmentId, { evidenceId, ...body }, identity.hash);
    const upload = await services.files.uploadTo(commitmentId, evidenceId, body);
    return json(201, { evidenceId, upload });
  }),

  endpoint(ROUTES.listEvidence, async ({ id, actor }) => {
    const { commitment, events } = await services.commitments.getWithEvents(id('commitmentId'), actor.scope);
    const files = await services.evidence.list(commitment.commitmentId);
    const submitted = submissionsOf(events.map(({ event }) => event));
    const items = await Promise.all(
      files.map(async (file) => {
        const arrived = await services.files.arrived(commitment.commitmentId, file.evidenceId);
        const submittedInVersion = submitted.get(file.evidenceId);
        return { ...file, uploadedAt: arrived?.uploadedAt, submittedInVersion };
      }),
    );
    return json(200, { items });
  }),

  endpoint(ROUTES.getEvidence, async ({ id, actor }) => {
    const { commitment } = await services.commitments.get(id('commitmentId'), actor.scope);
    const { commitmentId } = commitment;
    const files = await services.evidence.list(commitmentId);
    const file = files.find((row) => row.evidenceId === id('evidenceId'));
    if (file === undefined || (await services.files.arrived(commitmentId, file.evidenceId)) === undefined) {
      throw new NotFoundError('Berkas bukti tidak ditemukan atau belum diunggah.');
    }
    return json(200, {
      download: { url: await services.files.downloadFrom(commitmentId, file.evidenceId, file.name) },
    });
  }),
];
