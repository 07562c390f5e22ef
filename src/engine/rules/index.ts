// All rules, in the order of the catalogue. Adding one: its file, its docs, its scenarios, and one line here.
import { hpaDoubleTarget } from './hpa-double-target';
import { hpaFlapping } from './hpa-flapping';
import { hpaGitopsReplicas } from './hpa-gitops-replicas';
import { hpaKedaDoubleTarget } from './hpa-keda-double-target';
import { hpaPinnedMax } from './hpa-pinned-max';
import { hpaRangeTug } from './hpa-range-tug';
import { hpaScalingInactive } from './hpa-scaling-inactive';
import { hpaVpaSameResource } from './hpa-vpa-same-resource';
import { kedaCooldownCliff } from './keda-cooldown-cliff';
import { kedaZeroFlap } from './keda-zero-flap';
import { manualVsHpa } from './manual-vs-hpa';
import { replicasFieldRemoved } from './replicas-field-removed';
import type { Rule } from './rule';

export const RULES: readonly Rule[] = [
  hpaDoubleTarget,
  hpaRangeTug,
  hpaKedaDoubleTarget,
  hpaGitopsReplicas,
  replicasFieldRemoved,
  manualVsHpa,
  hpaVpaSameResource,
  hpaFlapping,
  hpaPinnedMax,
  hpaScalingInactive,
  kedaZeroFlap,
  kedaCooldownCliff,
];
