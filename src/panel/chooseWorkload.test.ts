import { curve } from '../timeline/__fixtures__/histories';
import type { WorkloadHistory } from '../model/report';
import { chooseWorkloads } from './chooseWorkload';

function history(cluster: string, namespace: string, kind: string, name: string, curves = [curve('spec', [[0, 2]])]) {
  return { workload: { cluster, namespace, kind, name }, curves } as unknown as WorkloadHistory;
}

const SHOP_WEB = history('', 'shop', 'Deployment', 'web');
const SHOP_API = history('', 'shop', 'Deployment', 'api');
const BANK_WEB = history('', 'bank', 'StatefulSet', 'web');
const EU_WEB = history('arn:aws:eks:eu-west-1:1:cluster/prod', 'shop', 'Deployment', 'web');
const NEIGHBOUR = history('', 'shop', 'Deployment', 'neighbour', []);
const ALL = [SHOP_WEB, SHOP_API, BANK_WEB, EU_WEB, NEIGHBOUR];

test.each([
  ['', [SHOP_WEB, SHOP_API, BANK_WEB, EU_WEB]],
  ['web', [SHOP_WEB, BANK_WEB, EU_WEB]],
  ['shop/web', [SHOP_WEB, EU_WEB]],
  ['shop/', [SHOP_WEB, SHOP_API, EU_WEB]],
  ['shop/*', [SHOP_WEB, SHOP_API, EU_WEB]],
  ['{shop,bank}/web', [SHOP_WEB, BANK_WEB, EU_WEB]],
  ['shop,bank/web,api', [SHOP_WEB, SHOP_API, BANK_WEB, EU_WEB]],
  ['bank/StatefulSet/web', [BANK_WEB]],
  ['/shop/Deployment/api', [SHOP_API]],
  ['arn:aws:eks:eu-west-1:1:cluster/prod/shop/Deployment/web', [EU_WEB]],
  ['.*/web', [SHOP_WEB, BANK_WEB, EU_WEB]],
  ['shop/gone', []],
  ['$namespace/$workload', []],
])('%j means these', (text, meant) => {
  expect(chooseWorkloads(text, ALL)).toEqual(meant);
});

test('a neighbour whose replicas no query brought counts only when it is asked for by name', () => {
  expect(chooseWorkloads('shop/neighbour', ALL)).toEqual([NEIGHBOUR]);
  expect(chooseWorkloads('', [NEIGHBOUR])).toEqual([NEIGHBOUR]);
});
