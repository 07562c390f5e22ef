// `npm run docs`: the table of series in docs/watcher.md, from the table that the registry is made of. A test keeps it up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WATCH_SERIES, type WatchSeries } from '../../src/queries/watchSeries';

export const WATCHER_PAGE = join(__dirname, '../../docs/watcher.md');

function row({ name, type, labels, help }: WatchSeries): string {
  return `| \`${name}\` | ${type} | ${labels.map((label) => `\`${label}\``).join(', ')} | ${help} |`;
}

/**
 * The page as it has to be.
 * @param page as it is; what people wrote stays
 */
export function watcherPage(page: string): string {
  const table = [
    '| series | type | labels | what it says |',
    '|---|---|---|---|',
    ...Object.values(WATCH_SERIES).map(row),
  ];
  return page.replace(
    /(<!-- generated: series -->\n)[^]*?(<!-- \/generated -->)/,
    (_, open: string, close: string) => `${open}${table.join('\n')}\n${close}`
  );
}

if (require.main === module) {
  writeFileSync(WATCHER_PAGE, watcherPage(readFileSync(WATCHER_PAGE, 'utf8')));
}
