// `npm run docs`: writes docs/rules.md, the catalogue of all kinds, and the generated parts of each rule's page. A test keeps
// them up to date.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../src/engine';
import { groupBy } from '../../src/kit/array';
import { kindsOfNeed } from '../../src/model/rule';
import { rulePage, sectionsOf } from './rulePage';
import { ruleFolders } from './writeRuleIndex';

const ROOT = join(__dirname, '../..');

const GROUPS: Readonly<Record<string, string>> = {
  A: 'Several writers on the replica count',
  B: 'Horizontal and vertical at once',
  C: 'A horizontal autoscaler alone',
  D: 'KEDA',
  E: 'The vertical autoscaler',
  F: 'Nodes, quotas, budgets',
  G: 'Deploys and topology',
};

/** Who a kind of signal tells of, by the first word of its name. */
const FAMILIES: Readonly<Record<string, string>> = {
  hpa: 'HPA',
  keda: 'KEDA',
  scaledobject: 'KEDA',
  vpa: 'VPA',
  nodes: 'node autoscaler',
  node: 'nodes',
  pdb: 'budget',
  quota: 'quota',
};

type Rule = (typeof RULES)[number];

/** Where the page of a rule is, from the root of the repository. */
const pageOf = new Map(
  ruleFolders().map(({ family, id }) => [id, `src/engine/rules/${family}/${id}/README.md`] as const)
);

/** The page as it stands, '' where there is none. */
export function readPage(id: string): string {
  const path = join(ROOT, pageOf.get(id) ?? '');
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/** What goes wrong: the first paragraph of the page, on one line. */
function inOneLine(id: string): string {
  const [, text = ''] = sectionsOf(readPage(id)).find(([heading]) => heading === 'What goes wrong') ?? [];
  return (text.split('\n\n')[0] ?? '').replace(/\s+/g, ' ');
}

/** Whose series the rule needs, any one of several included. */
function familiesOf(rule: Rule): string {
  const kinds = [...rule.needs, ...(rule.reveals ?? [])].flatMap(kindsOfNeed);
  const names = kinds.map((kind) => FAMILIES[kind.split('.')[0] ?? '']);
  return [...new Set(names.filter((name) => name !== undefined))].join(', ');
}

function line(rule: Rule): string {
  const page = `../${pageOf.get(rule.id) ?? ''}`;
  return `| ${rule.code} | [${rule.title}](${page})<br>\`${rule.id}\` | ${inOneLine(rule.id)} | ${familiesOf(rule)} |`;
}

function consequences(): string {
  const rows = RULES.filter((rule) => rule.explains.length > 0).map(
    (rule) => `| \`${rule.id}\` | ${rule.explains.map((id) => `\`${id}\``).join(', ')} |`
  );
  return ['| cause | told below it |', '|---|---|', ...rows].join('\n');
}

/** The whole catalogue. */
export function ruleDocs(): string {
  const groups = [...groupBy(RULES, (rule) => rule.group)].sort(([a], [b]) => a.localeCompare(b));
  const tables = groups.map(
    ([group, rules]) =>
      `## ${group}. ${GROUPS[group]}\n\n| code | kind | what goes wrong | reads series of |\n|---|---|---|---|\n${rules.map(line).join('\n')}\n`
  );
  return `# The catalogue of kinds

Written by \`npm run docs\`; do not edit. ${RULES.length} kinds. Each has a page with its mechanism, how it is detected, what it is not, its signals, thresholds and fixes. Comments in the code cite a kind by its code. One whose series were not read is reported as not assessed, never as calm.

${tables.join('\n')}
## Severity

\`critical\` users feel it now · \`high\` an active fight · \`medium\` bounded, or about to begin · \`low\` waste · \`info\` a note.

Each page says which severity its kind begins with. Then, for all kinds alike (\`src/engine/findings/judge.ts\`):

- one step up where capacity was clearly below demand: on average a replica short, and a tenth of what was asked for
- one step down where no edge moved more than one replica and a tenth; \`low\` stays
- a note (\`info\`) and a bare precondition stay as they are

## Cause and consequence

On one workload, the findings of the right column are told below the finding of the left one.

${consequences()}
`;
}

if (require.main === module) {
  for (const rule of RULES) {
    writeFileSync(join(ROOT, pageOf.get(rule.id) ?? ''), rulePage(rule, readPage(rule.id)));
  }
  writeFileSync(join(ROOT, 'docs/rules.md'), ruleDocs());
}
