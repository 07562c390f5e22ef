// Long names of series, labels and flags that may go on in the next line after an underscore, a comma or what opens a list,
// and nowhere inside a word. Copying gives the name as it is.
import React from 'react';

export function BreakingName({ text }: { readonly text: string }) {
  return (
    <>
      {text.split(/(?<=[_,=[])/).map((part, i) => (
        <React.Fragment key={i}>
          {i > 0 && <wbr />}
          {part}
        </React.Fragment>
      ))}
    </>
  );
}
