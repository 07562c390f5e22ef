// What Grafana hands to a link's `configure` and `onClick`: the context behind proxies that refuse every change.
import { dateTime, isDateTime } from '@grafana/data';

/** Dates are copied, since moment changes itself while it formats. */
export function readOnly<T extends object>(value: T, known = new WeakMap<object, object>()): T {
  const made = known.get(value);
  if (made) {
    return made as T;
  }
  const proxy = new Proxy(value, {
    set: () => false,
    deleteProperty: () => false,
    defineProperty: () => false,
    get(target, key, receiver) {
      const got: unknown = Reflect.get(target, key, receiver);
      if (isDateTime(got)) {
        return dateTime(got);
      }
      const own = Reflect.getOwnPropertyDescriptor(target, key);
      const mustBeItself = own?.configurable === false && own.writable === false;
      return typeof got === 'object' && got !== null && !mustBeItself ? readOnly(got, known) : got;
    },
  });
  known.set(value, proxy);
  return proxy;
}
