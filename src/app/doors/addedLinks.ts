// The links that this app adds to other pages of Grafana. plugin.json declares them word for word: Grafana loads the app
// for a menu only because of that. What a click opens is loaded with the click.
import {
  PluginExtensionPoints,
  type PluginExtensionAddedLinkConfig,
  type PluginExtensionEventHelpers,
} from '@grafana/data';

import { mayEnter } from '../../sources/grafana/permissions';
import { alertDoor, ruleDoor, type AlertInstance, type AlertRule } from './alertDoor';
import { FIGHTS_NOW_PATH } from './doorPath';
import { OpenWorkload } from './lazyOpenWorkload';
import { queryDoor, type QueryPlace } from './queryDoor';

/** Panels, Explore, alerts and rules each tell something else; nothing is told while Grafana only counts links. */
type Place = Partial<QueryPlace & AlertInstance & AlertRule>;

function pathFrom(place: Place): string | undefined {
  if (place.targets) {
    return queryDoor(place as QueryPlace);
  }
  if (place.instance) {
    return alertDoor(place as AlertInstance);
  }
  return place.expression === undefined ? undefined : ruleDoor(place as AlertRule);
}

/** To the fights of the workload that a place speaks of; hidden where it speaks of none. */
const FIGHTS: PluginExtensionAddedLinkConfig<Place> = {
  title: 'Show autoscaler fights',
  description: 'What the autoscalers of this workload do to each other, over the same time',
  icon: 'exchange-alt',
  targets: [
    PluginExtensionPoints.DashboardPanelMenu,
    PluginExtensionPoints.ExploreToolbarAction,
    PluginExtensionPoints.AlertInstanceAction,
    PluginExtensionPoints.AlertingAlertingRuleAction,
  ],
  configure: (place) => {
    const path = place && mayEnter('fights') ? pathFrom(place) : undefined;
    return path === undefined ? undefined : { path };
  },
};

const whoMayRead = () => (mayEnter('fights') ? {} : undefined);

const FIGHTS_NOW: PluginExtensionAddedLinkConfig = {
  title: 'Truce: fights now',
  description: 'Workloads whose autoscalers are fighting at this moment',
  icon: 'exchange-alt',
  category: 'Truce',
  targets: [PluginExtensionPoints.CommandPalette],
  path: FIGHTS_NOW_PATH,
  configure: whoMayRead,
};

const OPEN_WORKLOAD: PluginExtensionAddedLinkConfig = {
  title: 'Truce: open workload …',
  description: 'Find a Deployment or StatefulSet and see who scales it',
  icon: 'search',
  category: 'Truce',
  targets: [PluginExtensionPoints.CommandPalette],
  configure: whoMayRead,
  onClick: (_: unknown, { openModal }: PluginExtensionEventHelpers) =>
    openModal({ title: 'Open workload', body: OpenWorkload }),
};

/** All of them. */
export const ADDED_LINKS: ReadonlyArray<PluginExtensionAddedLinkConfig<Place>> = [FIGHTS, FIGHTS_NOW, OPEN_WORKLOAD];
