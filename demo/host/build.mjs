// Bundles the shell for one Grafana version: `node demo/host/build.mjs 12.4.10`. One source, one output per version.
// Installs that version's packages if they are missing, and does nothing if the last build is still right.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const version = process.argv[2];
const versionDir = join(here, 'versions', version ?? '');
if (!version || !existsSync(join(versionDir, 'package.json'))) {
  process.stderr.write(`usage: node demo/host/build.mjs <${readdirSync(join(here, 'versions')).join('|')}>\n`);
  process.exit(2);
}

const modules = join(versionDir, 'node_modules');
const outDir = join(here, 'build', version);
const hash = hashOfSources();

if (!existsSync(join(modules, '.package-lock.json'))) {
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: versionDir, stdio: ['ignore', 2, 2] });
}
if (builtHash() !== hash) {
  await build();
}

function hashOfSources() {
  const files = ['shell', 'schema'].flatMap((folder) =>
    readdirSync(join(here, folder), { recursive: true })
      .filter((name) => /\.(tsx?|json|mjs)$/.test(name))
      .sort()
      .map((name) => join(here, folder, name))
  );
  const sum = createHash('sha256').update(version);
  for (const file of [...files, fileURLToPath(import.meta.url), join(versionDir, 'package-lock.json')]) {
    sum.update(file).update(readFileSync(file));
  }
  return sum.digest('hex');
}

function builtHash() {
  const manifest = join(outDir, 'manifest.json');
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')).hash : undefined;
}

async function build() {
  const { build: bundle } = createRequire(join(versionDir, 'package.json'))('esbuild');
  mkdirSync(join(here, 'build'), { recursive: true });
  const target = mkdtempSync(join(here, 'build', '.new-'));
  // No `mainFields`, no 'import' in `conditions`: require() would then get ESM files.
  const result = await bundle({
    entryPoints: [join(here, 'shell/main.tsx')],
    outdir: target,
    entryNames: '[name]-[hash]',
    chunkNames: 'chunk-[hash]',
    bundle: true,
    format: 'esm',
    splitting: true,
    minify: true,
    sourcemap: process.env.PREVIEW_SOURCEMAP === '1',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"', 'process.env': '{}', global: 'window' },
    loader: { '.woff2': 'file', '.woff': 'file', '.ttf': 'file', '.svg': 'dataurl', '.png': 'dataurl' },
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
    plugins: [fromVersion()],
  });
  for (const file of ['system.min.js', 'extras/amd.min.js']) {
    copyFileSync(join(modules, 'systemjs/dist', file), join(target, basename(file)));
  }
  const outputs = Object.entries(result.metafile.outputs);
  const [entry, { cssBundle }] = outputs.find(([, output]) => output.entryPoint?.endsWith('shell/main.tsx'));
  const css = cssBundle ? [basename(cssBundle)] : [];
  writeFileSync(join(target, 'manifest.json'), JSON.stringify({ hash, entry: basename(entry), css }));
  chmodSync(target, 0o755);
  rmSync(outDir, { recursive: true, force: true });
  renameSync(target, outDir);
}

/**
 * The shell's imports resolve in the version's own packages, not in the repository's. The packages' `exports` hide the
 * setters a host needs; they are reached by file so that host and plugin share the module instance.
 */
function fromVersion() {
  const internals = {
    'grafana-internal/PluginPage': '@grafana/runtime/dist/esm/components/PluginPage.mjs',
    'grafana-internal/PanelRenderer': '@grafana/runtime/dist/esm/components/PanelRenderer.mjs',
    'grafana-internal/PanelDataErrorView': '@grafana/runtime/dist/esm/components/PanelDataErrorView.mjs',
    'grafana-internal/i18n': '@grafana/i18n/dist/esm/i18n.mjs',
  };
  return {
    name: 'from-version',
    setup(pluginBuild) {
      pluginBuild.onResolve({ filter: /^grafana-internal\// }, ({ path }) => ({
        path: join(modules, internals[path]),
      }));
      pluginBuild.onResolve({ filter: /^[^./]/ }, (args) => {
        if (args.pluginData === 'seen' || !args.importer.startsWith(join(here, 'shell'))) {
          return undefined;
        }
        return pluginBuild.resolve(args.path, { kind: args.kind, resolveDir: versionDir, pluginData: 'seen' });
      });
    },
  };
}
