// The preview's entry: language, services, then the React tree Grafana wraps around its pages.
import { ThemeContext } from '@grafana/data';
import { locationService, LocationServiceProvider } from '@grafana/runtime';
import { ErrorBoundaryAlert, GlobalStyles, ModalRoot, ModalsProvider, PortalContainer } from '@grafana/ui';
import { initializeI18n } from 'grafana-internal/i18n';
import { lazy, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { Router } from 'react-router-dom';
import { CompatRouter, Navigate, Route, Routes, useLocation } from 'react-router-dom-v5-compat';
import { AlertRulePage } from './alerting/AlertRulePage';
import { NewAlertRulePage } from './alerting/NewAlertRulePage';
import { interceptLinks } from './chrome/links';
import { homePage, withPreviewRange } from './chrome/navigation';
import { Reset } from './chrome/Reset';
import { Shell } from './chrome/Shell';
import { useThemeSwitch } from './chrome/theme';
import { OpenedModal } from './extensions/modals';
import { AppPage } from './pages/AppPage';
import { ListPage } from './pages/ListPage';
import { NotFoundPage } from './pages/NotFoundPage';
import { PluginConfigPage } from './pages/PluginConfigPage';
import { SectionPage } from './pages/SectionPage';
import { startServices } from './services/services';

const DashboardPage = lazy(() => import('./pages/DashboardPage').then((module) => ({ default: module.DashboardPage })));
const SoloPanelPage = lazy(() => import('./pages/SoloPanelPage').then((module) => ({ default: module.SoloPanelPage })));
const ExplorePage = lazy(() => import('./pages/ExplorePage').then((module) => ({ default: module.ExplorePage })));

type Named = Record<string, string>;
const DASHBOARDS = {
  source: '/api/search?type=dash-db',
  entry: ({ url, title }: Named) => ({ url, text: title }),
};
const PLUGINS = {
  source: '/api/plugins',
  entry: ({ id, name }: Named) => ({ url: `/plugins/${id}`, text: name }),
};
const ALERT_RULES = {
  source: '/api/v1/provisioning/alert-rules',
  entry: ({ uid, title }: Named) => ({ url: `/alerting/grafana/${uid}/view`, text: title }),
};

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
          <Route path="/dashboards" element={<ListPage title="Dashboards" {...DASHBOARDS} />} />
          <Route path="/plugins" element={<ListPage title="Plugins" {...PLUGINS} />} />
          <Route path="/alerting/list" element={<ListPage title="Alert rules" {...ALERT_RULES} />} />
          <Route path="/alerting/new" element={<NewAlertRulePage />} />
          <Route path="/alerting/grafana/:uid/view" element={<AlertRulePage />} />
          {['/apps', '/alerting', '/admin'].map((path) => (
            <Route key={path} path={path} element={<SectionPage />} />
          ))}
          <Route path="*" element={<NotFoundPage what="This page" />} />
        </Routes>
      </Suspense>
    </ErrorBoundaryAlert>
  );
  return solo ? routes : <Shell onToggleTheme={onToggleTheme}>{routes}</Shell>;
}

function Home() {
  const { search } = useLocation();
  const page = homePage();
  return page ? (
    <Navigate to={withPreviewRange(page, search)} replace />
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
