// A button whose menu holds the links of one extension point; a link with a path asks before it goes there.
import type { PluginExtensionLink } from '@grafana/data';
import { Button, Dropdown, IconButton, Menu, toIconName } from '@grafana/ui';
import { useState } from 'react';
import { ConfirmNavigation } from './ConfirmNavigation';

interface Props {
  links: PluginExtensionLink[];
  label: string;
  /** Three dots instead of the label. */
  small?: boolean;
}

export function LinksMenu({ links, label, small = false }: Props) {
  const [chosen, setChosen] = useState<PluginExtensionLink>();
  if (links.length === 0) {
    return null;
  }
  const menu = (
    <Menu>
      {links.map((link) => (
        <Menu.Item
          key={link.id}
          ariaLabel={link.title}
          label={link.title}
          icon={toIconName(link.icon ?? '') ?? 'plug'}
          onClick={(event) => (link.path ? setChosen(link) : link.onClick?.(event))}
        />
      ))}
    </Menu>
  );
  return (
    <>
      <Dropdown overlay={menu} placement="bottom-start">
        {small ? (
          <IconButton name="ellipsis-v" aria-label={label} variant="secondary" />
        ) : (
          <Button variant="secondary" icon="plus" aria-label={label}>
            {label}
          </Button>
        )}
      </Dropdown>
      {chosen && <ConfirmNavigation link={chosen} onDismiss={() => setChosen(undefined)} />}
    </>
  );
}
