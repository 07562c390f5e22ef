// Grafana's frontend sandbox runs a plugin in another realm: every read of an element of Grafana's arrays crosses a membrane
// of proxies, a few microseconds each. URLSearchParams is not the sandbox's own but Grafana's, so that it writes a whole
// array as text on the other side, in one crossing. Outside the sandbox everything passes through untouched.
import { isSandboxed } from '../../kit/floats';

let courier: URLSearchParams | undefined;

/** The text of an array as its own realm writes it: values with commas between, nothing for null. */
function textOf(values: ArrayLike<unknown>): string {
  courier ??= new URLSearchParams();
  courier.set('values', values as unknown as string);
  return courier.get('values') ?? '';
}

/** What was written as this text; what is not a number as JavaScript writes it stays text. */
function valueOf(text: string): unknown {
  const number = Number(text);
  return text === '' ? null : String(number) === text ? number : text;
}

/** The values of a frame's column; in the sandbox a copy on this side of the membrane. */
export function columnHere(values: ArrayLike<unknown>): ArrayLike<unknown> {
  if (!isSandboxed() || values.length === 0) {
    return values;
  }
  const copy = textOf(values).split(',').map(valueOf);
  return copy.length === values.length ? copy : values;
}

/** The labels of a frame's field, likewise: they are read many times later. */
export function labelsHere(labels: unknown): unknown {
  return isSandboxed() && typeof labels === 'object' && labels !== null ? { ...labels } : labels;
}
