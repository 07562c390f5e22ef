// What the address names and this range does not have: said, because something else, or nothing, is shown in its place.
import React from 'react';
import { Alert } from '@grafana/ui';

import { overlaps, type Interval } from '../../kit/interval';
import { quoted } from '../../kit/outsideText';
import type { WorkloadHistory } from '../../model/report';
import type { WorkloadState } from '../url/workloadUrl';

interface LostPartsProps {
  readonly state: Pick<WorkloadState, 'finding' | 'action' | 'zoom'>;
  readonly range: Interval;
  readonly history?: WorkloadHistory;
  /** The finding that is named is not there. */
  readonly isFindingLost: boolean;
  /** There is another one to show. */
  readonly hasFinding: boolean;
}

function textsOf({ state, range, history, isFindingLost, hasFinding }: LostPartsProps): string[] {
  const { finding, action, zoom } = state;
  const isActionLost = action !== '' && history !== undefined && !history.actions.some(({ id }) => id === action);
  const isZoomLost = zoom !== undefined && zoom !== 'all' && !overlaps(zoom, range);
  return [
    isFindingLost
      ? `The finding ${quoted(finding)} is not in this range. ${hasFinding ? 'The worst one that is stands below.' : ''}`
      : '',
    isActionLost ? `The action ${quoted(action)} is not in this range: none is selected.` : '',
    isZoomLost ? 'The span to zoom to lies outside this range: the timeline is fitted to the finding.' : '',
  ].filter((text) => text !== '');
}

/** One remark for each part that is lost. */
export function LostParts(props: LostPartsProps) {
  return (
    <>
      {textsOf(props).map((text) => (
        <Alert key={text} bottomSpacing={0} severity="info" title={text} />
      ))}
    </>
  );
}
