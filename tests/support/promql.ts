// Whether a text is PromQL, by the grammar of Prometheus' own query editor. It knows syntax only: a type error, such as a
// rate of an instant vector, is for promtool and the integration tests.
import { parser } from '@prometheus-io/lezer-promql';
import type { Finding } from '../../src/model/finding';
import { evidenceQuery } from '../../src/queries/evidenceQuery';

/** What Grafana puts in for its variables. */
function filledIn(expr: string): string {
  return expr.replace(/\$__(range|interval|rate_interval)\b/g, '1h');
}

/** The places at which the parser gave up, each with the text behind it; none for PromQL. */
export function syntaxErrors(expr: string): string[] {
  const text = filledIn(expr);
  const errors: string[] = [];
  parser.parse(text).iterate({
    enter: (node) => {
      if (node.type.isError) {
        errors.push(`${text.slice(0, node.from)} ⟨here⟩ ${text.slice(node.from)}`);
      }
    },
  });
  return text.trim() === '' ? ['an empty text'] : errors;
}

/** The same for the queries behind a finding's rows of proof, as app and panel open them. Rows without a series have none. */
export function proofErrors({ evidence, workload }: Finding): string[] {
  const texts = evidence.flatMap((row) =>
    [false, true].map((exported) => evidenceQuery(row.signals, workload, { exported }))
  );
  return texts.filter((text) => text !== '').flatMap(syntaxErrors);
}
