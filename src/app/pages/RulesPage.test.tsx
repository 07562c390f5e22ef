// The rules page: what can be judged, what cannot, and the text that changes it.
import React from 'react';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';

import { DEFAULT_SETTINGS } from '../../settings/settings';
import { sampleReport } from '../../../tests/support/sampleReport';
import { RANGE_SEARCH, readySource, renderPage, seriesSet } from '../../../tests/support/appPage';
import { RulesPage } from './RulesPage';

import type { Report } from '../../model/report';

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
      { ...rule, id: 'other', title: 'Another', group: 'A', needs: [], helps: ['vpa.target'] },
    ],
    analyze: () => ({
      ...sampleReport(),
      unassessed: [
        {
          rule: 'hpa-vpa',
          title: 'HPA and VPA',
          state: 'unexported',
          reason: '',
          kinds: ['vpa.target'],
          missing: ['vpa.target'],
          remedy: '',
          workloads: [],
        },
      ],
    }),
    scanLimits: () => undefined,
    mergeReports: ([report]: readonly Report[]) => report,
  };
});
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual<object>('@grafana/runtime'),
  PluginPage: ({ children }: { children: React.ReactNode }) => <div>{children}</div>,
}));

const SET = { ...seriesSet(), asked: ['vpa.target' as const, 'hpa.info' as const] };

beforeEach(() => {
  Element.prototype.scrollIntoView = jest.fn();
});

test('says what a setting would bring, names missing series, found ones with their number, changed thresholds in bold', async () => {
  const settings = { ...DEFAULT_SETTINGS, thresholds: { other: { x: 30 } } };
  renderPage(<RulesPage />, `/rules?${RANGE_SEARCH}`, () => readySource(SET), { settings });
  expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('1 of 2 rules can be judged here');
  expect(screen.getByRole('heading', { level: 3 }).textContent).toBe('1 kind of fight would be seen');
  expect(screen.getAllByText(/custom-resource-state-config-file/).length).toBeGreaterThan(0);
  expect(screen.getByText('30 s (usually 60)').tagName).toBe('B');
  expect(screen.getAllByText('missing').length).toBe(2);
  expect(screen.getAllByText('not asked for').length).toBeGreaterThan(5);
  expect(screen.getByRole('button', { name: 'Copy the RBAC rules' })).toBeTruthy();
  expect(await screen.findByText(/no cluster label/)).toBeTruthy();
});

test('each rule says what it would gain, and leads to the setting and to its own thresholds', async () => {
  const { address } = renderPage(<RulesPage />, `/rules?${RANGE_SEARCH}`, () => readySource(SET));
  const judged = (await screen.findByText('HPA and VPA', { selector: 'td div' })).closest('tr')!;
  expect(judged.textContent).toContain('would be seen with setting 1');
  expect(screen.getByText('Another', { selector: 'td div' }).closest('tr')!.textContent).toContain(
    'would be told better'
  );
  expect(within(judged).getByRole('link', { name: 'thresholds' }).getAttribute('href')).toBe(
    '/plugins/truce-autoscaling-app?page=configuration&rule=hpa-vpa'
  );
  const setting = within(judged).getByRole('link', { name: 'setting 1' });
  // Never a bare #: with a base address in the document it would lead to Grafana's home page.
  expect(setting.getAttribute('href')).toMatch(/^\/rules\?.*#setting-1$/);
  fireEvent.click(setting);
  expect(address()).toContain('/rules?');
  expect(document.activeElement?.id).toBe('setting-1');
});

test('an address with a rule scrolls to it and focuses it once the page is there, also where the source is written first', async () => {
  renderPage(<RulesPage />, '/rules?from=2026-11-23T01:28:21.000Z&to=2026-11-23T02:43:21.000Z#rule-other', () =>
    readySource(SET)
  );
  await screen.findByRole('heading', { level: 1 });
  await waitFor(() => expect(document.activeElement?.id).toBe('rule-other'));
  expect(Element.prototype.scrollIntoView).toHaveBeenCalled();
});
