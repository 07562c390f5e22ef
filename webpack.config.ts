// The scaffold's build, plus what it forgets of a nested plugin: its picture (it copies only the app's own), and its
// lazy files (it puts them where only the app looks; grafana/plugin-tools#2172, decision 0006). The names of lazy files
// carry the hash of what is in them, so that a page opened before an upgrade never gets a file of the new version.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import CopyWebpackPlugin from 'copy-webpack-plugin';
import type { Compiler, Configuration } from 'webpack';

import grafanaConfig, { type Env } from './.config/webpack/webpack.config';

/** Copies the engine beside the panel once it is written: same name, same bytes, as its integrity hash demands. */
class EngineBesidePanel {
  public apply(compiler: Compiler): void {
    compiler.hooks.afterEmit.tap('EngineBesidePanel', ({ namedChunks, outputOptions }) => {
      const folder = outputOptions.path ?? 'dist';
      for (const file of namedChunks.get('engine')?.files ?? []) {
        copyFileSync(join(folder, file), join(folder, 'panel', file));
      }
    });
  }
}

const config = async (env: Env): Promise<Configuration> => {
  const base = await grafanaConfig(env);
  const panelPictures = new CopyWebpackPlugin({
    patterns: [{ from: 'panel/img', to: 'panel/img', noErrorOnMissing: true }],
  });
  return {
    ...base,
    optimization: {
      ...base.optimization,
      // The app has the engine too. Shared with it, the panel's copy would be a stub that asks for a file it cannot find.
      splitChunks: { chunks: (chunk) => chunk.name !== 'engine' && !chunk.canBeInitial() },
    },
    output: { ...base.output, chunkFilename: env.production ? '[name].[contenthash].js' : '[name].js' },
    plugins: [...(base.plugins ?? []), panelPictures, new EngineBesidePanel()],
  };
};

export default config;
