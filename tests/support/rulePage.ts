// The page of a rule: its headings, and the parts of it that `npm run docs` writes from the rule: title, signals, thresholds.
import { kindsOfNeed, type Need, type RuleDescription } from '../../src/model/rule';
import { metricNameOf } from '../../src/queries/catalogue';
import type { SignalKind } from '../../src/model/series';

/** The headings in their order, with the fewest words that can say something there; 0 for what is generated or a list. */
export const HEADINGS = {
  'What goes wrong': 12,
  Mechanism: 25,
  'How it is detected': 20,
  'What is inferred': 12,
  'What it is not': 0,
  Severity: 8,
  Signals: 0,
  Thresholds: 0,
  Fixes: 15,
  Sources: 0,
} as const;

/** Fixes have these two paragraphs, each with a line on its trade-off. */
export const FIXES = ['**Now.** ', '**Permanent fix.** '] as const;

/** Title and id, the text under each heading, in the order of the page. */
export function sectionsOf(page: string): Array<readonly [heading: string, text: string]> {
  return page
    .split(/^## /m)
    .slice(1)
    .map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n')).trim()] as const);
}

function list(title: string, why: string, needs: readonly Need[]): string {
  const names = (need: Need): string =>
    kindsOfNeed(need)
      .map((kind) => `\`${metricNameOf(kind)}\``)
      .join(' or ');
  return needs.length === 0 ? '' : `**${title}** (${why})\n\n${needs.map((need) => `- ${names(need)}`).join('\n')}`;
}

function signals({ needs, absences = [], reveals = [], helps }: RuleDescription): string {
  const only = (kinds: readonly SignalKind[]): readonly SignalKind[] => kinds;
  return [
    list('Needs', 'without these it is not judged', needs),
    list('Reads the absence of', 'must have been read whole', only(absences)),
    list('Reveals', 'some cases are seen only with these', only(reveals)),
    list('Helps', 'judges better with these', only(helps)),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function thresholds({ thresholds: all }: RuleDescription): string {
  const rows = all.map((t) => `| \`${t.key}\` | ${t.title} | ${t.default} ${t.unit} | ${t.min} to ${t.max} |`);
  return all.length === 0 ? 'None.' : ['| key | meaning | default | range |', '|---|---|---|---|', ...rows].join('\n');
}

function withPart(page: string, name: string, text: string): string {
  const part = new RegExp(`(<!-- generated: ${name} -->\n)[^]*?(<!-- /generated -->)`);
  return page.replace(part, (_, open: string, close: string) => `${open}${text}\n${close}`);
}

/** An empty page, for a rule that has none yet. */
function emptyPage(): string {
  const part = (name: string): string => `<!-- generated: ${name} -->\n<!-- /generated -->`;
  const begun: Readonly<Record<string, string>> = {
    Signals: part('signals'),
    Thresholds: part('thresholds'),
    Fixes: FIXES.map((label) => `${label}\nTrade-off: `).join('\n\n'),
  };
  const sections = Object.keys(HEADINGS).map((heading) => `## ${heading}\n\n${begun[heading] ?? ''}\n`);
  return `# \n\n\`\`\n\n${sections.join('\n')}`;
}

/**
 * The page as it has to be.
 * @param page as it is; what people wrote stays. An empty text gives a page to fill in.
 */
export function rulePage(rule: RuleDescription, page: string): string {
  const written = (page === '' ? emptyPage() : page).replace(/^# .*\n\n`.*`\n/, `# ${rule.title}\n\n\`${rule.id}\`\n`);
  return withPart(withPart(written, 'signals', signals(rule)), 'thresholds', thresholds(rule));
}
