// What an editor can choose for the panel, with the defaults.

export interface PanelOptions {
  /** Which workload to draw, with variables (chooseWorkload.ts); '' draws the worst, or the only one. */
  readonly workload: string;
  /** Name of the label that tells clusters apart; 'auto' looks for the usual ones. */
  readonly clusterLabel: string;
  /** Timeline with its verdict, or the verdict alone. */
  readonly show: 'timeline' | 'words';
  /** Verdict and links above the timeline. */
  readonly header: boolean;
  /** Axis of the lane of pods and pod size. */
  readonly productAxis: 'log' | 'linear';
}

export const DEFAULT_OPTIONS: PanelOptions = {
  workload: '',
  clusterLabel: 'auto',
  show: 'timeline',
  header: true,
  productAxis: 'log',
};
