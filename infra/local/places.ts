import { join } from 'node:path';

/** The checkout. */
export const ROOT = join(import.meta.dirname, '..', '..');

/** Everything that running locally leaves behind; not in git, and can be deleted at any time. */
export const STATE = join(ROOT, '.tuntas');

/** What `npm start` tells other programs; there from its last step to its end. */
export const OUTPUTS_FILE = join(STATE, 'outputs.json');

/** The Python of the virtual environment that install.mjs makes. */
export const ENGINE_PYTHON = join(STATE, 'venv', 'bin', 'python');
