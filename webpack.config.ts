// The scaffold's build plus the one file it forgets: the picture of the nested panel (it copies only the app's own).
import CopyWebpackPlugin from 'copy-webpack-plugin';
import type { Configuration } from 'webpack';

import grafanaConfig, { type Env } from './.config/webpack/webpack.config';

const config = async (env: Env): Promise<Configuration> => {
  const base = await grafanaConfig(env);
  const panelPictures = new CopyWebpackPlugin({
    patterns: [{ from: 'panel/img', to: 'panel/img', noErrorOnMissing: true }],
  });
  return { ...base, plugins: [...(base.plugins ?? []), panelPictures] };
};

export default config;
