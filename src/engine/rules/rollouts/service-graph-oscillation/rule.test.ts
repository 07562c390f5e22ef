/** @jest-environment node */
// Two services in turn: a hint and never more, since one wave over both looks alike.
import { again } from '../../../../../tests/support/promtool';
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { seriesSet, workload } from '../../../../../tests/support/workload';

const hpas = (name: string) => [{ name, min: 2, max: 30, metrics: [{ target: 60, unseen: true }] }];
const wave = (ns: string, name: string, lead: string) =>
  workload({ ns, name, replicas: `${lead}${again('6x15 10x15', 7)} 6x9`, length: 241, hpas: hpas(name) });

testRule('service-graph-oscillation', {
  fires: [
    {
      title: 'the second follows a minute later',
      series: seriesSet(wave('shop', 'front', ''), wave('shop', 'rear', '6x3 ')),
      severity: 'info',
      state: 'fighting',
      actors: ['hpa:front', 'hpa:rear'],
      says: /^rear goes up and down 60 s after front, \d+ reversals an hour; whether one calls the other is not in these series\.$/,
      with: ['hpa-flapping'],
      paces: [1, 2],
    },
  ],
  silent: [
    {
      title: 'in two namespaces',
      series: seriesSet(wave('shop', 'front', ''), wave('bank', 'rear', '6x3 ')),
      with: ['hpa-flapping'],
    },
    {
      title: 'the second stands',
      series: seriesSet(
        wave('shop', 'front', ''),
        workload({ ns: 'shop', name: 'rear', replicas: 6, length: 241, hpas: hpas('rear') })
      ),
      with: ['hpa-flapping'],
    },
  ],
});

testStories('service-graph-oscillation');
