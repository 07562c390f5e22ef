// What a timeline is given and what it tells: the same for page and panel.
import type { Interval } from '../../kit/interval';
import type { Finding } from '../../model/finding';
import type { WorkloadHistory } from '../../model/report';
import type { Density, TimelineModel } from '../../timeline';

/** What is chosen elsewhere: on the page, in the table. */
export interface TimelineSelection {
  readonly finding?: string;
  readonly action?: string;
}

export interface TimelineViewProps {
  readonly history: WorkloadHistory;
  readonly findings: readonly Finding[];
  readonly range: Interval;
  /** What the window may not leave, when it is zoomed or panned; anywhere when absent. */
  readonly bounds?: Interval;
  readonly width: number;
  /** Height at most; a page may leave it out and gets every lane at its natural height. */
  readonly height?: number;
  readonly frame?: 'page' | 'panel';
  readonly density?: Density;
  readonly product?: 'log' | 'linear';
  readonly selected?: TimelineSelection;
  readonly onSelectFinding?: (finding: Finding) => void;
  readonly onSelectAction?: (actionId: string) => void;
  /** A span was dragged, zoomed or panned to. Without it the timeline keeps the window to itself. */
  readonly onChangeRange?: (range: Interval) => void;
  /** Told whenever other lanes are left out. */
  readonly onLayout?: (model: TimelineModel) => void;
}
