// The policy page: who owns what, worst first, with the reason; filters live in the address.
import React from 'react';
import { fireEvent, screen, within } from '@testing-library/react';

import { RANGE_SEARCH, readySource, renderPage } from '../../../tests/support/appPage';
import { minute, sampleReport, START } from '../../../tests/support/sampleReport';
import type { Fix } from '../../model/fix';
import type { Report } from '../../model/report';
import { PolicyPage } from './PolicyPage';

jest.mock('../../engine', () => ({
  RULES: [],
  analyze: () => mockReport(),
  scanLimits: () => undefined,
  mergeReports: () => mockReport(),
}));
/** The sample, with the time and the fix that this page adds. */
function mockReport(): Report {
  const report = sampleReport();
  const fix = { term: 'for-good', title: 'Let Git yield the replicas' } as Fix;
  return {
    ...report,
    workloads: report.workloads.map((one) => ({
      ...one,
      policy: { ...one.policy, since: one.workload.namespace === 'gitops-below-min' ? minute(10) : START },
    })),
    findings: report.findings.map((one) => ({
      ...one,
      fixes: one.workload.namespace === 'gitops-below-min' ? [fix] : [],
    })),
  };
}
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual<object>('@grafana/runtime'),
  PluginPage: ({ children }: { children: React.ReactNode }) => <div>{children}</div>,
}));

test('says how many break the rule, which, and why; quiet workloads stand there too', async () => {
  renderPage(<PolicyPage />, `/policy?${RANGE_SEARCH}`, () => readySource());
  expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe(
    '2 of 5 scaled workloads break “one owner per resource”'
  );
  const twice = screen.getByRole('region', { name: 'Owned twice' });
  expect(within(twice).getByText('replicas has 2 owners: Git, HPA web')).toBeTruthy();
  expect(within(twice).getByText('contested')).toBeTruthy();
  expect(within(screen.getByRole('region', { name: 'Without an owner' })).getByText('nobody')).toBeTruthy();
  const kept = screen.getByRole('region', { name: 'One owner each' });
  expect(within(kept).getAllByRole('link')).toHaveLength(3);
  expect(within(kept).getByRole('link', { name: 'web ok-diurnal' }).getAttribute('href')).toContain(
    '/a/truce-autoscaling-app/workload?'
  );
});

test('a row says since when it stands like this, and leads to the fix of the policy itself', async () => {
  renderPage(<PolicyPage />, `/policy?${RANGE_SEARCH}`, () => readySource());
  const twice = within(await screen.findByRole('region', { name: 'Owned twice' }));
  expect(twice.getByText('01:38')).toBeTruthy();
  const fix = twice.getByRole('link', { name: 'Let Git yield the replicas' });
  const address = new URL(fix.getAttribute('href') ?? '', 'http://x');
  expect(Object.fromEntries(address.searchParams)).toMatchObject({
    namespace: 'gitops-below-min',
    finding: 'hpa-gitops-replicas:gitops-below-min/web',
  });
  // Nothing was found with a fix there: the rule of the policy in one line.
  const ownerless = within(screen.getByRole('region', { name: 'Without an owner' }));
  expect(ownerless.getByText(/Let one scaler act again/)).toBeTruthy();
});

test('filters by text and verdict, in the address', async () => {
  const { address } = renderPage(<PolicyPage />, `/policy?${RANGE_SEARCH}&verdict=ownerless`, () => readySource());
  await screen.findByRole('region', { name: 'Without an owner' });
  expect(screen.queryByRole('region', { name: 'Owned twice' })).toBeNull();
  fireEvent.change(screen.getByRole('textbox', { name: 'Search the policy' }), {
    target: { value: 'nothing-like-it' },
  });
  expect(await screen.findByText('No workload matches the filters.')).toBeTruthy();
  expect(address()).toContain('q=nothing-like-it');
});
