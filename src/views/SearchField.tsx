// A text to search for: what is typed stands there at once, and what follows from it is drawn when there is time.
import React, { useState, useTransition } from 'react';
import { FilterInput } from '@grafana/ui';

interface SearchFieldProps {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly placeholder: string;
  readonly label: string;
}

/** The field. `onChange` may cause any amount of drawing: the next key comes first. */
export function SearchField({ value, onChange, placeholder, label }: SearchFieldProps) {
  const [typed, setTyped] = useState(value);
  const [isPending, startTransition] = useTransition();
  const type = (text: string) => {
    setTyped(text);
    startTransition(() => onChange(text));
  };
  return (
    <FilterInput
      value={isPending ? typed : value}
      onChange={type}
      placeholder={placeholder}
      aria-label={label}
      escapeRegex={false}
    />
  );
}
