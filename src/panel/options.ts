// What an editor can choose for the panel, with the defaults.

export interface PanelOptions {
  /** Key of the workload to draw; '' draws the worst, or the only one. */
  readonly workload: string;
  /** Verdict and links above the timeline. */
  readonly header: boolean;
  /** Axis of the lane of pods and pod size. */
  readonly productAxis: 'log' | 'linear';
}

export const DEFAULT_OPTIONS: PanelOptions = { workload: '', header: true, productAxis: 'log' };
