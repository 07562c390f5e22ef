// Reading a recording: node --test demo/databases/
import assert from 'node:assert/strict';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadRecording, shiftLines } from './recording.mjs';

/** The text, split where a stream might split it. */
async function* pieces(text, size) {
  for (let at = 0; at < text.length; at += size) {
    yield text.slice(at, at + size);
  }
}

async function shifted(text, shiftMs, labels, size = 7) {
  let out = '';
  for await (const piece of shiftLines(pieces(text, size), shiftMs, () => labels)) {
    out += piece;
  }
  return out;
}

test('moves times and adds labels', async () => {
  const text =
    '# TYPE up gauge\nup{job="a b",x="1 2"} 1 1795397271.044\nup{job="a b",x="1 2"} 0 1795397286.044\n# EOF\n';
  assert.equal(
    await shifted(text, 61_000, { cluster: 'recorded' }),
    '# TYPE up gauge\n' +
      'up{cluster="recorded",job="a b",x="1 2"} 1 1795397332.044\n' +
      'up{cluster="recorded",job="a b",x="1 2"} 0 1795397347.044\n'
  );
});

test('copes with series without labels, empty braces and no labels to add', async () => {
  assert.equal(await shifted('up 1 10\nup{} 1 10\n', 0, { a: 'b' }), 'up{a="b"} 1 10\nup{a="b"} 1 10\n');
  assert.equal(await shifted('up 1 10\n', 1, {}), 'up{} 1 10.001\n');
});

test('tells a series from one whose name or labels begin alike', async () => {
  assert.equal(
    await shifted('a{x="1"} 5 1\na{x="12"} 5 1\nab{x="1"} 5 1\n', 0, {}),
    'a{x="1"} 5 1\na{x="12"} 5 1\nab{x="1"} 5 1\n'
  );
});

test('moves values that are unix times, but no others', async () => {
  const text =
    'kube_pod_created{pod="p"} 1.795397e+09 1795397271\n' +
    'kube_scaledobject_status_last_active_time{} 0 1795397271\n' +
    'container_memory_working_set_bytes{} 1795397000 1795397271\n';
  assert.equal(
    await shifted(text, 5000, {}),
    'kube_pod_created{pod="p"} 1795397005 1795397276\n' +
      'kube_scaledobject_status_last_active_time{} 0 1795397276\n' +
      'container_memory_working_set_bytes{} 1795397000 1795397276\n'
  );
});

test('names what it cannot find', async () => {
  const dir = fileURLToPath(new URL('../../tests/recordings', import.meta.url));
  const lines = loadRecording({ dir, scrape: '15s', namespaces: ['nowhere'] });
  await assert.rejects(lines.next(), /No such recording in .*15s: nowhere.om.gz/);
});
