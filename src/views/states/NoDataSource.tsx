// First start, or nobody may query: Truce needs a Prometheus or VictoriaMetrics data source.
import React from 'react';
import { Icon, LinkButton } from '@grafana/ui';

import { StateFrame } from './StateFrame';

interface NoDataSourceProps {
  /** Where data sources are added; absent for those who may not. */
  readonly addHref?: string;
  /** True when the settings of this app leave none. */
  readonly isNarrowed: boolean;
  /** Where those settings are; absent for those who may not change them. */
  readonly settingsHref?: string;
}

/** Instead of a fleet. */
export function NoDataSource({ addHref, isNarrowed, settingsHref }: NoDataSourceProps) {
  const settings = isNarrowed ? settingsHref : undefined;
  const reason = isNarrowed
    ? 'The settings of this app offer only data sources that are gone or that you may not query.'
    : 'Truce reads Prometheus or VictoriaMetrics with kube-state-metrics. It writes nothing and needs no agent.';
  return (
    <StateFrame
      icon={<Icon name="database" size="xxxl" />}
      heading="No data source yet"
      text={
        addHref === undefined && settings === undefined
          ? `${reason} Ask an administrator for one that you may query.`
          : reason
      }
      actions={
        <>
          {addHref && <LinkButton href={addHref}>Add a data source</LinkButton>}
          {settings && (
            <LinkButton href={settings} variant="secondary" fill="outline">
              Settings of this app
            </LinkButton>
          )}
        </>
      }
    />
  );
}
