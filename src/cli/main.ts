// `npm run analyze`: the same queries, engine and report as in Grafana, for a terminal and for CI. Whatever goes wrong ends
// with status 2 and one line: 1 means findings, and nothing else.
import { visibleJson } from '../kit/visible';
import { cleanMessage } from '../sources/cleanMessage';
import { addressed } from '../sources/credentials';
import { askFleet } from './askFleet';
import { asksForHelp, readArguments, USAGE, type AnalyzeArguments } from './options';
import { reportJson } from './reportJson';
import { reportText } from './reportText';
import { complain, say } from './say';
import { EXIT, statusOf } from './status';

/** Texts that must not come back in a complaint of Node itself. */
let secrets: readonly string[] = [];

function complaintOf(error: unknown): string {
  return cleanMessage(error instanceof Error ? error.message : String(error), secrets);
}

/** What nobody caught: the state of the program is not known, so it ends here. */
function fallOver(error: unknown): never {
  complain(complaintOf(error));
  process.exit(EXIT.couldNotAssess);
}

async function run(args: AnalyzeArguments): Promise<number> {
  secrets = addressed(args.url, args.headers).secrets;
  const answer = await askFleet(args, complain);
  const text = args.json ? visibleJson(reportJson(answer.report)) : reportText(answer.report);
  await say(process.stdout, `${text}\n`);
  [...answer.unread, ...answer.unjudged].forEach(complain);
  return statusOf(answer);
}

async function main(argv: readonly string[]): Promise<number> {
  if (asksForHelp(argv)) {
    await say(process.stdout, `${USAGE}\n`);
    return EXIT.clean;
  }
  const args = readArguments(argv, Date.now());
  if (args.ok) {
    return run(args.value);
  }
  complain(args.error);
  return EXIT.couldNotAssess;
}

process.on('uncaughtException', fallOver);
process.on('unhandledRejection', fallOver);
main(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
}, fallOver);
