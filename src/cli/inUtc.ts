// Nobody knows where a terminal or a script stands: the command line speaks UTC, with the date where a range leaves a day.
import { formatAllTimes, timeWords, UTC } from '../kit/times';
import type { Report } from '../model/report';

/** The report with its moments in words. */
export function inUtc(report: Report): Report {
  return formatAllTimes(report, timeWords(UTC, report.range));
}
