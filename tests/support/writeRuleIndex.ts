// `npm run docs`: writes src/engine/rules/index.ts from the folders, so that adding a rule means adding a folder.
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '../../src/engine/rules');

/** The families in the order of the catalogue, A to G. */
export const FAMILIES = ['several-writers', 'hpa-and-vpa', 'hpa', 'keda', 'vpa', 'nodes', 'rollouts'] as const;

export interface RuleFolder {
  readonly family: (typeof FAMILIES)[number];
  readonly id: string;
}

/** Every folder with a rule in it, by family and then by name. */
export function ruleFolders(): RuleFolder[] {
  return FAMILIES.flatMap((family) =>
    readdirSync(join(FOLDER, family))
      .filter((id) => existsSync(join(FOLDER, family, id, 'rule.ts')))
      .sort()
      .map((id) => ({ family, id }))
  );
}

/** `hpa-pinned-max` -> `hpaPinnedMax`: what the rule's file exports. */
export function exportOf(id: string): string {
  return id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** The text of index.ts. */
export function ruleIndex(): string {
  const folders = ruleFolders();
  const imports = folders.map(({ family, id }) => `import { ${exportOf(id)} } from './${family}/${id}/rule';`);
  return `// Every rule, by family. Written by \`npm run docs\` from the folders; do not edit.
${imports.join('\n')}
import type { Rule } from './defineRule';

export const RULES: readonly Rule[] = [
${folders.map(({ id }) => `  ${exportOf(id)},`).join('\n')}
];
`;
}

if (require.main === module) {
  writeFileSync(join(FOLDER, 'index.ts'), ruleIndex());
}
