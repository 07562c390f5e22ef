// The sign before the panel's words, the same at every size: severity of a fight, else the verdict.
import React from 'react';
import { SeverityIcon } from '../views/SeverityIcon';
import { VerdictIcon } from '../views/VerdictIcon';
import type { PanelVerdict } from './verdict';

const SIZE = 17;

export function PanelSign({ verdict: { severity, calmness, isPast = false } }: { readonly verdict: PanelVerdict }) {
  return calmness === undefined ? (
    <SeverityIcon severity={severity} size={SIZE} isPast={isPast} />
  ) : (
    <VerdictIcon verdict={calmness} size={SIZE} />
  );
}
