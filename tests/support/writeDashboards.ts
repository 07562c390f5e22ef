// Writes the dashboards that come with the plugin (src/dashboards). Their questions come from the queries room, so that no
// PromQL is typed twice; a test compares the files with this.
import { mkdirSync, writeFileSync } from 'node:fs';
import * as ask from '../../src/queries/dashboardQueries';
import { dashboard, graph, list, timeline, variables, type Part } from './dashboardParts';

const PER_WINDOW =
  'Changes within half an hour. A move and its answer are two; what goes on after that is looked into by the app.';
const NO_ROWS = 'No rows: there is none.';

/** Name of the file without its ending -> the dashboard. */
export function bundledDashboards(): Record<string, Part> {
  return {
    workload: dashboard(
      'workload',
      'Who moved one Deployment, and what it did to its pods.',
      variables(['cluster', 'namespace', 'workload']),
      [
        timeline('Who moved $namespace / $workload', '$workload'),
        graph('Replicas', 'What is asked for, what is ready, and what its HPAs want and may.', ask.REPLICAS, {
          stepped: true,
        }),
        graph('Writes', PER_WINDOW, ask.WRITES, { stepped: true }),
        graph('CPU, cores', 'Used and requested by all of its pods.', ask.CPU, { w: 24 }),
      ]
    ),
    namespace: dashboard(
      'namespace',
      'The worst fight of a namespace, and everything in it that moves.',
      variables(['cluster', 'namespace']),
      [
        timeline('The worst fight of $namespace', ''),
        graph('Moves', PER_WINDOW, ask.NAMESPACE_MOVES, { stepped: true }),
        graph('Replicas', 'What every Deployment asks for.', ask.NAMESPACE_REPLICAS, { stepped: true }),
        graph('HPAs at their maximum', 'They want more than they may.', ask.NAMESPACE_AT_MAXIMUM, {
          w: 24,
          stepped: true,
        }),
      ]
    ),
    fleet: dashboard('fleet', 'How much moves in all clusters, and where.', variables(['cluster']), [
      graph(
        'How many',
        'Workloads with more than two moves within half an hour, and HPAs in trouble.',
        ask.FLEET_MOVING,
        {
          stepped: true,
        }
      ),
      graph('Moves by namespace', PER_WINDOW, ask.FLEET_NAMESPACES, { stepped: true }),
      list(
        'Most written workloads',
        'Writes of the object within half an hour, also those that no sample of replicas shows.',
        ask.FLEET_WORKLOADS,
        {
          name: 'Writes',
          workload: 'deployment',
        }
      ),
      graph('HPAs at their maximum', 'They want more than they may.', ask.FLEET_AT_MAXIMUM, { stepped: true }),
    ]),
    policy: dashboard(
      'policy',
      'Settings that make fights, whether one is on or not. One owner per resource is the rule.',
      variables(['cluster', 'namespace']),
      [
        list('HPAs on one target', `More than one HPA scales it. ${NO_ROWS}`, ask.SHARED_TARGETS, { name: 'HPAs' }),
        list('VPA beside an HPA', `Only one of them may own a resource. ${NO_ROWS}`, ask.VPA_BESIDE_HPA, {
          name: 'VPAs',
          workload: 'target_name',
        }),
        list('HPAs that may not scale', `They have no metric, no target, or share it. ${NO_ROWS}`, ask.BLIND, {
          name: 'Active',
        }),
        list('HPAs pinned to one number', `Their minimum is their maximum. ${NO_ROWS}`, ask.PINNED, {
          name: 'Replicas',
        }),
        list('Budgets that let no pod go', `Evictions and drains wait for them. ${NO_ROWS}`, ask.BLOCKING_BUDGETS, {
          name: 'Allowed',
        }),
        list(
          'Quotas nearly used up',
          `More than nine tenths: a scale-out may be refused. ${NO_ROWS}`,
          ask.FULL_QUOTAS,
          { name: 'Used' }
        ),
      ]
    ),
    reaction: dashboard(
      'reaction',
      'How long one Deployment takes from asking for pods to having them.',
      variables(['cluster', 'namespace', 'workload']),
      [
        timeline('Who asked for pods of $namespace / $workload', '$workload'),
        graph('Shortfall', 'Pods that are asked for and not ready, and those without a node.', ask.SHORTFALL, {
          stepped: true,
        }),
        graph('From created to ready', 'Of the pods that are there at that time.', ask.POD_TIMES, { unit: 's' }),
      ]
    ),
  };
}

if (process.argv[1]?.endsWith('writeDashboards.ts')) {
  mkdirSync('src/dashboards', { recursive: true });
  for (const [name, content] of Object.entries(bundledDashboards())) {
    writeFileSync(`src/dashboards/${name}.json`, `${JSON.stringify(content, null, 2)}\n`);
  }
}
