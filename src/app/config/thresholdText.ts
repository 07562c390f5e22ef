// A threshold in words: what its number means, from its unit and limits.
import { number } from '../../kit/text';
import type { Threshold } from '../../model/rule';

/** As a field writes it: no decimals that nobody typed. */
const plain = (value: number) => (Math.abs(value) < 1000 ? String(value) : number(value));

/** What a bare ratio stands for: a share while it cannot pass 1, a factor otherwise. */
function ratioText({ default: usual, max }: Threshold): string {
  return max <= 1
    ? `a share: ${plain(usual)} is ${number(Math.round(usual * 1000) / 10)} %`
    : `a factor: ${plain(usual)} times`;
}

/** `1 to 60 reversals, usually 4`; ratios say what they are of. */
export function thresholdText(threshold: Threshold): string {
  const { min, max, unit, default: usual } = threshold;
  const isRatio = unit === 'ratio';
  const limits = `${plain(min)} to ${plain(max)}${isRatio ? '' : ` ${unit}`}, usually ${plain(usual)}`;
  return isRatio ? `${limits}; ${ratioText(threshold)}` : limits;
}

/** The unit beside a field; a ratio has none. */
export const unitText = ({ unit }: Threshold) => (unit === 'ratio' ? '' : unit);
