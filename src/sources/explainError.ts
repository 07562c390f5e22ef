// What a database's refusal means to the person who reads it, and what to do about it.

const ADVICE: ReadonlyArray<readonly [RegExp, string]> = [
  [
    /too many samples|max-samples|-search\.max|matching timeseries exceeds|unique timeseries|would load|response body too large/,
    "The server's limit: choose a shorter time range or fewer namespaces.",
  ],
  [/\btimeout\b|timed out|deadline/, 'Choose a shorter time range, or raise the query timeout of the data source.'],
  [/\b40[13]\b|forbidden|unauthorized|access denied/, 'Ask for query permission on this data source.'],
];

/** The message with advice behind it where we know some. */
export function explainError(message: string): string {
  const text = message.toLowerCase();
  const advice = ADVICE.find(([pattern]) => pattern.test(text))?.[1];
  return advice === undefined ? message : `${message} (${advice})`;
}
