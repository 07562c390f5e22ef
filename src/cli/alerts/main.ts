// `npm run rules`: alert and recording rules for whoever evaluates them, written from the catalogue of kinds. It reads no
// database and talks to nobody.
import { writeFileSync } from 'node:fs';
import { cleanMessage } from '../../sources/cleanMessage';
import { asksForHelp } from '../options';
import { complain, say } from '../say';
import { readRulesArguments, USAGE } from './options';
import { rulesText } from './rulesText';

async function main(argv: readonly string[]): Promise<number> {
  if (asksForHelp(argv)) {
    await say(process.stdout, `${USAGE}\n`);
    return 0;
  }
  const args = readRulesArguments(argv);
  if (!args.ok) {
    complain(args.error);
    return 2;
  }
  const text = rulesText(args.value);
  if (args.value.out === undefined) {
    await say(process.stdout, text);
  } else {
    writeFileSync(args.value.out, text);
  }
  return 0;
}

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    complain(cleanMessage(error instanceof Error ? error.message : String(error)));
    process.exitCode = 2;
  }
);
