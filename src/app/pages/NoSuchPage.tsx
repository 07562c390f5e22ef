// An address of this app that leads nowhere.
import React from 'react';
import { Icon, LinkButton } from '@grafana/ui';

import { NO_FILTERS } from '../../views/fleet/fleetFilters';
import { StateFrame } from '../../views/states/StateFrame';
import { PageFrame } from '../frame/PageFrame';
import { fleetPath } from '../links';
import { DEFAULT_TIME } from '../url/timeText';
import { useLinkTo } from '../useLinkTo';

const TRAIL = [{ text: 'Nothing here' }];
const PROBLEMS: readonly string[] = [];

/** Says so and leads back. */
export function NoSuchPage() {
  const linkTo = useLinkTo();
  const fleet = linkTo(fleetPath({ ds: [], time: DEFAULT_TIME, refresh: '', filters: NO_FILTERS, flipped: [] }));
  return (
    <PageFrame trail={TRAIL} actions={null} problems={PROBLEMS}>
      <StateFrame
        icon={<Icon name="map-marker" size="xxl" />}
        heading="There is no such page"
        text="This app has the pages Fleet, Workload, Policy and Rules."
        actions={<LinkButton {...fleet}>To the fleet</LinkButton>}
      />
    </PageFrame>
  );
}
