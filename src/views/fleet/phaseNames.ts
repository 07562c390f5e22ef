// What the sections of the fleet table and the filter by state call a fight's phase.
import type { Phase } from './fleetRows';

export const PHASE_NAMES: Record<Phase, string> = {
  on: 'On now',
  will: 'Set up to fight',
  ended: 'Ended in this range',
};
