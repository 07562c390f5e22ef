// Temporary folders of programs that are gone and could not even leave a watchdog behind, as after a loss of power.
import { readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `truce-prometheus-4711-Ab3xYz`: the number is the process whose folder it is. */
const NAME = /^truce-[a-z0-9-]+-(\d+)-\w{6}$/;
/** A process of that number may run on the other side of a container, which we cannot see: young folders stay. */
const OLD_MS = 3_600_000;

/** @returns {string} how the name of a folder of ours begins */
export function folderPrefix(purpose) {
  return join(tmpdir(), `truce-${purpose}-${process.pid}-`);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Removes what nobody will remove any more; what cannot be removed stays. */
export async function removeStale(now = Date.now()) {
  const names = (await readdir(tmpdir())).filter((name) => NAME.test(name) && !isAlive(Number(NAME.exec(name)[1])));
  for (const name of names) {
    const path = join(tmpdir(), name);
    const isOld = now - (await stat(path).catch(() => ({ mtimeMs: now }))).mtimeMs > OLD_MS;
    if (isOld) {
      await rm(path, { recursive: true, force: true }).catch(() => {});
    }
  }
}
