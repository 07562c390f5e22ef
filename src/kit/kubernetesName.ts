// Names as Kubernetes accepts them. Labels carry any text; a text that no object can be called is not put into a command.
// Sources: kubernetes.io "Object Names and IDs" (RFC 1123), apimachinery validation.IsQualifiedName.
import { visible } from './visible';

const LABEL = '[a-z0-9]([a-z0-9-]*[a-z0-9])?';
const QUALIFIED = '[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?';

const FORMS = {
  /** Most objects: Deployments, HPAs, VPAs, quotas. */
  object: { pattern: new RegExp(`^${LABEL}(\\.${LABEL})*$`), longest: 253 },
  /** Namespaces and containers. */
  label: { pattern: new RegExp(`^${LABEL}$`), longest: 63 },
  kind: { pattern: /^[A-Za-z][A-Za-z0-9]*$/, longest: 63 },
  /** A resource of a quota, the name of a metric: `requests.cpu`, `example.com/gpu`. */
  qualified: { pattern: new RegExp(`^${QUALIFIED}(/${QUALIFIED})?$`), longest: 253 },
  /** `apps/v1`, `v1`. */
  apiVersion: { pattern: new RegExp(`^(${LABEL}(\\.${LABEL})*/)?${LABEL}$`), longest: 253 },
} as const;

/** What a name is the name of. */
export type NameForm = keyof typeof FORMS;

const WORDS: Readonly<Record<NameForm, string>> = {
  object: 'object',
  label: 'namespace or container',
  kind: 'kind',
  qualified: 'resource or label',
  apiVersion: 'apiVersion',
};

/** How much of a refused name is shown. */
const SHOWN = 40;

/** Why Kubernetes has nothing of this name, in one line; undefined where it accepts it. */
export function whyNoName(text: string, form: NameForm): string | undefined {
  const { pattern, longest } = FORMS[form];
  if (text.length <= longest && pattern.test(text)) {
    return undefined;
  }
  const shown = visible([...text].slice(0, SHOWN).join(''));
  const rest = [...text].length > SHOWN ? '…' : '';
  return `Kubernetes accepts no ${WORDS[form]} called "${shown}${rest}", so there is nothing to paste`;
}
