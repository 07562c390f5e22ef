// The words of a command line, told apart. No message repeats a value: it may be an address with a password, or a header.
import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../kit/result';

/** The flags of a command: with a value or a switch, once or several times. */
export type FlagTable = Readonly<Record<string, { readonly type: 'string' | 'boolean'; readonly multiple?: boolean }>>;

/** What was given: the values of each flag in order; of a switch one empty text. */
export type Flags<Name extends string> = ReadonlyMap<Name, readonly string[]>;

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string;
  readonly inlineValue?: boolean;
  readonly index: number;
}

function unknown({ rawName, index }: OptionToken): string {
  const which = /^--?[a-z][a-z-]{0,30}$/i.test(rawName) ? `${rawName} is` : `Argument number ${index + 1} is`;
  return `${which} no option of this command. --help lists them.`;
}

/** What is wrong with one flag; undefined when nothing is. */
function problemOf(token: OptionToken, option: FlagTable[string], isRepeated: boolean): string | undefined {
  const { name, value, inlineValue } = token;
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
  return isRepeated && option.multiple !== true ? `--${name} is given more than once.` : undefined;
}

/**
 * Tells flags and values apart; the failure is one sentence on the first thing that is wrong.
 * @param table the flags that the command knows
 */
export function readFlags<Table extends FlagTable>(
  argv: readonly string[],
  table: Table
): Result<Flags<keyof Table & string>> {
  const { tokens } = parseArgs({ args: [...argv], options: { ...table }, strict: false, tokens: true });
  const flags = new Map<keyof Table & string, string[]>();
  for (const token of tokens) {
    if (token.kind === 'option-terminator') {
      continue;
    }
    if (token.kind === 'positional') {
      return fail(`Argument number ${token.index + 1} belongs to no option. --help lists them.`);
    }
    const option = Object.hasOwn(table, token.name) ? table[token.name] : undefined;
    if (!option) {
      return fail(unknown(token));
    }
    const before = flags.get(token.name);
    const problem = problemOf(token, option, before !== undefined);
    if (problem !== undefined) {
      return fail(problem);
    }
    flags.set(token.name, [...(before ?? []), token.value ?? '']);
  }
  return ok(flags);
}
