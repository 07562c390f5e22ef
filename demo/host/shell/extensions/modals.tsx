// Modals that a link of an app opens with `helpers.openModal`.
import type { PluginExtensionOpenModalOptions } from '@grafana/data';
import { css } from '@emotion/css';
import { Modal } from '@grafana/ui';
import { useSyncExternalStore } from 'react';

let current: PluginExtensionOpenModalOptions | undefined;
const listeners = new Set<() => void>();

function show(options: PluginExtensionOpenModalOptions | undefined): void {
  current = options;
  listeners.forEach((tell) => tell());
}

export function openModal(options: PluginExtensionOpenModalOptions): void {
  show(options);
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

export function OpenedModal() {
  const options = useSyncExternalStore(subscribe, () => current);
  if (!options) {
    return null;
  }
  const { title, body: Body, width, height } = options;
  const close = () => show(undefined);
  return (
    <Modal title={title} isOpen className={css({ width, height })} onDismiss={close}>
      <Body onDismiss={close} />
    </Modal>
  );
}
