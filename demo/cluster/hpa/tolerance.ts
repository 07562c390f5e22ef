// The dead band: 0.1 both ways (--horizontal-pod-autoscaler-tolerance), per HPA and direction since KEP-4951.

import type { Hpa } from '../objects/hpa';

export interface Tolerance {
  up: number;
  down: number;
}

/** The tolerance that holds for an HPA. */
export function toleranceOf(hpa: Hpa): Tolerance {
  return { up: hpa.tolerance?.scaleUp ?? 0.1, down: hpa.tolerance?.scaleDown ?? 0.1 };
}

/** Is a usage ratio so close to 1 that nothing is done? */
export function isWithin(tolerance: Tolerance, ratio: number): boolean {
  return 1 - tolerance.down <= ratio && ratio <= 1 + tolerance.up;
}
