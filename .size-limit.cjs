// What a browser has to fetch before the first picture. Every dashboard with our panel pays for the panel.
module.exports = [
  { name: 'panel', path: 'dist/panel/module.js', limit: '60 kB', gzip: true },
  // An upper bound: the fleet page and every chunk that some other page might ask for.
  { name: 'app', path: 'dist/*.js', limit: '150 kB', gzip: true },
];
