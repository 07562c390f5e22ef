// Long names of series and labels that may go on in the next line after an underscore, and nowhere inside a word. Copying
// gives the name as it is.
import React from 'react';

export function BreakingName({ text }: { readonly text: string }) {
  return (
    <>
      {text.split(/(?<=_)/).map((part, i) => (
        <React.Fragment key={i}>
          {i > 0 && <wbr />}
          {part}
        </React.Fragment>
      ))}
    </>
  );
}
