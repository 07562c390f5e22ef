// `npm run rules`: alert and recording rules for whoever evaluates them, written from the catalogue of kinds. It reads no
// database and talks to nobody.
import { writeFileSync } from 'node:fs';
import { runCommand } from '../runCommand';
import { say } from '../say';
import { readRulesArguments, USAGE, type RulesArguments } from './options';
import { rulesText } from './rulesText';

async function write(args: RulesArguments): Promise<void> {
  const text = rulesText(args);
  if (args.out === undefined) {
    await say(process.stdout, text);
  } else {
    writeFileSync(args.out, text);
  }
}

runCommand({ usage: USAGE, read: readRulesArguments, work: write });
