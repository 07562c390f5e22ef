// Every story, by id: for tests of the engine, one cluster per story and seed.

import { CAPACITY_STORIES } from './capacity';
import { EVENT_STORIES } from './events';
import { HORIZONTAL_STORIES } from './horizontal';
import { LEARNT_STORIES } from './learnt';
import { MIXTURE_STORIES } from './mixtures';
import { OWNER_STORIES } from './owners';
import { READING_STORIES } from './readings';
import { REACTION_STORIES } from './reaction';
import { ROLLOUT_STORIES } from './rollouts';
import type { Story } from './story';
import { VERTICAL_STORIES } from './vertical';
import { WRITER_STORIES } from './writers';

export { Cast } from './cast';
export { exportedBy, type Story } from './story';

/** All stories: at least one fight per rule of the catalogue, and their look-alikes. */
export const STORIES: readonly Story[] = [
  ...OWNER_STORIES,
  ...WRITER_STORIES,
  ...VERTICAL_STORIES,
  ...HORIZONTAL_STORIES,
  ...READING_STORIES,
  ...REACTION_STORIES,
  ...EVENT_STORIES,
  ...CAPACITY_STORIES,
  ...ROLLOUT_STORIES,
  ...MIXTURE_STORIES,
  ...LEARNT_STORIES,
];

/** The story of that id. */
export function storyOf(id: string): Story {
  const story = STORIES.find((candidate) => candidate.id === id);
  if (story === undefined) {
    throw new Error(`No story ${id}. Known: ${STORIES.map((known) => known.id).join(', ')}`);
  }
  return story;
}
