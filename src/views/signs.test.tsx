import React from 'react';
import { render, screen } from '@testing-library/react';
import { SEVERITIES } from '../model/finding';
import { ActorBadge } from './ActorBadge';
import { SeverityIcon } from './SeverityIcon';

test('severities differ in shape, not only in colour', () => {
  const shapes = SEVERITIES.map((severity) => {
    const { container } = render(<SeverityIcon severity={severity} />);
    return container.innerHTML.replace(/(fill|stroke|aria-label)="[^"]*"/g, '').replace(/<title>.*<\/title>/, '');
  });
  expect(new Set(shapes).size).toBe(SEVERITIES.length);
});

test('a severity has a name, unless text beside it says it', () => {
  render(<SeverityIcon severity="critical" />);
  expect(screen.getByRole('img', { name: 'Critical' })).toBeTruthy();
  const { container } = render(<SeverityIcon severity="low" title="" />);
  expect(container.querySelector('svg')?.getAttribute('aria-hidden')).toBe('true');
});

test('an actor is a letter with a name', () => {
  render(<ActorBadge family="hpa" name="web" />);
  expect(screen.getByRole('img', { name: 'HPA web' }).textContent).toBe('H');
});
