// The scaffold's build, and what it forgets: the picture and the lazy file of a nested plugin (it copies only the app's own,
// and puts lazy files where only the app looks; grafana/plugin-tools#2172, decision 0006), names of lazy files that carry
// the hash of what is in them, so that a page opened before an upgrade never gets a file of the new version, and a date
// that is the same whenever this commit is built.
import { execFileSync } from 'node:child_process';
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import CopyWebpackPlugin from 'copy-webpack-plugin';
import { Compilation, ProvidePlugin, sources, type Compiler, type Configuration } from 'webpack';

import grafanaConfig, { type Env } from './.config/webpack/webpack.config';

/** Moves the engine beside the panel, which alone asks for it, once it is written and its integrity hash is known. */
class EngineBesidePanel {
  public apply(compiler: Compiler): void {
    compiler.hooks.afterEmit.tap('EngineBesidePanel', ({ namedChunks, outputOptions }) => {
      const folder = outputOptions.path ?? 'dist';
      const engine = namedChunks.get('engine');
      for (const file of [...(engine?.files ?? []), ...(engine?.auxiliaryFiles ?? [])]) {
        if (existsSync(join(folder, file))) {
          renameSync(join(folder, file), join(folder, 'panel', file));
        }
      }
    });
  }
}

/** The day of the build as YYYY-MM-DD: SOURCE_DATE_EPOCH (reproducible-builds.org), else that of the commit, else today. */
function dayOfBuild(): string {
  const day = (seconds: string): string => new Date(Number(seconds) * 1000).toISOString().slice(0, 10);
  try {
    return day(
      process.env.SOURCE_DATE_EPOCH ?? execFileSync('git', ['log', '-1', '--format=%ct'], { encoding: 'utf8' })
    );
  } catch {
    return new Date().toISOString().slice(0, 10);
  }
}

/** Dates the manifests before the scaffold does, which takes today. */
class DayOfBuild {
  public apply(compiler: Compiler): void {
    compiler.hooks.compilation.tap('DayOfBuild', (compilation) => {
      const stage = Compilation.PROCESS_ASSETS_STAGE_OPTIMIZE;
      compilation.hooks.processAssets.tap({ name: 'DayOfBuild', stage }, () => {
        for (const { name, source } of compilation.getAssets()) {
          if (name.endsWith('plugin.json')) {
            const text = source.source().toString().replaceAll('%TODAY%', dayOfBuild());
            compilation.updateAsset(name, new sources.RawSource(text));
          }
        }
      });
    });
  }
}

const config = async (env: Env): Promise<Configuration> => {
  const base = await grafanaConfig(env);
  const panelPictures = new CopyWebpackPlugin({
    patterns: [{ from: 'panel/img', to: 'panel/img', noErrorOnMissing: true }],
  });
  // In the frontend sandbox the global one is behind a membrane (kit/floats.ts).
  const ownFloats = new ProvidePlugin({ Float64Array: [join(__dirname, 'src', 'kit', 'floats.ts'), 'Floats'] });
  return {
    ...base,
    optimization: {
      ...base.optimization,
      // The app has the engine too. Shared with it, the panel's copy would be a stub that asks for a file it cannot find.
      splitChunks: { chunks: (chunk) => chunk.name !== 'engine' && !chunk.canBeInitial() },
    },
    output: { ...base.output, chunkFilename: env.production ? '[name].[contenthash].js' : '[name].js' },
    plugins: [...(base.plugins ?? []), panelPictures, ownFloats, new EngineBesidePanel(), new DayOfBuild()],
  };
};

export default config;
