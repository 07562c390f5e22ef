// `npm run docs`: writes docs/rules.md from the rules themselves. A test keeps it up to date.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../src/engine';
import { groupBy } from '../../src/kit/array';
import { kindsOfNeed, type Need } from '../../src/model/rule';
import { metricNameOf } from '../../src/queries/catalogue';
import { ruleFolders } from './writeRuleIndex';

const GROUPS: Readonly<Record<string, string>> = {
  A: 'Several writers on the replica count',
  B: 'Horizontal and vertical at once',
  C: 'A horizontal autoscaler alone',
  D: 'KEDA',
  E: 'The vertical autoscaler',
  F: 'Nodes, quotas, budgets',
  G: 'Deploys and topology',
};

type Rule = (typeof RULES)[number];

const folderOf = new Map(ruleFolders().map(({ family, id }) => [id, `${family}/${id}`]));

/** Names of series; of several of which one will do, `a or b`. */
function names(needs: Rule['needs']): string {
  const name = (need: Need): string =>
    kindsOfNeed(need)
      .map((kind) => `\`${metricNameOf(kind)}\``)
      .join(' or ');
  return needs.length === 0 ? 'none' : needs.map(name).join(', ');
}

/** What a rule reads the absence of. */
function absences({ absences: kinds = [] }: Rule): string {
  return kinds.length === 0 ? '' : ` Draws on the absence of ${names(kinds)}.`;
}

function thresholds(rule: Rule): string {
  if (rule.thresholds.length === 0) {
    return 'No thresholds.';
  }
  const rows = rule.thresholds.map(
    (t) => `| \`${t.key}\` | ${t.title} | ${t.default} ${t.unit} | ${t.min} to ${t.max} |`
  );
  return ['| threshold | what it means | default | may be |', '|---|---|---|---|', ...rows].join('\n');
}

function section(rule: Rule): string {
  const explains =
    rule.explains.length === 0
      ? ''
      : `\n\nTold as its consequences on the same workload: ${rule.explains.map((id) => `\`${id}\``).join(', ')}.`;
  return `### ${rule.code} ${rule.id}

${rule.title}. [More](../src/engine/rules/${folderOf.get(rule.id)}/README.md)

Needs ${names(rule.needs)}.${absences(rule)} Better with ${names(rule.helps)}.${explains}

${thresholds(rule)}
`;
}

/** The whole page. */
export function ruleDocs(): string {
  const groups = [...groupBy(RULES, (rule) => rule.group)].sort(([a], [b]) => a.localeCompare(b));
  const parts = groups.map(([group, rules]) => `## ${group}. ${GROUPS[group]}\n\n${rules.map(section).join('\n')}`);
  return `# Rules

Written by \`npm run docs\`; do not edit. ${RULES.length} rules. One whose needed series are missing is reported as not assessed, never as calm.

${parts.join('\n')}`;
}

if (require.main === module) {
  writeFileSync(join(__dirname, '../../docs/rules.md'), ruleDocs());
}
