// Actor hues and letters, dark and light: identity by hue and letter, never by hue alone.
// The theme's own colours come in from outside as a Palette, so that this room knows no Grafana.
import type { Severity } from '../../model/finding';
import type { ScalerFamily } from '../../model/workload';
import { assertNever } from '../../kit/result';
import type { Measure } from './surface';

/** One letter per family of actors. */
export type ActorLetter = 'H' | 'V' | 'K' | 'W' | 'N' | 'P';

/** Everything the painter needs to know of a theme. */
export interface Palette {
  readonly isDark: boolean;
  /** Colour of the panel: plates and halos of labels are cut out of it. */
  readonly panel: string;
  readonly text: string;
  readonly textSecondary: string;
  readonly textDisabled: string;
  readonly borderWeak: string;
  readonly borderStrong: string;
  readonly success: string;
  readonly error: string;
  readonly focus: string;
  readonly severity: Readonly<Record<Severity, string>>;
  /** Width of a text in the theme's font, so that labels know when to give way. */
  readonly measure: Measure;
}

const HUES: Record<ActorLetter, { dark: string; light: string }> = {
  H: { dark: '#6e9fff', light: '#1f5fcc' },
  V: { dark: '#ff9830', light: '#a85200' },
  K: { dark: '#ca95e5', light: '#7a35a8' },
  W: { dark: '#f5d03d', light: '#7d6100' },
  N: { dark: '#5fc9b3', light: '#0b6f5e' },
  P: { dark: '#a3b5c9', light: '#4a5d73' },
};

/** The letter a family goes by. W is every writer that is not an autoscaler: Git, CI, people, schedules, rollouts. */
export function letterOf(family: ScalerFamily): ActorLetter {
  switch (family) {
    case 'hpa':
      return 'H';
    case 'vpa':
      return 'V';
    case 'keda':
      return 'K';
    case 'cluster-autoscaler':
    case 'karpenter':
    case 'node':
      return 'N';
    case 'pdb':
    case 'quota':
      return 'P';
    case 'rollout':
    case 'gitops':
    case 'ci':
    case 'human':
    case 'cron':
    case 'drain':
    case 'external':
      return 'W';
    default:
      return assertNever(family);
  }
}

/** The hue of a letter on a dark or light panel; contrast above 4.5:1 on both. */
export function hueOfLetter(letter: ActorLetter, isDark: boolean): string {
  return isDark ? HUES[letter].dark : HUES[letter].light;
}

/** The hue of a family on a dark or light panel. */
export function hueOf(family: ScalerFamily, isDark: boolean): string {
  return hueOfLetter(letterOf(family), isDark);
}
