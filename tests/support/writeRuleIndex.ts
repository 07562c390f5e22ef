// `npm run docs`: writes src/engine/rules/index.ts from the folders, so that adding a rule means adding a folder.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '../../src/engine/rules');

/** The families in the order of the catalogue, A to G. */
export const FAMILIES = ['several-writers', 'hpa-and-vpa', 'hpa', 'keda', 'vpa', 'nodes', 'rollouts'] as const;

export interface RuleFolder {
  readonly family: (typeof FAMILIES)[number];
  readonly id: string;
}

/** Its number within the family, from the `code` that the rule declares: 2 for `C2`. Read as text, for RULES may not exist yet. */
function placeOf(family: string, id: string): number {
  const code = /^ {2}code: '[A-G](\d+)',$/m.exec(readFileSync(join(FOLDER, family, id, 'rule.ts'), 'utf8'));
  if (!code) {
    throw new Error(`${family}/${id}/rule.ts: no line like \`  code: 'C2',\``);
  }
  return Number(code[1]);
}

/** Every folder with a rule in it, in the order of the catalogue. */
export function ruleFolders(): RuleFolder[] {
  return FAMILIES.flatMap((family) =>
    readdirSync(join(FOLDER, family))
      .filter((id) => existsSync(join(FOLDER, family, id, 'rule.ts')))
      .map((id) => ({ family, id, place: placeOf(family, id) }))
      .sort((a, b) => a.place - b.place)
      .map(({ id }) => ({ family, id }))
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
