// What Grafana asks before it follows an app's link out of Explore or an alert.
import type { PluginExtensionLink } from '@grafana/data';
import { config, locationService } from '@grafana/runtime';
import { Button, Modal } from '@grafana/ui';

export function ConfirmNavigation({ link, onDismiss }: { link: PluginExtensionLink; onDismiss: () => void }) {
  const path = link.path ?? '';
  const open = (newTab: boolean) => {
    if (newTab) {
      window.open(`${config.appUrl.replace(/\/$/, '')}${path}`, '_blank');
    } else {
      locationService.push(path);
    }
    onDismiss();
  };
  return (
    <Modal title={link.title} isOpen onDismiss={onDismiss}>
      <p>Do you want to proceed in the current tab or open a new tab?</p>
      <Modal.ButtonRow>
        <Button onClick={onDismiss} fill="outline" variant="secondary">
          Cancel
        </Button>
        <Button variant="secondary" icon="external-link-alt" onClick={() => open(true)}>
          Open in new tab
        </Button>
        <Button icon="apps" onClick={() => open(false)}>
          Open
        </Button>
      </Modal.ButtonRow>
    </Modal>
  );
}
