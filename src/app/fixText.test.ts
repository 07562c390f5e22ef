import { parseAllDocuments } from 'yaml';

import { deployment, finding } from '../../tests/support/sampleReport';
import { fixText } from './fixText';

const base = { why: '', price: '', undo: '', verify: '' };

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
  expect(text.split('\n').slice(0, 3)).toEqual(['# Now: Stop it', 'kubectl get pods', '']);
  expect(text).toContain('# For good: Size memory only\napiVersion: v1');
  expect(text).not.toContain('Talk');
  const [manifest] = parseAllDocuments(text.split('# For good: Size memory only\n')[1] ?? '');
  expect(manifest?.toJS()).toEqual({ apiVersion: 'v1', kind: 'X', metadata: { name: 'web' }, spec: { a: ['b'] } });
});

test('nothing to paste is no text', () => {
  expect(fixText(finding(deployment('a', 'web'), 'high', 'fighting', [0, 1]))).toBe('');
});
