// Fixes are pasted during incidents: commands must be shell words, manifests must pass the schema of their kind, and no
// hole of ours may show as `undefined` or `NaN`.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { patchText } from '../../src/cli/reportJson';
import type { Finding } from '../../src/model/finding';
import type { Fix, ManifestPatch } from '../../src/model/fix';
import { shellCommands } from './shellWords';

/** What a manifest of the kind needs at least, so that a part of one can be checked. */
const REQUIRED: Readonly<Record<string, Record<string, unknown>>> = {
  HorizontalPodAutoscaler: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'any' },
    maxReplicas: 1,
  },
  ScaledObject: { scaleTargetRef: { name: 'any' }, triggers: [] },
  VerticalPodAutoscaler: { targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'any' } },
  Deployment: { selector: {}, template: { spec: { containers: [{ name: 'any' }] } } },
  NodePool: {
    template: {
      spec: { nodeClassRef: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'any' }, requirements: [] },
    },
  },
  Kustomization: { interval: '10m', prune: true, sourceRef: { kind: 'GitRepository', name: 'any' } },
  HelmRelease: {
    interval: '10m',
    chart: { spec: { chart: 'any', sourceRef: { kind: 'HelmRepository', name: 'any' } } },
  },
  Application: { project: 'default', destination: { namespace: 'any' } },
};

/** Every text of a finding that a person reads or pastes. */
export function textsOf(finding: Finding): string[] {
  const { summary, detail, label, title, causeTitle, confidenceNotes, evidence, echoes, fixes } = finding;
  return [
    summary,
    detail,
    label,
    title,
    causeTitle,
    ...confidenceNotes,
    ...evidence.flatMap((row) => [row.what, row.seen]),
    ...echoes.flatMap((echo) => [echo.causeText, echo.answerText, echo.predicted]),
    ...fixes.flatMap(textsOfFix),
  ];
}

function textsOfFix(fix: Fix): string[] {
  return [
    fix.title,
    fix.why,
    fix.confirm.command ?? '',
    fix.confirm.expect,
    fix.withheld ?? '',
    fix.command ?? '',
    patchText(fix),
    fix.price,
    fix.undo,
    fix.verify,
  ];
}

/** Every text of its remedies, one a line. */
export function adviceOf({ fixes }: Finding): string {
  return fixes.flatMap(textsOfFix).join('\n');
}

/** Holes in texts: `undefined`, `NaN`, `Infinity`, `[object Object]`, two blanks, a blank before a full stop. */
export function holesIn(finding: Finding): string[] {
  const visible = textsOf(finding).filter((text) =>
    /undefined|NaN|Infinity|\[object|-\d+ (?:s|min|replica)\b/.test(text)
  );
  const prose = [finding.summary, finding.detail, finding.label].filter((text) =>
    / {2}| [.,;](?:\s|$)|\.\./.test(text)
  );
  return [...visible, ...prose];
}

/** Programs that fixes may call. */
const PROGRAMS: readonly string[] = ['kubectl', 'flux', 'argocd'];
/** What reads and changes nothing; of `apply` only the part that shows what was applied. */
const READS: readonly string[] = ['get', 'describe', 'logs', 'explain'];

/** Commands that a shell would not take literally, or that call something else than kubectl, flux or argocd. */
export function strangeCommands(finding: Finding): string[] {
  const texts = finding.fixes.flatMap((fix) => [fix.command ?? '', fix.confirm.command ?? '', undoCommand(fix) ?? '']);
  return texts.filter((text) => {
    const commands = shellCommands(text);
    return commands === undefined || !commands.every(([program]) => PROGRAMS.includes(program ?? ''));
  });
}

/** The undo of a fix where it is a command, not words. */
export function undoCommand({ undo }: Fix): string | undefined {
  return PROGRAMS.some((program) => undo.startsWith(`${program} `)) ? undo : undefined;
}

function isRead(words: readonly string[]): boolean {
  const [verb = '', next = ''] = words.slice(1).filter((word, i, all) => !word.startsWith('-') && all[i - 1] !== '-n');
  return READS.includes(verb) || (verb === 'apply' && next === 'view-last-applied');
}

/** Fixes without a check, checks that change something, and fixes that destroy on a guess. */
export function unconfirmed(finding: Finding): string[] {
  return finding.fixes.flatMap((fix) => {
    const { command, expect } = fix.confirm;
    const commands = shellCommands(command ?? '') ?? [];
    return [
      command === undefined && fix.withheld === undefined ? `${fix.title}: no check` : '',
      expect.length < 5 ? `${fix.title}: says not what its check prints` : '',
      commands.every(isRead) ? '' : `${fix.title}: its check changes something: ${command ?? ''}`,
      fix.destructive && finding.confidence !== 'certain' ? `${fix.title}: destroys on a guess` : '',
    ].filter((complaint) => complaint !== '');
  });
}

function whole(patch: ManifestPatch): unknown {
  const { apiVersion, kind, name, namespace, metadata, spec } = patch;
  return { apiVersion, kind, metadata: { name, namespace, ...metadata }, spec: { ...REQUIRED[kind], ...spec } };
}

/** What the schemas of the kinds say about the patches of these findings; nothing when all is well. */
export function schemaErrors(findings: readonly Finding[]): string[] {
  const patches = findings.flatMap((finding) => finding.fixes.flatMap((fix) => fix.patches ?? []));
  const run = spawnSync(process.execPath, [join(__dirname, 'validateManifests.mjs')], {
    input: JSON.stringify(patches.map(whole)),
    encoding: 'utf8',
  });
  const answers = JSON.parse(run.stdout) as Array<string | null>;
  return answers.flatMap((message, i) => (message === null ? [] : [`${patches[i]?.kind}: ${message}`]));
}
