// The tests of all rules of a family in one file: what each of them loads, the engine and the simulator, is loaded once and
// not fifty times. They stay runnable one by one, where they stand beside their rules.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const RULES = join(__dirname, '..', '..', 'src', 'engine', 'rules');

/** Declares the tests of every rule of a family; throws if there is none. */
export function rulesOf(family: string): void {
  const ids = readdirSync(join(RULES, family), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  if (ids.length === 0) {
    throw new Error(`No rule in ${family}.`);
  }
  for (const { name } of ids) {
    describe(name, () => {
      // A path that is known at run time: jest knows no other way to declare the tests of another file.
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      require(join(RULES, family, name, 'rule.test.ts'));
    });
  }
}
