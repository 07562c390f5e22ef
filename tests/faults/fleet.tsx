// The app's fleet page over a data source in this process, from the question to the words.
import React from 'react';
import { cleanup, screen, waitFor } from '@testing-library/react';
import { getDataSourceSrv, setDataSourceSrv } from '@grafana/runtime';
import type { DataSourceApi } from '@grafana/data';
import { FleetPage } from '../../src/app/pages/FleetPage';
import { dataSourceTransport } from '../../src/sources/grafana/dataSourceTransport';
import type { SeriesSource } from '../../src/sources/seriesSource';
import { sweepSource } from '../../src/sources/sweep';
import { renderPage } from '../support/appPage';
import type { Asking } from './commandLine';
import { textsIn, ticksIn } from './words';

/** What the fleet page said. */
export interface FleetWords {
  /** The heading: of the fleet, or of the state that stands in its place. */
  readonly heading: string;
  /** Every text of the page below its pickers. */
  readonly texts: readonly string[];
  readonly ticks: number;
}

const HEADINGS = 'h1, [role=alert] h2, [role=status] h2, h2, h3';

/** What the page says when it has read, or given up. */
export async function fleetWords(source: DataSourceApi, asking: Asking): Promise<FleetWords> {
  const { range, deadline, namespace } = asking;
  const times = `from=${new Date(range.from).toISOString()}&to=${new Date(range.to).toISOString()}`;
  const scope = namespace === undefined ? '' : `&namespace=${namespace}`;
  const open = (): SeriesSource => {
    setDataSourceSrv({ ...getDataSourceSrv(), get: async () => source });
    const { fetch } = sweepSource(dataSourceTransport(source.uid));
    const limit = deadline === undefined ? {} : { deadline: deadline * 1000 };
    return { fetch: (request, options) => fetch(request, { ...options, ...limit }) };
  };
  renderPage(<FleetPage />, `/fleet?ds=prom&${times}${scope}`, open);
  await waitFor(() => expect(screen.queryByText('Cancel')).toBeNull(), { timeout: 30_000 });
  const words = {
    heading: document.querySelector(HEADINGS)?.textContent ?? '',
    texts: textsIn(document.body),
    ticks: ticksIn(document),
  };
  cleanup();
  return words;
}
