// The one order of findings, wherever they come from: worst first, and among equals by id.
import { sortBy } from '../kit/array';
import { SEVERITIES, type Finding } from './finding';

export function inOrder(findings: readonly Finding[]): Finding[] {
  return sortBy(
    findings,
    ({ severity }) => SEVERITIES.indexOf(severity),
    ({ id }) => id
  );
}
