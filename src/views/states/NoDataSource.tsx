// First start, or nobody may query: Truce needs a Prometheus or VictoriaMetrics data source.
import React from 'react';
import { Icon, LinkButton } from '@grafana/ui';

import { StateFrame } from './StateFrame';

interface NoDataSourceProps {
  /** Where data sources are added. */
  readonly addHref: string;
  /** Where the plugin's data sources are chosen, when its settings leave none. */
  readonly settingsHref?: string;
}

/** Instead of a fleet. */
export function NoDataSource({ addHref, settingsHref }: NoDataSourceProps) {
  return (
    <StateFrame
      icon={<Icon name="database" size="xxxl" />}
      heading="No data source yet"
      text={
        settingsHref
          ? 'The settings of this app offer only data sources that are gone or that you may not query.'
          : 'Truce reads Prometheus or VictoriaMetrics with kube-state-metrics. It writes nothing and needs no agent.'
      }
      actions={
        <>
          <LinkButton href={addHref}>Add a data source</LinkButton>
          {settingsHref && (
            <LinkButton href={settingsHref} variant="secondary" fill="outline">
              Settings of this app
            </LinkButton>
          )}
        </>
      }
    />
  );
}
