/** @jest-environment node */
// What is copied is pasted into terminals with rights over a cluster. Whatever labels carry: it runs kubectl, flux or argocd
// with words of ours and names that Kubernetes accepts, and nothing else; tried in real shells.
import { parseAllDocuments } from 'yaml';
import fc from 'fast-check';
import { fixText } from '../../src/app/fixText';
import { patchText } from '../../src/cli/reportJson';
import { analyze } from '../../src/engine';
import { visible } from '../../src/kit/visible';
import type { Finding } from '../../src/model/finding';
import type { SeriesSet } from '../../src/model/series';
import { holesIn, strangeCommands, textsOf, unconfirmed, undoCommand } from '../support/checkFixes';
import { hostile, NASTY } from '../support/hostileNames';
import { placesIn, renamed, storyOfEachRule } from '../support/hostileStories';
import { everyFinding } from '../support/ruleCases';
import { paste } from '../support/shellTrial';

/** Every flag that our own words use. */
const FLAGS =
  /^(-n|-o|-p|-A|-c|--type|--all|--overwrite|--show-managed-fields|--(replicas|tail)=\d+|--requests=[a-z-]+=\w+|--(sort-by|field-selector)=[\w.=,-]+)$/;

const stories = storyOfEachRule();

/** Hostile names for each story: all of its names, those of one place, and one name at every place. */
function attacks(set: SeriesSet, seed: number): SeriesSet[] {
  const [all = '', part = '', one = ''] = fc.sample(hostile, { numRuns: 3, seed });
  const places = placesIn(set);
  const names = [...new Set(set.series.map((s) => s.object))];
  const place = places[seed % places.length] ?? 'object';
  const victim = names[seed % names.length];
  const nasty = NASTY[seed % NASTY.length] ?? '';
  return [
    renamed(set, places, (name) => all + name),
    renamed(set, [place], (name) => name + part),
    renamed(set, places, (name) => (name === victim ? one + name : name)),
    renamed(set, places, (name) => (name === victim ? nasty : name)),
  ];
}

const told = stories.flatMap((set, i) => everyFinding(analyze(set)).map((finding) => ({ finding, i })));
const attacked = stories.flatMap((set, i) => attacks(set, i + 1)).flatMap((set) => everyFinding(analyze(set)));
const findings: Finding[] = [...told.map(({ finding }) => finding), ...attacked];

/** Everything that a button copies, or that is copied by hand. */
function copied(finding: Finding): string[] {
  return finding.fixes.flatMap((fix) => [
    fix.confirm.command ?? '',
    fix.command ?? '',
    undoCommand(fix) ?? '',
    fixText(finding),
  ]);
}

test('the stories are told with good names, and still with bad ones', () => {
  expect(new Set(told.map(({ finding }) => finding.rule)).size).toBeGreaterThanOrEqual(57);
  expect(attacked.length).toBeGreaterThan(100);
  const pasteable = attacked.filter((finding) => finding.fixes.some((fix) => fix.withheld === undefined));
  const withheld = attacked.filter((finding) => finding.fixes.some((fix) => fix.withheld !== undefined));
  expect(pasteable.length).toBeGreaterThan(20);
  expect(withheld.length).toBeGreaterThan(20);
});

test.each(['bash', 'dash'] as const)('%s runs kubectl, flux and argocd, and nothing else', (shell) => {
  const texts = [...new Set(findings.flatMap(copied))].filter((text) => text !== '');
  const { calls, noise } = paste(shell, texts);
  expect(noise).toBe('');
  expect(calls).toHaveLength(texts.length);
  const flags = new Set(calls.flat(2).filter((word) => word.startsWith('-')));
  expect([...flags].filter((flag) => !FLAGS.test(flag))).toEqual([]);
  // Nothing that a name could bring in stands in a word: names are of letters, digits, dots and dashes.
  expect(calls.flat(2).filter((word) => /[^\x20-\x7e]/.test(word))).toEqual([]);
});

test('what would run anything is seen by this test', () => {
  for (const text of ['echo x', '$(reboot)', 'eval kubectl', 'kubectl get $(id)', '> file', 'exec kubectl', '`id`']) {
    expect({ text, noise: paste('bash', [text]).noise }).not.toEqual({ text, noise: '' });
  }
  expect(paste('dash', ["kubectl get 'a b' -o x\nflux get y"]).calls).toEqual([
    [
      ['kubectl', 'get', 'a b', '-o', 'x'],
      ['flux', 'get', 'y'],
    ],
  ]);
});

test('every fix has a check that only reads, and says why where nothing may be pasted', () => {
  expect(findings.flatMap(unconfirmed)).toEqual([]);
  expect(findings.flatMap(strangeCommands)).toEqual([]);
  expect(findings.filter((finding) => finding.fixes.length === 0).map((finding) => finding.rule)).toEqual([]);
  const reasons = findings.flatMap((finding) => finding.fixes.map((fix) => fix.withheld ?? ''));
  expect(reasons.filter((reason) => reason !== visible(reason))).toEqual([]);
});

test('manifests read back as what they were made of', () => {
  const patches = findings.flatMap((finding) =>
    finding.fixes.flatMap((fix) => (fix.patches ?? []).map((patch) => ({ ...fix, patches: [patch] })))
  );
  for (const fix of patches) {
    const [document] = parseAllDocuments(patchText(fix));
    const read = document?.toJS() as { kind: string; metadata: { name: string } };
    expect([read.kind, read.metadata.name]).toEqual([fix.patches[0]?.kind, fix.patches[0]?.name]);
  }
});

test('no hole of ours shows in any text: no NaN, Infinity, undefined, null or [object Object]', () => {
  expect(told.flatMap(({ finding }) => holesIn(finding))).toEqual([]);
  const hole = /\b(?:undefined|NaN|Infinity)\b|\[object/;
  expect(findings.flatMap(textsOf).filter((text) => hole.test(text))).toEqual([]);
});
