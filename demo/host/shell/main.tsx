// The preview's entry: language, services, then the React tree Grafana wraps around its pages.
import { ThemeContext } from '@grafana/data';
import { locationService, LocationServiceProvider } from '@grafana/runtime';
import { ErrorBoundaryAlert, GlobalStyles, ModalRoot, ModalsProvider, PortalContainer } from '@grafana/ui';
import { initializeI18n } from 'grafana-internal/i18n';
import { lazy, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { Router } from 'react-router-dom';
import { CompatRouter, Navigate, Route, Routes, useLocation } from 'react-router-dom-v5-compat';
import { interceptLinks } from './chrome/links';
import { bootedApp, defaultPage, withPreviewRange } from './chrome/navigation';
import { Reset } from './chrome/Reset';
import { Shell } from './chrome/Shell';
import { useThemeSwitch } from './chrome/theme';
import { OpenedModal } from './extensions/modals';
import { AppPage } from './pages/AppPage';
import { NotFoundPage } from './pages/NotFoundPage';
import { PluginConfigPage } from './pages/PluginConfigPage';
import { startServices } from './services/services';

const DashboardPage = lazy(() => import('./pages/DashboardPage').then((module) => ({ default: module.DashboardPage })));
const SoloPanelPage = lazy(() => import('./pages/SoloPanelPage').then((module) => ({ default: module.SoloPanelPage })));
const ExplorePage = lazy(() => import('./pages/ExplorePage').then((module) => ({ default: module.ExplorePage })));

function Preview() {
  const [theme, toggleTheme] = useThemeSwitch();
  return (
    <ThemeContext.Provider value={theme}>
      <Reset />
      <GlobalStyles />
      <Router history={locationService.getHistory()}>
        <LocationServiceProvider service={locationService}>
          <CompatRouter>
            <ModalsProvider>
              <Pages onToggleTheme={toggleTheme} />
              <ModalRoot />
              <OpenedModal />
              <PortalContainer />
            </ModalsProvider>
          </CompatRouter>
        </LocationServiceProvider>
      </Router>
    </ThemeContext.Provider>
  );
}

function Pages({ onToggleTheme }: { onToggleTheme: () => void }) {
  const { pathname } = useLocation();
  const solo = pathname.startsWith('/d-solo/');
  const routes = (
    <ErrorBoundaryAlert boundaryName="preview-page" dependencies={[pathname]}>
      <Suspense fallback={null}>
        <Routes>
          <Route path="/" element={<Home />} />
          <Route path="/a/:pluginId/*" element={<AppPage />} />
          <Route path="/plugins/:pluginId" element={<PluginConfigPage />} />
          <Route path="/dashboard/new" element={<DashboardPage />} />
          <Route path="/d/:uid" element={<DashboardPage />} />
          <Route path="/d/:uid/:slug" element={<DashboardPage />} />
          <Route path="/d-solo/:uid" element={<SoloPanelPage />} />
          <Route path="/d-solo/:uid/:slug" element={<SoloPanelPage />} />
          <Route path="/explore" element={<ExplorePage />} />
          <Route path="*" element={<NotFoundPage what="This page" />} />
        </Routes>
      </Suspense>
    </ErrorBoundaryAlert>
  );
  return solo ? routes : <Shell onToggleTheme={onToggleTheme}>{routes}</Shell>;
}

function Home() {
  const { search } = useLocation();
  const app = bootedApp();
  return app ? (
    <Navigate to={withPreviewRange(defaultPage(app), search)} replace />
  ) : (
    <NotFoundPage what="The built plugin (dist/plugin.json)" />
  );
}

/** 12.4 wants the regional format as a second argument, 13.2 takes one. */
const initialize: (options: { language: string; ns: string[] }, regionalFormat: string) => Promise<unknown> =
  initializeI18n;

/** Panels draw text on canvases, which do not redraw when a font arrives late. */
async function loadFonts(): Promise<void> {
  const faces = [
    ['Inter-Regular', '400'],
    ['Inter-Medium', '500'],
  ].map(([file, weight]) => new FontFace('Inter', `url(/public/fonts/inter/${file}.woff2)`, { weight }));
  faces.forEach((face) => document.fonts.add(face));
  await Promise.allSettled(faces.map((face) => face.load()));
}

async function start(): Promise<void> {
  await Promise.all([loadFonts(), initialize({ language: 'en-US', ns: ['grafana'] }, 'en-US')]);
  document.body.style.backgroundColor = '';
  startServices();
  interceptLinks();
  const root = document.getElementById('reactRoot');
  if (root) {
    createRoot(root).render(<Preview />);
  }
}

void start();
