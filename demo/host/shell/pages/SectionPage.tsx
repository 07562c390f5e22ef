// /apps, /alerting, /admin, /plugins: a section of the menu as a page of links, where Grafana has cards.
import { TextLink } from '@grafana/ui';
import { useLocation } from 'react-router-dom-v5-compat';
import { navTree } from '../chrome/navigation';
import { PluginPage } from '../chrome/PluginPage';

export function SectionPage() {
  const { pathname } = useLocation();
  const section = navTree().find((one) => one.url === pathname);
  return (
    <PluginPage pageNav={{ text: section?.text ?? '' }}>
      <ul>
        {section?.children?.map((child) => (
          <li key={child.url}>
            <TextLink href={child.url ?? '/'}>{child.text}</TextLink>
          </li>
        ))}
      </ul>
    </PluginPage>
  );
}
