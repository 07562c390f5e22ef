// Pastes texts into real shells whose PATH holds nothing but stubs of kubectl, flux and argocd, and tells what ran. Whatever
// else a text calls is not found, builtins are switched off in bash, and the folder they run in must stay empty.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const STUBS = ['kubectl', 'flux', 'argocd'];
/** Ends an argument, a call, and the calls of one text. */
const [ARGUMENT, CALL, TEXT] = ['\x1f', '\x1e', '\x1d'];

export interface Trial {
  /** For each text the words of every program that it ran. */
  readonly calls: ReadonlyArray<ReadonlyArray<readonly string[]>>;
  /** What the shell complained of, what was printed, what was left behind. */
  readonly noise: string;
}

/** All builtins but the one that reads a file, so that `eval`, `exec` and `kill` are unknown words too. */
const BASH_ONLY = 'while read -r _ name; do [ "$name" = . ] || names="$names $name"; done < builtins; enable -n $names';

function stub(folder: string, name: string, log: string): void {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\nprintf '%s\\037' ${name} "$@" >> ${log}\nprintf '\\036' >> ${log}\n`);
  chmodSync(file, 0o755);
}

/** Pastes each of the texts into one shell after the other. */
export function paste(shell: 'bash' | 'dash', texts: readonly string[]): Trial {
  const folder = mkdtempSync(join(tmpdir(), 'paste-'));
  const [bin, log, empty] = [join(folder, 'bin'), join(folder, 'log'), join(folder, 'empty')];
  mkdirSync(bin);
  mkdirSync(empty);
  writeFileSync(log, '');
  STUBS.forEach((name) => stub(bin, name, log));
  texts.forEach((text, i) => writeFileSync(join(folder, `${i}.sh`), `${text}\n`));
  const off = shell === 'bash' ? `names=; ${BASH_ONLY.replace('builtins', join(folder, 'builtins'))}; ` : '';
  writeFileSync(join(folder, 'builtins'), spawnSync('bash', ['-c', 'enable'], { encoding: 'utf8' }).stdout);
  const all = texts.map((_, i) => `(${off}. ${join(folder, `${i}.sh`)}); printf '\\035' >> ${log}`).join('\n');
  writeFileSync(join(folder, 'all.sh'), all);
  const run = spawnSync(`/bin/${shell}`, [join(folder, 'all.sh')], {
    cwd: empty,
    encoding: 'utf8',
    env: { PATH: bin, HOME: empty },
  });
  const left = readdirSync(empty).join(' ');
  const calls = readFileSync(log, 'utf8').split(TEXT).slice(0, -1);
  rmSync(folder, { recursive: true });
  return {
    calls: calls.map((text) =>
      text
        .split(CALL)
        .slice(0, -1)
        .map((call) => call.split(ARGUMENT).slice(0, -1))
    ),
    noise: `${run.stdout}${run.stderr}${left}`,
  };
}
