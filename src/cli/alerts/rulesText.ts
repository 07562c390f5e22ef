// From arguments to a file: the groups that were asked for in the format that was asked for.
import { toYaml } from '../../kit/yaml';
import { writerOf } from './formats';
import type { RulesArguments } from './options';
import { plainGroups, watcherGroups } from './ruleGroups';

/** The whole document, as text. */
export function rulesText({ format, isPlain, question, namespace }: RulesArguments): string {
  const groups = isPlain ? plainGroups(question) : watcherGroups(question);
  return toYaml(writerOf(format, namespace, question.datasourceUid ?? '')(groups));
}
