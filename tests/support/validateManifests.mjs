// Reads a JSON list of manifests from stdin, checks each against the published schema of its kind, and prints a JSON
// list with a message or null for each. A process of its own: these packages are ES modules, which jest does not load.
import { text } from 'node:stream/consumers';
import { VerticalPodAutoscaler } from '@kubernetes-models/autoscaler/autoscaling.k8s.io/v1';
import { Application } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1';
import { HelmRelease } from '@kubernetes-models/flux-cd/helm.toolkit.fluxcd.io/v2';
import { Kustomization } from '@kubernetes-models/flux-cd/kustomize.toolkit.fluxcd.io/v1';
import { NodePool } from '@kubernetes-models/karpenter/karpenter.sh/v1';
import { ScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1';
import { PodMonitor, PrometheusRule } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1';
import { APIService } from 'kubernetes-models/apiregistration.k8s.io/v1';
import { Deployment, StatefulSet } from 'kubernetes-models/apps/v1';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { LimitRange, ResourceQuota } from 'kubernetes-models/v1';

const MODELS = {
  APIService,
  Application,
  Deployment,
  HelmRelease,
  HorizontalPodAutoscaler,
  Kustomization,
  LimitRange,
  NetworkPolicy,
  NodePool,
  PodDisruptionBudget,
  PodMonitor,
  PrometheusRule,
  ResourceQuota,
  ScaledObject,
  StatefulSet,
  VerticalPodAutoscaler,
};

function check(manifest) {
  const Model = MODELS[manifest.kind];
  if (!Model || new Model().apiVersion !== manifest.apiVersion) {
    return `no model for ${manifest.apiVersion} ${manifest.kind}`;
  }
  try {
    new Model(manifest).validate();
    return null;
  } catch (error) {
    return error.message;
  }
}

process.stdout.write(JSON.stringify(JSON.parse(await text(process.stdin)).map(check)));
