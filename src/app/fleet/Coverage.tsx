// What one data source could not be judged on, and what else its reading left to be said.
import React, { useMemo } from 'react';

import { lacksOf } from '../../queries/lacks';
import { CoverageLine } from '../../views/fleet/CoverageLine';
import type { LinkProps } from '../../views/linkProps';
import { remarksOf, type Answer } from '../sweep/question';

interface CoverageProps {
  readonly answer: Answer;
  readonly rulesLink: LinkProps;
}

/** The line of one answer. */
export function Coverage({ answer, rulesLink }: CoverageProps) {
  const { report, failed, asked } = answer;
  return (
    <CoverageLine
      report={report}
      lacks={useMemo(() => lacksOf(report), [report])}
      failed={failed.length}
      asked={asked}
      remarks={remarksOf(answer)}
      rulesLink={rulesLink}
    />
  );
}
