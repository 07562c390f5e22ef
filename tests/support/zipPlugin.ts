// A built plugin as the zip that Grafana's catalogue takes: everything below one folder that is named for the plugin. The
// same files give the same bytes on every machine: sorted, with one date, and packed by fflate, not by the system's zlib.
import { readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { zipSync, type Zippable } from 'fflate';

/** The first moment that a zip can tell. fflate reads it as a local time, so it is the same in every time zone. */
const MTIME = new Date(1980, 0, 1);

/**
 * @param folder the build, such as `dist`
 * @param id name of the one folder at the top of the archive
 */
export function zipPlugin(folder: string, id: string): Uint8Array {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const entries: Zippable = {};
  for (const file of files) {
    const name = file
      .slice(folder.length + 1)
      .split(sep)
      .join('/');
    entries[`${id}/${name}`] = [new Uint8Array(readFileSync(file)), { mtime: MTIME, level: 9 }];
  }
  return zipSync(entries);
}
