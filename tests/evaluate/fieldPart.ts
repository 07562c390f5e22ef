// The cases from the field for `npm run evaluate` and docs/detection.md.
import { answerOf, faultsOf, FIELD_CASES, storyOfCase, type FieldCase } from '../support/fieldCases';

/** A case and what is wrong with the answer to it. */
export interface FieldResult {
  readonly field: FieldCase;
  readonly faults: readonly string[];
}

/** Judges every case. */
export function judgeField(): Promise<FieldResult[]> {
  return Promise.all(FIELD_CASES.map(async (field) => ({ field, faults: faultsOf(field, await answerOf(field)) })));
}

/** To read in a terminal. */
export function fieldLines(results: readonly FieldResult[]): string[] {
  const wrong = results.filter(({ faults }) => faults.length > 0);
  return [
    `field cases ${results.length - wrong.length}/${results.length} right`,
    ...wrong.map(({ field, faults }) => `    ${field.name}: ${faults.join('; ')}`),
    ...results
      .filter(({ field, faults }) => field.known !== undefined && faults.length === 0)
      .map(({ field }) => `    ${field.name} is right now: its \`known\` can go`),
  ];
}

/** The text of docs/detection.md. */
export function fieldPart(results: readonly FieldResult[]): string {
  const rows = results.map(
    ({ field, faults }) =>
      `| [${field.name}](../tests/field/${field.name}/README.md) | ${storyOfCase(field)} | ${faults.length === 0 ? 'right' : faults.join('; ')} |`
  );
  return `## Cases from the field

What strangers reported in public, as series ([how a case is made](../tests/field/README.md)); read by the real sweep and judged as by the command line.

| case | story | answer |
|---|---|---|
${rows.join('\n')}
`;
}
