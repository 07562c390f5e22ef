// The exit status of the command line: 1 means findings, and nothing else; 0 that there are none and everything was read.
import type { FleetAnswer } from './judgeFleet';

export const EXIT = { clean: 0, findings: 1, couldNotAssess: 2 } as const;

/** What a script may conclude from an answer. */
export function statusOf({ report, unread, unjudged }: FleetAnswer): number {
  if (report.findings.some((finding) => finding.severity !== 'info')) {
    return EXIT.findings;
  }
  return unread.length + unjudged.length > 0 ? EXIT.couldNotAssess : EXIT.clean;
}
