import { parseAllDocuments } from 'yaml';

import { deployment, finding } from '../../tests/support/sampleReport';
import { fixText } from './fixText';

const confirm = { command: 'kubectl get hpa web', expect: 'TARGET web' };
const base = { why: '', confirm, price: '', undo: '', verify: '' };

test('commands and manifests, each under a comment that says what it is', () => {
  const text = fixText(
    finding(deployment('a', 'web'), 'high', 'fighting', [0, 1], {
      fixes: [
        { ...base, title: 'Stop it', term: 'now', command: 'kubectl get pods' },
        {
          ...base,
          title: 'Size memory only',
          term: 'for-good',
          patches: [{ apiVersion: 'v1', kind: 'X', name: 'web', spec: { a: ['b'] } }],
        },
        { ...base, title: 'Talk to them', term: 'for-good' },
      ],
    })
  );
  expect(text.split('\n').slice(0, 6)).toEqual([
    '# First confirm it. The finding is true if it prints: TARGET web',
    'kubectl get hpa web',
    '',
    '# Now: Stop it',
    'kubectl get pods',
    '',
  ]);
  expect(text).toMatch(
    /# Permanent fix: Size memory only\n# # Merge this into the object(?:.*\n# #)+.*\n# apiVersion: v1/
  );
  expect(text).not.toContain('Talk');
  const [manifest] = parseAllDocuments(
    (text.split('# Permanent fix: Size memory only\n')[1] ?? '').replace(/^# /gm, '')
  );
  expect(manifest?.toJS()).toEqual({ apiVersion: 'v1', kind: 'X', metadata: { name: 'web' }, spec: { a: ['b'] } });
});

test('what destroys is a comment until the check has spoken; a title cannot leave its comment', () => {
  const text = fixText(
    finding(deployment('a', 'web'), 'high', 'fighting', [0, 1], {
      fixes: [
        { ...base, title: 'Delete\nreboot', term: 'now', command: 'kubectl delete hpa web', destructive: true },
        { ...base, title: 'By hand', term: 'now', withheld: 'no such name' },
      ],
    })
  );
  expect(text.split('\n').slice(3)).toEqual([
    '# Now: Delete\\u{a}reboot (after the check)',
    '# kubectl delete hpa web',
  ]);
});

test('nothing to paste is no text', () => {
  expect(fixText(finding(deployment('a', 'web'), 'high', 'fighting', [0, 1]))).toBe('');
});
