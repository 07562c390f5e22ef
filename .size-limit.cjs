// What a browser has to fetch before the first picture. Every dashboard with our panel pays for the panel.
module.exports = [
  { name: 'panel', path: 'dist/panel/module.js', limit: '71 kB', gzip: true },
  {
    name: 'engine, fetched by the panel after its first paint',
    path: 'dist/panel/engine.*.js',
    limit: '145 kB',
    gzip: true,
  },
  // Whoever opens the menu of any panel pays for the app's module; the pages fetch the rest.
  { name: 'module', path: 'dist/module.js', limit: '8.6 kB', gzip: true },
  { name: 'every page, with the engine', path: 'dist/*.js', limit: '337 kB', gzip: true },
];
