import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../../infra/local/places.ts';
import { diagramOf, withDiagrams } from '../../../infra/local/workflow-diagrams.ts';

const readme = readFileSync(`${ROOT}/workflows/README.md`, 'utf8');

describe('the diagrams of workflows/README.md', () => {
  it('are those of the definitions; node infra/local/workflow-diagrams.ts writes them', () => {
    expect(withDiagrams(readme)).toBe(readme);
  });

  it.each(readdirSync(`${ROOT}/workflows`).filter((file) => file.endsWith('.asl.json')))('include %s', (file) => {
    expect(readme).toContain(`\`\`\`mermaid\n${diagramOf(file.replace('.asl.json', ''))}\`\`\`\n`);
  });
});
