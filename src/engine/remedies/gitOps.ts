// What to tell the tool that applies Git: to stop correcting, or to leave the replicas to the autoscaler.
import type { ManifestPatch } from '../../model/fix';
import type { Labels } from '../../model/series';
import type { Plain } from '../../kit/yaml';
import { destructive, flux, json, kubectl, lines, remark, type Command } from './command';
import { PLACEHOLDERS } from './plainNames';
import { groupOf, type Scaled } from './target';

/** Where Flux lives unless somebody chose another namespace: labels name the object, not where it is. */
const FLUX = 'flux-system';

const SELF_HEAL_OFF: Plain = { spec: { syncPolicy: { automated: { selfHeal: false } } } };

/** K4: Argo CD or Flux stops correcting. Without a label both are shown, to be filled in. */
export function stopGitOps({ argocd, fluxKustomization, fluxHelm }: Labels): Command {
  if (argocd) {
    return destructive(kubectl`-n argocd patch application ${argocd} --type merge -p ${json(SELF_HEAL_OFF)}`);
  }
  if (fluxKustomization) {
    return destructive(flux`suspend kustomization ${fluxKustomization}`);
  }
  if (fluxHelm) {
    return destructive(flux`suspend helmrelease ${fluxHelm}`);
  }
  return destructive(
    lines(
      remark('No label tells the object. Argo CD:'),
      remark(
        `kubectl -n argocd patch application ${PLACEHOLDERS.application} --type merge -p '${JSON.stringify(SELF_HEAL_OFF)}'`
      ),
      remark(`Flux: flux suspend kustomization ${PLACEHOLDERS.kustomization}`),
      remark('An operator: say the number in the custom resource that it applies, or leave it out there.'),
      remark('Another autoscaler: let one of the two have the workload.')
    )
  );
}

/** What the tool that a label names says of the object that it applies; nothing where no label tells. */
export function showGitOps({ argocd, fluxKustomization, fluxHelm }: Labels): Command[] {
  if (argocd) {
    return [
      kubectl`-n argocd get application ${argocd} -o jsonpath='{.spec.syncPolicy}{"\\n"}{.spec.ignoreDifferences}{"\\n"}'`,
    ];
  }
  if (fluxKustomization) {
    return [flux`get kustomizations ${fluxKustomization}`];
  }
  return fluxHelm ? [flux`get helmreleases ${fluxHelm}`] : [];
}

/**
 * P3: Git yields spec.replicas, in the terms of the tool that a label names. Argo CD needs both parts: without the option
 * the difference is hidden, yet a sync still writes. Where no label tells, Argo CD's form with a name to fill in.
 */
export function gitYieldsReplicas(scaled: Scaled, labels: Labels): ManifestPatch {
  const { argocd, fluxKustomization, fluxHelm } = labels;
  const { kind, name, namespace } = scaled.workload;
  const target: Plain = { kind, name, namespace };
  if (!argocd && fluxKustomization) {
    const patch = '- op: remove\n  path: /spec/replicas\n';
    return {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      name: fluxKustomization,
      namespace: FLUX,
      spec: { patches: [{ target, patch }] },
    };
  }
  if (!argocd && fluxHelm) {
    return {
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      name: fluxHelm,
      namespace: FLUX,
      spec: { driftDetection: { mode: 'enabled', ignore: [{ paths: ['/spec/replicas'], target }] } },
    };
  }
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    name: argocd || PLACEHOLDERS.application,
    namespace: 'argocd',
    spec: {
      ignoreDifferences: [{ group: groupOf(scaled) ?? '*', kind, name, jsonPointers: ['/spec/replicas'] }],
      syncPolicy: { syncOptions: ['RespectIgnoreDifferences=true'] },
    },
  };
}
