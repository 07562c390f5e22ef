// A dashboard as it stands on the screen: the stored one, and the panels that arrived and are not saved yet.
import { locationService } from '@grafana/runtime';
import { useEffect, useRef, useState } from 'react';
import { addPanels } from './addPanels';
import { takePanels } from './arriving';
import type { Dashboard } from './model';

export interface Draft {
  dashboard: Dashboard;
  isChanged: boolean;
}

export function useDraft(stored: Dashboard): Draft {
  const [draft, setDraft] = useState<Draft>({ dashboard: stored, isChanged: false });
  const last = useRef(stored);
  useEffect(() => {
    const arrived = takePanels();
    if (arrived) {
      setDraft({ dashboard: addPanels(stored, arrived.panels), isChanged: true });
      if (arrived.time) {
        locationService.partial({ ...arrived.time }, true);
      }
    } else if (last.current !== stored) {
      setDraft({ dashboard: stored, isChanged: false });
    }
    last.current = stored;
  }, [stored]);
  return draft;
}
