// What to tell the tool that applies Git: to stop correcting, or to leave the replicas to the autoscaler.
import type { ManifestPatch } from '../../model/fix';
import type { Labels } from '../../model/series';
import type { Plain } from '../../kit/yaml';
import { destructive, flux, json, kubectl, lines, remark, type Command } from './command';
import { PLACEHOLDERS } from './plainNames';
import { groupOf, type Scaled } from './target';

/** Where Flux lives unless somebody chose another namespace: labels name the object, not where it is. */
const FLUX = 'flux-system';

const SELF_HEAL = '/spec/syncPolicy/automated/selfHeal';
/**
 * A merge patch would create `automated` in an application that people or CI sync, and with it Argo CD syncs by itself. The
 * test makes the API server refuse where self-heal is not on (RFC 6902, 4.6).
 */
const SELF_HEAL_OFF: Plain = [
  { op: 'test', path: SELF_HEAL, value: true },
  { op: 'replace', path: SELF_HEAL, value: false },
];

/** K4: Argo CD or Flux stops correcting. Without a label both are shown, to be filled in. */
export function stopGitOps({ argocd, fluxKustomization, fluxHelm }: Labels): Command {
  if (argocd) {
    return destructive(kubectl`-n argocd patch application ${argocd} --type json -p ${json(SELF_HEAL_OFF)}`);
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
        `kubectl -n argocd patch application ${PLACEHOLDERS.application} --type json -p '${JSON.stringify(SELF_HEAL_OFF)}'`
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

/** What those must print beside the writers for a tool that corrects by itself. */
export function expectsSelfHeal({ argocd }: Labels): string {
  return argocd
    ? '; "selfHeal":true in its syncPolicy (without it people or CI sync the application, and the command for now is refused)'
    : '';
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
      // Never its mode: switched on, Flux begins to correct every other drift of the release.
      spec: { driftDetection: { ignore: [{ paths: ['/spec/replicas'], target }] } },
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

/** Why that ends the fight, and how to take it back, in the terms of the same tool. */
export function yieldWords({ argocd, fluxKustomization, fluxHelm }: Labels): { why: string; undo: string } {
  if (!argocd && fluxKustomization) {
    return { why: 'The patch takes the number out of what Flux applies.', undo: 'Remove the patch, then flux resume.' };
  }
  if (!argocd && fluxHelm) {
    return {
      why: "Leave replicas out of the chart's values: most charts do once their autoscaling is enabled. The entry counts where driftDetection is on; leave its mode as it is, or Flux corrects all other drift as well.",
      undo: 'Remove the entry, set replicas in the values again, then flux resume.',
    };
  }
  return {
    why: 'Both parts are needed: without the option the difference is hidden, yet a sync still writes. Then drop replicas from the manifest by server-side apply: a client-side apply would write 1 once.',
    undo: 'Remove both entries, and set selfHeal back to what it was.',
  };
}
