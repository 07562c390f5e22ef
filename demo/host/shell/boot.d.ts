// Types of what the server puts into the page and of packages that ship none.
interface PreviewSettings {
  from?: string;
  to?: string;
  control: boolean;
  /** Ids of extension components that this preview has not. */
  without: string[];
}

interface Window {
  __grafana_amd_define?: unknown;
  define?: unknown;
  grafanaBootData: { preview: PreviewSettings; user: { theme: string; lightTheme: boolean } };
}

/** v5.3.4, whose types live in @types/react-router-dom; the shell needs the router alone. */
declare module 'react-router-dom' {
  import type { History } from 'history';
  import type { ComponentType, ReactNode } from 'react';
  export const Router: ComponentType<{ history: History; children?: ReactNode }>;
}
