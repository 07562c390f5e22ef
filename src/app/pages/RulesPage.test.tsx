// The rules page: what can be judged, what cannot, and the text that changes it.
import React from 'react';
import { screen } from '@testing-library/react';

import { DEFAULT_SETTINGS } from '../../settings/settings';
import { sampleReport } from '../../../tests/support/sampleReport';
import { RANGE_SEARCH, readySource, renderPage, seriesSet } from '../../../tests/support/appPage';
import { RulesPage } from './RulesPage';

jest.mock('../../engine', () => {
  const rule = {
    group: 'B',
    needs: ['vpa.target'],
    helps: [],
    thresholds: [{ key: 'x', title: 'Lag', unit: 's', default: 60, min: 1, max: 600 }],
  };
  return {
    RULES: [
      { ...rule, id: 'hpa-vpa', title: 'HPA and VPA' },
      { ...rule, id: 'other', title: 'Another', group: 'A' },
    ],
    analyze: () => ({
      ...sampleReport(),
      unassessed: [{ rule: 'hpa-vpa', title: 'HPA and VPA', missing: ['vpa.target'], remedy: '', workloads: [] }],
    }),
  };
});
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual<object>('@grafana/runtime'),
  PluginPage: ({ children }: { children: React.ReactNode }) => <div>{children}</div>,
}));

test('names missing series with their setting, found ones with their number, changed thresholds in bold', async () => {
  const settings = { ...DEFAULT_SETTINGS, thresholds: { other: { x: 30 } } };
  const set = { ...seriesSet(), asked: ['vpa.target' as const, 'hpa.info' as const] };
  renderPage(<RulesPage />, `/rules?${RANGE_SEARCH}`, () => readySource(set), { settings });
  expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('1 of 2 rules can be judged here');
  expect(screen.getByText(/5 workloads were not checked by this rule/)).toBeTruthy();
  expect(screen.getAllByText(/custom-resource-state-config-file/).length).toBeGreaterThan(0);
  expect(screen.getByText('30 s (usually 60)').tagName).toBe('B');
  expect(screen.getByRole('link', { name: 'not assessed' }).getAttribute('href')).toBe('#rule-hpa-vpa');
  expect(screen.getAllByText('missing').length).toBe(2);
  expect(screen.getAllByText('not asked for').length).toBeGreaterThan(5);
  expect(screen.getByRole('button', { name: 'Copy the RBAC rules' })).toBeTruthy();
  expect(await screen.findByText(/no cluster label/)).toBeTruthy();
});
