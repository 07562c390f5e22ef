// Ctrl+K, or the search button: the menu's pages, dashboards by title, and the links that apps add.
import { css, cx } from '@emotion/css';
import { PluginExtensionPoints, type GrafanaTheme2, type NavModelItem } from '@grafana/data';
import { getBackendSrv, locationService } from '@grafana/runtime';
import { Button, Input, Modal, useStyles2 } from '@grafana/ui';
import { useEffect, useState, type KeyboardEvent } from 'react';
import { useExtensionLinks } from '../extensions/links';
import { navTree } from './navigation';

interface Action {
  id: string;
  name: string;
  section: string;
  perform: () => void;
}

export function CommandPalette() {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const open = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        setOpen(true);
      }
    };
    document.addEventListener('keydown', open);
    return () => document.removeEventListener('keydown', open);
  }, []);
  return (
    <>
      <Button
        variant="secondary"
        fill="text"
        size="sm"
        icon="search"
        tooltip="Search (ctrl+k)"
        onClick={() => setOpen(true)}
        aria-label="Search"
      />
      {isOpen && <Palette onClose={() => setOpen(false)} />}
    </>
  );
}

function Palette({ onClose }: { onClose: () => void }) {
  const styles = useStyles2(getStyles);
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState(0);
  const actions = useActions().filter((one) => one.name.toLowerCase().includes(words.toLowerCase()));
  const perform = (action: Action | undefined) => {
    onClose();
    action?.perform();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setChosen(Math.max(0, Math.min(actions.length - 1, chosen + step)));
    } else if (event.key === 'Enter') {
      perform(actions[chosen]);
    }
  };
  return (
    <Modal title="Search or jump to" isOpen onDismiss={onClose}>
      <Input
        autoFocus
        aria-label="Search or jump to"
        value={words}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          setChosen(0);
        }}
      />
      <div role="listbox" aria-label="Results" className={styles.list}>
        {actions.map((action, index) => (
          <div
            key={action.id}
            role="option"
            aria-selected={index === chosen}
            className={cx(styles.action, index === chosen && styles.chosen)}
            onClick={() => perform(action)}
          >
            <span className={styles.section}>{action.section}</span> {action.name}
          </div>
        ))}
      </div>
    </Modal>
  );
}

/** Grafana gives the links an empty context here. */
const NO_CONTEXT = {};

function useActions(): Action[] {
  const { links } = useExtensionLinks({
    extensionPointId: PluginExtensionPoints.CommandPalette,
    context: NO_CONTEXT,
    limitPerPlugin: 3,
  });
  const dashboards = useDashboards();
  const pages = (items: NavModelItem[], above: string): Action[] =>
    items.flatMap((item) => [
      { id: `page ${item.url}`, name: item.text, section: above, perform: () => locationService.push(item.url ?? '/') },
      ...pages(item.children ?? [], item.text),
    ]);
  return [
    ...links.map((link) => ({
      id: link.id,
      name: link.title,
      section: link.category ?? 'Extensions',
      perform: () => (link.path ? locationService.push(link.path) : link.onClick?.()),
    })),
    ...pages(navTree(), 'Pages'),
    ...dashboards,
  ];
}

function useDashboards(): Action[] {
  const [found, setFound] = useState<Action[]>([]);
  useEffect(() => {
    let current = true;
    void getBackendSrv()
      .get<Array<{ uid: string; title: string; url: string }>>('/api/search', { type: 'dash-db' })
      .then(
        (list) =>
          current &&
          setFound(
            list.map(({ uid, title, url }) => ({
              id: uid,
              name: title,
              section: 'Dashboards',
              perform: () => locationService.push(url),
            }))
          )
      );
    return () => {
      current = false;
    };
  }, []);
  return found;
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ maxHeight: 360, overflowY: 'auto', marginTop: theme.spacing(1) }),
  action: css({ padding: theme.spacing(0.75, 1), cursor: 'pointer', borderRadius: theme.shape.radius.default }),
  chosen: css({ background: theme.colors.action.selected }),
  section: css({ color: theme.colors.text.secondary, marginRight: theme.spacing(1) }),
});
