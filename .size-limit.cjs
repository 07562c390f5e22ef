// What a browser has to fetch before the first picture. Every dashboard with our panel pays for the panel.
module.exports = [
  { name: 'panel', path: 'dist/panel/module.js', limit: '60 kB', gzip: true },
  {
    name: 'engine, fetched by the panel after its first paint',
    path: 'dist/panel/engine.js',
    limit: '90 kB',
    gzip: true,
  },
  // The fleet page with everything it fetches: the engine is inside the app's own module.
  { name: 'app', path: 'dist/module.js', limit: '150 kB', gzip: true },
];
