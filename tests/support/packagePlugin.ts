// `npm run package`: builds, signs where a token is given, and writes artifacts/<id>-<version>.zip with its checksums.
// GRAFANA_ACCESS_POLICY_TOKEN is the token of grafana.com that @grafana/sign-plugin wants; without it the zip is unsigned.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipPlugin } from './zipPlugin';

const ROOT = join(__dirname, '..', '..');
const SIGNER = '@grafana/sign-plugin@3.3.3';

interface Manifest {
  readonly id: string;
  readonly info: { readonly version: string };
}

function run(program: string, ...args: string[]): void {
  execFileSync(program, args, { cwd: ROOT, stdio: 'inherit' });
}

function main(): void {
  run('npm', 'run', '--silent', 'build');
  if (process.env.GRAFANA_ACCESS_POLICY_TOKEN) {
    run('npx', '--yes', SIGNER);
  }
  const dist = join(ROOT, 'dist');
  const { id, info } = JSON.parse(readFileSync(join(dist, 'plugin.json'), 'utf8')) as Manifest;
  const zip = zipPlugin(dist, id);
  const folder = join(ROOT, 'artifacts');
  mkdirSync(folder, { recursive: true });
  const name = `${id}-${info.version}.zip`;
  writeFileSync(join(folder, name), zip);
  for (const algorithm of ['sha1', 'sha256']) {
    const sum = createHash(algorithm).update(zip).digest('hex');
    writeFileSync(join(folder, `${name}.${algorithm}`), sum);
    console.log(`${algorithm.padEnd(6)}  ${sum}`);
  }
  console.log(`artifacts/${name}  ${(zip.length / 1024).toFixed(0)} KiB`);
}

main();
