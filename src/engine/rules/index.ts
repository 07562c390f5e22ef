// All rules, in the order of the catalogue. Adding one: its file, its docs, its scenarios, and one line here.
import { dualNodeAutoscalers } from './dual-node-autoscalers';
import { externalMetricsApiserviceClash } from './external-metrics-apiservice-clash';
import { hpaColdstartOvershoot } from './hpa-coldstart-overshoot';
import { hpaDanglingTarget } from './hpa-dangling-target';
import { hpaDeadbandLargeFleet } from './hpa-deadband-large-fleet';
import { hpaDoubleTarget } from './hpa-double-target';
import { hpaFlapping } from './hpa-flapping';
import { hpaFloorWaste } from './hpa-floor-waste';
import { hpaGitopsReplicas } from './hpa-gitops-replicas';
import { hpaInplaceDenominator } from './hpa-inplace-denominator';
import { hpaKedaDoubleTarget } from './hpa-keda-double-target';
import { hpaLagBudget } from './hpa-lag-budget';
import { hpaMemoryRatchet } from './hpa-memory-ratchet';
import { hpaMetricDominanceFlip } from './hpa-metric-dominance-flip';
import { hpaMissingRequests } from './hpa-missing-requests';
import { hpaPartialMetrics } from './hpa-partial-metrics';
import { hpaPinnedMax } from './hpa-pinned-max';
import { hpaRangeFrozen } from './hpa-range-frozen';
import { hpaRangeTug } from './hpa-range-tug';
import { hpaRateLimited } from './hpa-rate-limited';
import { hpaScalingInactive } from './hpa-scaling-inactive';
import { hpaVpaSameResource } from './hpa-vpa-same-resource';
import { hpaWrongSignal } from './hpa-wrong-signal';
import { kedaActivationGap } from './keda-activation-gap';
import { kedaCooldownCliff } from './keda-cooldown-cliff';
import { kedaCronVsMetric } from './keda-cron-vs-metric';
import { kedaDoubleScaledobject } from './keda-double-scaledobject';
import { kedaFallbackOverride } from './keda-fallback-override';
import { kedaIdleReplicasNonzero } from './keda-idle-replicas-nonzero';
import { kedaPaused } from './keda-paused';
import { kedaScalerErrors } from './keda-scaler-errors';
import { kedaZeroFlap } from './keda-zero-flap';
import { kedaZeroGitops } from './keda-zero-gitops';
import { manualVsHpa } from './manual-vs-hpa';
import { nodeConsolidationThrash } from './node-consolidation-thrash';
import { nodeLimitReached } from './node-limit-reached';
import { pdbBlocksDrain } from './pdb-blocks-drain';
import { provisionerStampede } from './provisioner-stampede';
import { quotaBlocksScaleOut } from './quota-blocks-scale-out';
import { replicasFieldRemoved } from './replicas-field-removed';
import { rolloutHpaInflation } from './rollout-hpa-inflation';
import { rolloutUnderPressure } from './rollout-under-pressure';
import { rolloutVpaCollision } from './rollout-vpa-collision';
import { scaleoutNodeLag } from './scaleout-node-lag';
import { scheduledScalerVsHpa } from './scheduled-scaler-vs-hpa';
import { selectorOverlap } from './selector-overlap';
import { serviceGraphOscillation } from './service-graph-oscillation';
import { vpaAdmissionBroken } from './vpa-admission-broken';
import { vpaCapped } from './vpa-capped';
import { vpaEvictDuringScaleOut } from './vpa-evict-during-scale-out';
import { vpaEvictionLoop } from './vpa-eviction-loop';
import { vpaMultiMatch } from './vpa-multi-match';
import { vpaOverNode } from './vpa-over-node';
import { vpaPdbDeadlock } from './vpa-pdb-deadlock';
import { vpaRecommendationOscillation } from './vpa-recommendation-oscillation';
import { vpaSingleReplica } from './vpa-single-replica';
import type { Rule } from './rule';

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
