import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './places.ts';

/** A `npx cdk` command of a document. */
export interface DocumentedCommand {
  /** Where it stands, and how it reads there. */
  readonly name: string;
  /** `deploy`, `bootstrap` ... */
  readonly command: string;
  /** Its context, as arguments. */
  readonly context: readonly string[];
}

/** A file in the place of `<path>`: with the values of production, because their file is somebody's own. */
const SOME_FILE = join(ROOT, 'infra/deployments/prod.json');

/** Every `npx cdk` command that a document names, in a block or in a sentence. Decisions tell of the past. */
export function documentedCommands(): readonly DocumentedCommand[] {
  const documents = execFileSync('git', ['ls-files', '*.md'], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n');
  return documents
    .filter((path) => !path.startsWith('infra/decisions/'))
    .flatMap((path) => {
      const text = readFileSync(join(ROOT, path), 'utf8');
      return [...text.matchAll(/npx cdk (\w+)([^`\n]*)/g)].map(([said, command = '', rest = '']) => ({
        name: `${path}: ${said.trim()}`,
        command,
        context: [...rest.matchAll(/-c (\w+)=(<[^>]+>|\S+)/g)].flatMap(([, name, value]) => [
          '--context',
          `${name}=${value?.startsWith('<') ? SOME_FILE : value}`,
        ]),
      }));
    });
}
