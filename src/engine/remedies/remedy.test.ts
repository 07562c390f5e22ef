import { destructive, json, kubectl, kubectlIn, lines, named } from './command';
import { refusedIn } from './plainNames';
import { toFixes, type Check, type Remedy } from './remedy';

const CHECK: Check = { command: kubectl`get hpa ${'web'}`, expect: 'TARGET web' };
const SURE = { confidence: 'certain' as const, doubt: undefined };
const words = { title: 'Delete it', term: 'now' as const, why: 'It ends.', price: 'None.', verify: 'Gone.' };
const remove: Remedy = { ...words, command: destructive(kubectl`delete hpa ${'web'}`), undo: 'Apply it again.' };

test('a certain finding whose links were read may delete, behind its check', () => {
  expect(toFixes([remove], CHECK, SURE)).toEqual([
    {
      ...words,
      confirm: { command: 'kubectl get hpa web', expect: 'TARGET web' },
      command: 'kubectl delete hpa web',
      destructive: true,
      undo: 'Apply it again.',
    },
  ]);
});

test.each([
  [{ confidence: 'likely' as const, doubt: undefined }, 'this finding is likely, not certain'],
  [{ ...SURE, doubt: 'no series tells the target of HPA web' }, 'no series tells the target of HPA web'],
])('on a guess it says so and gives nothing to paste: %j', (standing, reason) => {
  const [fix] = toFixes([remove], CHECK, standing);
  expect(fix).toMatchObject({
    title: 'First confirm, then: delete it',
    why: `No command for this: ${reason}. It ends.`,
  });
  expect(fix?.command).toBeUndefined();
  expect(fix?.destructive).toBeUndefined();
  expect(fix?.confirm.command).toBe('kubectl get hpa web');
});

test('a manifest that destroys is held back like a command', () => {
  const patches = [{ apiVersion: 'v1', kind: 'X', name: 'web' }];
  const [fix] = toFixes([{ ...words, patches, isDestructive: true, undo: '' }], CHECK, {
    ...SURE,
    confidence: 'possible',
  });
  expect(fix?.patches).toBeUndefined();
});

test.each([
  ['in the check', { ...CHECK, command: kubectl`get hpa ${'-rf'}` }, remove],
  ['in the command', CHECK, { ...remove, command: kubectlIn('a.b')`delete hpa ${'web'}` }],
  ['in the undo', CHECK, { ...remove, undo: kubectl`scale ${'a\nb'}` }],
  ['in a manifest', CHECK, { ...words, undo: '', patches: [{ apiVersion: 'v1', kind: 'X', name: 'Web' }] }],
  ['in a line', CHECK, { ...remove, command: lines(kubectl`get hpa ${'web'}`, kubectl`get hpa ${'$(x)'}`) }],
])('a name that is none %s leaves nothing to paste, and says why', (_, check, remedy) => {
  const [fix] = toFixes([remedy], check, SURE);
  expect(fix?.withheld).toMatch(/^Kubernetes accepts no /);
  expect([fix?.command, fix?.patches, fix?.confirm.command]).toEqual([undefined, undefined, undefined]);
  expect(fix?.confirm.expect).toBe('TARGET web');
});

test('names inside patches are names too', () => {
  expect(refusedIn({ spec: { containers: [{ name: 'Web' }] } })).toBeDefined();
  expect(refusedIn({ spec: { hard: { 'a"b': '1' } } })).toBeDefined();
  expect(
    refusedIn({ spec: { containerPolicies: [{ containerName: '*', controlledResources: ['cpu'] }] } })
  ).toBeUndefined();
  expect(json({ spec: { name: 'a b' } }).refused).toBeDefined();
  expect(named('a b', 'label').refused).toBeDefined();
});
