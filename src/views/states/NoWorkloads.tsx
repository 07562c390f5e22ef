// The data source answered, but knows no workloads: kube-state-metrics is not scraped there, or not in this range.
import React from 'react';
import { Button, Icon, LinkButton } from '@grafana/ui';

import type { LinkProps } from '../linkProps';
import { StateFrame } from './StateFrame';

interface NoWorkloadsProps {
  readonly source: string;
  readonly span: string;
  /** True when cluster or namespace filters were part of the question. */
  readonly isScoped: boolean;
  readonly onClearScope: () => void;
  readonly rulesLink: LinkProps;
}

/** Empty, but not for calm: there is nothing to judge. */
export function NoWorkloads({ source, span, isScoped, onClearScope, rulesLink }: NoWorkloadsProps) {
  return (
    <StateFrame
      icon={<Icon name="question-circle" size="xxxl" />}
      heading="No workloads found"
      text={`${source} answered, but has no series of kube-state-metrics about workloads between ${span}${isScoped ? ' inside the chosen cluster and namespaces' : ''}. Nothing is judged.`}
      actions={
        <>
          {isScoped && <Button onClick={onClearScope}>Look everywhere</Button>}
          <LinkButton variant="secondary" fill="outline" {...rulesLink}>
            What Truce needs
          </LinkButton>
        </>
      }
    />
  );
}
