// Every rule, by family. Written by `npm run docs` from the folders; do not edit.
import { hpaDoubleTarget } from './several-writers/hpa-double-target/rule';
import { hpaRangeTug } from './several-writers/hpa-range-tug/rule';
import { hpaKedaDoubleTarget } from './several-writers/hpa-keda-double-target/rule';
import { kedaDoubleScaledobject } from './several-writers/keda-double-scaledobject/rule';
import { selectorOverlap } from './several-writers/selector-overlap/rule';
import { hpaGitopsReplicas } from './several-writers/hpa-gitops-replicas/rule';
import { kedaZeroGitops } from './several-writers/keda-zero-gitops/rule';
import { replicasFieldRemoved } from './several-writers/replicas-field-removed/rule';
import { manualVsHpa } from './several-writers/manual-vs-hpa/rule';
import { scheduledScalerVsHpa } from './several-writers/scheduled-scaler-vs-hpa/rule';
import { kedaCronVsMetric } from './several-writers/keda-cron-vs-metric/rule';
import { hpaVpaSameResource } from './hpa-and-vpa/hpa-vpa-same-resource/rule';
import { hpaInplaceDenominator } from './hpa-and-vpa/hpa-inplace-denominator/rule';
import { vpaEvictDuringScaleOut } from './hpa-and-vpa/vpa-evict-during-scale-out/rule';
import { hpaFlapping } from './hpa/hpa-flapping/rule';
import { hpaPinnedMax } from './hpa/hpa-pinned-max/rule';
import { hpaFloorWaste } from './hpa/hpa-floor-waste/rule';
import { hpaRangeFrozen } from './hpa/hpa-range-frozen/rule';
import { hpaScalingInactive } from './hpa/hpa-scaling-inactive/rule';
import { hpaMissingRequests } from './hpa/hpa-missing-requests/rule';
import { hpaPartialMetrics } from './hpa/hpa-partial-metrics/rule';
import { hpaMemoryRatchet } from './hpa/hpa-memory-ratchet/rule';
import { hpaMetricDominanceFlip } from './hpa/hpa-metric-dominance-flip/rule';
import { hpaWrongSignal } from './hpa/hpa-wrong-signal/rule';
import { hpaLagBudget } from './hpa/hpa-lag-budget/rule';
import { hpaColdstartOvershoot } from './hpa/hpa-coldstart-overshoot/rule';
import { hpaRateLimited } from './hpa/hpa-rate-limited/rule';
import { hpaDanglingTarget } from './hpa/hpa-dangling-target/rule';
import { hpaDeadbandLargeFleet } from './hpa/hpa-deadband-large-fleet/rule';
import { hpaFarFromTarget } from './hpa/hpa-far-from-target/rule';
import { kedaZeroFlap } from './keda/keda-zero-flap/rule';
import { kedaCooldownCliff } from './keda/keda-cooldown-cliff/rule';
import { kedaActivationGap } from './keda/keda-activation-gap/rule';
import { kedaScalerErrors } from './keda/keda-scaler-errors/rule';
import { kedaFallbackOverride } from './keda/keda-fallback-override/rule';
import { kedaPaused } from './keda/keda-paused/rule';
import { externalMetricsApiserviceClash } from './keda/external-metrics-apiservice-clash/rule';
import { kedaIdleReplicasNonzero } from './keda/keda-idle-replicas-nonzero/rule';
import { vpaRecommendationOscillation } from './vpa/vpa-recommendation-oscillation/rule';
import { vpaEvictionLoop } from './vpa/vpa-eviction-loop/rule';
import { vpaCapped } from './vpa/vpa-capped/rule';
import { vpaOverNode } from './vpa/vpa-over-node/rule';
import { vpaAdmissionBroken } from './vpa/vpa-admission-broken/rule';
import { vpaMultiMatch } from './vpa/vpa-multi-match/rule';
import { vpaSingleReplica } from './vpa/vpa-single-replica/rule';
import { vpaPdbDeadlock } from './vpa/vpa-pdb-deadlock/rule';
import { scaleoutNodeLag } from './nodes/scaleout-node-lag/rule';
import { nodeConsolidationThrash } from './nodes/node-consolidation-thrash/rule';
import { nodeLimitReached } from './nodes/node-limit-reached/rule';
import { quotaBlocksScaleOut } from './nodes/quota-blocks-scale-out/rule';
import { pdbBlocksDrain } from './nodes/pdb-blocks-drain/rule';
import { provisionerStampede } from './nodes/provisioner-stampede/rule';
import { dualNodeAutoscalers } from './nodes/dual-node-autoscalers/rule';
import { rolloutHpaInflation } from './rollouts/rollout-hpa-inflation/rule';
import { rolloutUnderPressure } from './rollouts/rollout-under-pressure/rule';
import { rolloutVpaCollision } from './rollouts/rollout-vpa-collision/rule';
import { serviceGraphOscillation } from './rollouts/service-graph-oscillation/rule';
import type { Rule } from './defineRule';

export const RULES: readonly Rule[] = [
  hpaDoubleTarget,
  hpaRangeTug,
  hpaKedaDoubleTarget,
  kedaDoubleScaledobject,
  selectorOverlap,
  hpaGitopsReplicas,
  kedaZeroGitops,
  replicasFieldRemoved,
  manualVsHpa,
  scheduledScalerVsHpa,
  kedaCronVsMetric,
  hpaVpaSameResource,
  hpaInplaceDenominator,
  vpaEvictDuringScaleOut,
  hpaFlapping,
  hpaPinnedMax,
  hpaFloorWaste,
  hpaRangeFrozen,
  hpaScalingInactive,
  hpaMissingRequests,
  hpaPartialMetrics,
  hpaMemoryRatchet,
  hpaMetricDominanceFlip,
  hpaWrongSignal,
  hpaLagBudget,
  hpaColdstartOvershoot,
  hpaRateLimited,
  hpaDanglingTarget,
  hpaDeadbandLargeFleet,
  hpaFarFromTarget,
  kedaZeroFlap,
  kedaCooldownCliff,
  kedaActivationGap,
  kedaScalerErrors,
  kedaFallbackOverride,
  kedaPaused,
  externalMetricsApiserviceClash,
  kedaIdleReplicasNonzero,
  vpaRecommendationOscillation,
  vpaEvictionLoop,
  vpaCapped,
  vpaOverNode,
  vpaAdmissionBroken,
  vpaMultiMatch,
  vpaSingleReplica,
  vpaPdbDeadlock,
  scaleoutNodeLag,
  nodeConsolidationThrash,
  nodeLimitReached,
  quotaBlocksScaleOut,
  pdbBlocksDrain,
  provisionerStampede,
  dualNodeAutoscalers,
  rolloutHpaInflation,
  rolloutUnderPressure,
  rolloutVpaCollision,
  serviceGraphOscillation,
];
