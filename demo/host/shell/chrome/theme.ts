// Dark and light: the page starts with what the server's script chose (?theme= wins) and switches without a reload.
import { getThemeById, type GrafanaTheme2 } from '@grafana/data';
import { config, getAppEvents, locationService, ThemeChangedEvent } from '@grafana/runtime';
import { useCallback, useState } from 'react';

export function useThemeSwitch(): [GrafanaTheme2, () => void] {
  const [theme, setTheme] = useState(config.theme2);
  const toggle = useCallback(() => {
    const next = getThemeById(config.theme2.isDark ? 'light' : 'dark');
    const mode = next.isDark ? 'dark' : 'light';
    config.theme2 = next;
    config.bootData.user.theme = mode;
    config.bootData.user.lightTheme = next.isLight;
    document.body.className = `theme-${mode}`;
    document.body.style.backgroundColor = '';
    localStorage.setItem('preview.theme', mode);
    locationService.partial({ theme: mode }, true);
    setTheme(next);
    getAppEvents().publish(new ThemeChangedEvent(next));
  }, []);
  return [theme, toggle];
}
