// The last few answers, shared by the pages: from the fleet to a workload and back costs no new sweep.
import { distinct } from '../../kit/array';
import { covers, questionKey, type Answer, type Question } from './question';

const KEEP = 6;
/** The same of each data source, where several are looked at side by side. */
const KEEP_OF_EACH = 2;

/** False where a large fleet was asked and a namespace of this question was not read whole, or not yet. */
function wasRead({ report, soFar }: Answer, { namespaces }: Question): boolean {
  if (soFar) {
    return false;
  }
  const unread = (report.quiet ?? []).flatMap(({ workloads }) => workloads.map(({ namespace }) => namespace));
  return !unread.some((namespace) => namespaces.includes(namespace));
}

/** A small memory of answers, newest first. */
export class AnswerStore {
  private answers: readonly Answer[] = [];

  public put(answer: Answer): void {
    const key = questionKey(answer.question);
    const others = this.answers.filter((other) => questionKey(other.question) !== key);
    const all = [answer, ...others];
    const sources = distinct(all.map(({ question }) => question.ds)).length;
    this.answers = all.slice(0, Math.max(KEEP, KEEP_OF_EACH * sources));
  }

  /** The answer to this question, or to a wider one. */
  public find(question: Question): Answer | undefined {
    const key = questionKey(question);
    const same = this.answers.find((answer) => questionKey(answer.question) === key);
    return same ?? this.answers.find((answer) => covers(answer.question, question) && wasRead(answer, question));
  }
}
