// How commands are made: our own words stand in a template, names are its values. Each value is checked and quoted here, so
// no rule can put a name into a shell that Kubernetes would not accept.
import { whyNoName, type NameForm } from '../../kit/kubernetesName';
import { shellWord } from '../../kit/shell';
import type { Plain } from '../../kit/yaml';
import { refusedIn } from './plainNames';

/** Lines to paste, or the reason why there are none. */
export interface Command {
  readonly text: string;
  /** Why it may not be pasted: a name in it is none. */
  readonly refused?: string;
  /** It deletes, pins, pauses or takes away a limit. */
  readonly isDestructive?: true;
}

/** A value of a template that is more than the name of an object. */
export interface Word {
  readonly word: string;
  readonly refused: string | undefined;
}

/** The name of a namespace, a container, a kind, a resource. */
export function named(text: string, form: NameForm): Word {
  return { word: shellWord(text), refused: whyNoName(text, form) };
}

/** A patch as one quoted word. */
export function json(value: Plain): Word {
  return { word: `'${JSON.stringify(value).replace(/'/g, `'\\''`)}'`, refused: refusedIn(value) };
}

type Value = string | number | Word;

function wordOf(value: Value): Word {
  if (typeof value === 'object') {
    return value;
  }
  return typeof value === 'number' ? { word: String(value), refused: undefined } : named(value, 'object');
}

function commandOf(program: string, strings: readonly string[], values: readonly Value[]): Command {
  const words = values.map(wordOf);
  const text = strings.map((part, i) => part + (words[i]?.word ?? '')).join('');
  const refused = words.map((word) => word.refused).find((reason) => reason !== undefined);
  return { text: `${program} ${text}`, ...(refused === undefined ? {} : { refused }) };
}

/** A command of kubectl. A text among the values is the name of an object. */
export function kubectl(strings: TemplateStringsArray, ...values: readonly Value[]): Command {
  return commandOf('kubectl', strings, values);
}

/** The same in a namespace. */
export function kubectlIn(namespace: string) {
  return (strings: TemplateStringsArray, ...values: readonly Value[]): Command => {
    const [first = '', ...rest] = strings;
    return commandOf('kubectl', ['-n ', ` ${first}`, ...rest], [named(namespace, 'label'), ...values]);
  };
}

/** A command of Flux. */
export function flux(strings: TemplateStringsArray, ...values: readonly Value[]): Command {
  return commandOf('flux', strings, values);
}

/** A line for people: our own words only. */
export function remark(text: string): Command {
  return { text: `# ${text}` };
}

/** Several lines to paste, in this order. */
export function lines(...commands: readonly Command[]): Command {
  const refused = commands.map((command) => command.refused).find((reason) => reason !== undefined);
  return {
    text: commands.map(({ text }) => text).join('\n'),
    ...(refused === undefined ? {} : { refused }),
    ...(commands.some(({ isDestructive }) => isDestructive) ? { isDestructive: true as const } : {}),
  };
}

/** The same command, said to delete, pin, pause or take away a limit. */
export function destructive(command: Command): Command {
  return { ...command, isDestructive: true };
}
