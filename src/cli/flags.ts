// The words of the command line, told apart. No message repeats a value: it may be an address with a password, or a header.
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { fail, ok, type Result } from '../kit/result';

/** Flags with a value; those that may be given several times are lists. */
const OPTIONS = {
  url: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  namespace: { type: 'string', multiple: true },
  cluster: { type: 'string' },
  'cluster-label': { type: 'string' },
  header: { type: 'string', multiple: true },
  deadline: { type: 'string' },
  json: { type: 'boolean' },
  strict: { type: 'boolean' },
} as const satisfies ParseArgsConfig['options'];

export type FlagName = keyof typeof OPTIONS;

/** What was given: the values of each flag in order; of a switch one empty text. */
export type Flags = ReadonlyMap<FlagName, readonly string[]>;

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string;
  readonly inlineValue?: boolean;
  readonly index: number;
}

function isFlag(name: string): name is FlagName {
  return Object.hasOwn(OPTIONS, name);
}

function unknown({ rawName, index }: OptionToken): string {
  const which = /^--?[a-z][a-z-]{0,30}$/i.test(rawName) ? `${rawName} is` : `Argument number ${index + 1} is`;
  return `${which} no option of this command. --help lists them.`;
}

/** What is wrong with one flag; undefined when nothing is. */
function problemOf(token: OptionToken, name: FlagName, isRepeated: boolean): string | undefined {
  const { value, inlineValue } = token;
  const option = OPTIONS[name];
  if (option.type === 'boolean') {
    return value === undefined ? undefined : `--${name} takes no value.`;
  }
  if (value === undefined) {
    return `--${name} needs a value. --help says which.`;
  }
  if (inlineValue !== true && /^-./.test(value)) {
    return `--${name} needs a value, and what follows begins with a dash. If it is meant, write --${name}=VALUE.`;
  }
  if (value.trim() === '') {
    return `--${name} is empty. Is a variable of the shell empty?`;
  }
  return isRepeated && !('multiple' in option) ? `--${name} is given more than once.` : undefined;
}

/** Tells flags and values apart; the failure is one sentence on the first thing that is wrong. */
export function readFlags(argv: readonly string[]): Result<Flags> {
  const { tokens } = parseArgs({ args: [...argv], options: OPTIONS, strict: false, tokens: true });
  const flags = new Map<FlagName, string[]>();
  for (const token of tokens) {
    if (token.kind === 'option-terminator') {
      continue;
    }
    if (token.kind === 'positional') {
      return fail(`Argument number ${token.index + 1} belongs to no option. --help lists them.`);
    }
    if (!isFlag(token.name)) {
      return fail(unknown(token));
    }
    const before = flags.get(token.name);
    const problem = problemOf(token, token.name, before !== undefined);
    if (problem !== undefined) {
      return fail(problem);
    }
    flags.set(token.name, [...(before ?? []), token.value ?? '']);
  }
  return ok(flags);
}
