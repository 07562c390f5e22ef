// kube_*_labels: label names snake-cased as KSM does it, and only those on the allowlist that the docs hand to users.

import { labelsOf, type Labels } from '../labels';

const ALLOWLIST = [
  'argocd.argoproj.io/instance',
  'app.kubernetes.io/managed-by',
  'app.kubernetes.io/part-of',
  'helm.toolkit.fluxcd.io/name',
  'kustomize.toolkit.fluxcd.io/name',
  'scaledobject.keda.sh/name',
];

/** The base labels with the object's allowlisted labels as label_*. */
export function allowlisted(object: object, base: Labels, labels: Labels): Labels {
  const key = ALLOWLIST.map((name) => labels[name] ?? '').join('|');
  return labelsOf(object, `labels/${key}`, () => {
    const result: Labels = { ...base };
    for (const name of ALLOWLIST) {
      if (labels[name] !== undefined) {
        result[`label_${name.replace(/[^a-zA-Z0-9_]/g, '_')}`] = labels[name];
      }
    }
    return result;
  });
}
