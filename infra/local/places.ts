import { join } from 'node:path';

/** The checkout. */
export const ROOT = join(import.meta.dirname, '..', '..');

/** Files of the local platform; not in git, and can be deleted at any time. */
export const STATE = join(ROOT, '.tuntas');

/** The outputs of `npm start` for other programs; exists while the platform is ready. */
export const OUTPUTS_FILE = join(STATE, 'outputs.json');

/** The Python of the virtual environment that install.mjs creates. */
export const ENGINE_PYTHON = join(STATE, 'venv', 'bin', 'python');
