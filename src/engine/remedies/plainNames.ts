// Names inside patches and manifests: what stands where Kubernetes wants a name must be one.
import { whyNoName, type NameForm } from '../../kit/kubernetesName';
import type { Plain } from '../../kit/yaml';

/** To be filled in by the reader: nothing tells what belongs there. */
export const PLACEHOLDERS = {
  application: 'APPLICATION',
  kustomization: 'KUSTOMIZATION',
  workload: 'NAME-OF-THE-WORKLOAD',
  trigger: 'TYPE-OF-THE-TRIGGER',
} as const;

const FREE: readonly string[] = [...Object.values(PLACEHOLDERS), '*'];

/** What the values of these keys are names of, in every kind that remedies write. */
const FIELDS: Readonly<Record<string, NameForm>> = {
  apiVersion: 'apiVersion',
  app: 'qualified',
  container: 'label',
  containerName: 'label',
  controlledResources: 'qualified',
  kind: 'kind',
  name: 'object',
  namespace: 'label',
  resources: 'qualified',
  type: 'qualified',
};

function refusedText(text: string, key: string): string | undefined {
  const form = FIELDS[key];
  if (form !== undefined) {
    return FREE.includes(text) ? undefined : whyNoName(text, form);
  }
  // Free text of ours may have lines of its own, never anything that is not plain to see.
  return /^[\x20-\x7e\n]*$/.test(text) ? undefined : whyNoName(text, 'qualified');
}

/** Why these data may not be pasted; undefined where every name in them is one. `key` is where the value stands. */
export function refusedIn(value: Plain | undefined, key = ''): string | undefined {
  if (typeof value === 'string') {
    return refusedText(value, key);
  }
  if (value === null || typeof value !== 'object') {
    return undefined;
  }
  const isList = Array.isArray(value);
  for (const [inner, item] of Object.entries(value as { readonly [key: string]: Plain | undefined })) {
    const refused = isList ? refusedIn(item, key) : (whyNoName(inner, 'qualified') ?? refusedIn(item, inner));
    if (refused !== undefined) {
      return refused;
    }
  }
  return undefined;
}
