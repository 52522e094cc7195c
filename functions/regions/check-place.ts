import { NotFoundError } from '../platform/values/errors.ts';
import { findRegion } from './regions.ts';
import { covers, type Scope } from './scope.ts';

/**
 * Checks a region or province code from a filter or path.
 * @throws NotFoundError the code is unknown or outside the scope
 */
export function checkPlace(code: string | undefined, scope: Scope): void {
  if (code !== undefined && (findRegion(code) === undefined || !covers(scope, code))) {
    throw new NotFoundError('Daerah ini tidak ada, atau di luar cakupan kantor Anda.');
  }
}
