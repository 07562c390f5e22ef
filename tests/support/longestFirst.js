// The order in which jest starts test files. A fresh clone knows nothing of earlier runs, and two workers end together only
// if what takes longest does not start last.
const LONG = [
  /tests\/properties\/lessData\./,
  /tests\/faults\/faults\./,
  /tests\/scenarios\/(recording|visit)\./,
  /tests\/together\//,
  /tests\/integration\/(badInput|needle)\./,
  /tests\/(properties|field|scenarios)\//,
  /src\/app\//,
];

/** Place among the long ones; all others come after them. */
function placeOf({ path }) {
  const place = LONG.findIndex((pattern) => pattern.test(path));
  return place < 0 ? LONG.length : place;
}

module.exports = class LongestFirst {
  shard(tests, { shardIndex, shardCount }) {
    return tests.filter((_, i) => i % shardCount === shardIndex - 1);
  }

  sort(tests) {
    return [...tests].sort((a, b) => placeOf(a) - placeOf(b) || (a.path < b.path ? -1 : 1));
  }

  /** Failures are not remembered from run to run. */
  allFailedTests() {
    return [];
  }

  cacheResults() {}
};
