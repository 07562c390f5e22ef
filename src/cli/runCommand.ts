// What every command but the first does around its work: help, arguments, and an end with one line whatever goes wrong.
import type { Result } from '../kit/result';
import { cleanMessage } from '../sources/cleanMessage';
import { asksForHelp } from './options';
import { complain, say } from './say';

interface Command<Arguments> {
  readonly usage: string;
  readonly read: (argv: readonly string[]) => Result<Arguments>;
  readonly work: (args: Arguments) => Promise<void>;
}

async function run<Arguments>(argv: readonly string[], { usage, read, work }: Command<Arguments>): Promise<number> {
  if (asksForHelp(argv)) {
    await say(process.stdout, `${usage}\n`);
    return 0;
  }
  const args = read(argv);
  if (!args.ok) {
    complain(args.error);
    return 2;
  }
  await work(args.value);
  return 0;
}

/** Runs a command with the arguments of this process; its exit status is 0, or 2 where it could not do its work. */
export function runCommand<Arguments>(command: Command<Arguments>): void {
  run(process.argv.slice(2), command).then(
    (status) => {
      process.exitCode = status;
    },
    (error: unknown) => {
      complain(cleanMessage(error instanceof Error ? error.message : String(error)));
      process.exitCode = 2;
    }
  );
}
