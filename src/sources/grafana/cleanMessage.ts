// Error texts of data sources hold HTML pages, whole queries, addresses and now and then credentials. People get one
// short sentence instead (fixtures/ds-query/README.md, "Errors").

const LONGEST = 280;

/** The `error` text of a JSON body inside the message stands for the whole body. */
function unwrapJson(text: string): string {
  return text.replace(/\{.*?"error"\s*:\s*"((?:[^"\\]|\\.)*)".*\}/s, (_, inner: string) =>
    inner.replace(/\\(["\\/])/g, '$1').replace(/\\[nrt]/g, ' ')
  );
}

/** Addresses keep scheme, host and path; user, password and query string go. */
function bareAddresses(text: string): string {
  return text.replace(
    /\b([a-z][a-z0-9+.-]*:\/\/)(?:[^\s"'<>/@]*@)?([^\s"'<>?#]*)(?:[?#][^\s"'<>]*)?/gi,
    (_, scheme: string, rest: string) => scheme + rest
  );
}

function withoutSecrets(text: string): string {
  return text
    .replace(/\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi, '$1 …')
    .replace(/\b(password|passwd|token|secret|api[_-]?key|authorization)(["']?\s*[=:]\s*["']?)[^\s"'&,;]+/gi, '$1$2…');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
};

function withoutHtml(text: string): string {
  return text
    .replace(/<(script|style|head)\b.*?(<\/\1\s*>|$)/gis, ' ')
    .replace(/<\/?[a-z!][^<>]*(>|$)/gi, ' ')
    .replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, (entity) => ENTITIES[entity] ?? entity);
}

function shorten(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1).trimEnd()}…`;
}

/** What a data source complained about, fit to be shown: no markup, no credentials, not long. */
export function cleanMessage(raw: string | undefined): string {
  const text = withoutSecrets(bareAddresses(withoutHtml(unwrapJson(raw ?? ''))))
    .replace(/\s+/g, ' ')
    .trim();
  return text === '' ? 'The data source gave no reason.' : shorten(text);
}
