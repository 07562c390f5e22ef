// docs/dialects.md: the set-ups as data, what their lists keep back and how to add it, and what came of reading everything
// as they hold it. A test keeps the first two parts current; `npm run evaluate -- --dialects --write` measures the third.
import { distinct } from '../../src/kit/array';
import { CATALOGUE, metricNamesOf } from '../../src/queries/catalogue';
import { isKeptBy, SETUPS, type Setup } from '../../src/queries/setups';
import { DIALECTS } from './dialects';

/** What was measured of one dialect. */
export interface Measured {
  readonly places: number;
  readonly kept: number;
  readonly named: number;
  readonly breaches: readonly string[];
}

const cell = (text: string): string => text.replaceAll('|', '\\|');

function setupPart(setup: Setup): string {
  const names = distinct(CATALOGUE.flatMap(({ kind }) => metricNamesOf(kind)));
  const dropped = names.filter((name) => !isKeptBy(setup, name)).sort();
  return `### ${setup.title}

Source: ${setup.source}. Of the ${names.filter((name) => name.startsWith('kube_')).length} names of kube-state-metrics that are read, ${dropped.length} are dropped. Where one of them is missing, the report says to add it; all of them at once:

\`\`\`text
${setup.add(dropped)}
\`\`\``;
}

/** The parts that follow from the data alone. */
export function dialectsData(): string {
  return `# Dialects

Written by \`npm run evaluate -- --dialects --write\` from \`tests/support/dialects.ts\` and \`src/queries/setups.ts\`; do not edit.

The same hours stand in other databases under other names, with other labels, or in part. Each line is a set-up that people run, as a change of what kube-state-metrics, KEDA and the VPA export. The recordings and the corpus are read in each of them through the choices that a sweep makes: the findings must be the same, or named as not judged with the remedy that fits the set-up. Never a new one.

| set-up | what is different | scraped every | known from |
|---|---|---|---|
${DIALECTS.map(({ title, differs, scrape, source }) => `| ${cell(title)} | ${cell(differs)} | ${scrape} s | ${cell(source)} |`).join('\n')}

## Lists of names

${SETUPS.map(setupPart).join('\n\n')}
`;
}

/** What came of it. */
export function dialectsResults(measured: ReadonlyMap<string, Measured>): string {
  const rows = DIALECTS.map(({ id, title }) => {
    const { places = 0, kept = 0, named = 0, breaches = [] } = measured.get(id) ?? {};
    return `| ${cell(title)} | ${places} | ${kept} | ${named} | ${breaches.length} |`;
  });
  const broken = DIALECTS.flatMap(({ id, title }) =>
    (measured.get(id)?.breaches ?? []).map((one) => `- ${title}: ${one}`)
  );
  return `## What stands

Findings above \`info\` of the places that were read: both recordings (30 s), and a life of each story of the corpus (\`--only\` and \`--every\` take a part). Where a set-up holds two clusters, they count in each.

| set-up | places | stand | not judged, with the remedy | neither |
|---|---|---|---|---|
${rows.join('\n')}
${broken.length === 0 ? '' : `\n${broken.join('\n')}\n`}`;
}
