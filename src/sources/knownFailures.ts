// What databases, proxies and Grafana say when they refuse, and what to do about it. Texts of Prometheus 2.42 to 3,
// VictoriaMetrics 1.79 on, Mimir, Thanos, nginx, Envoy, Go's and Node's HTTP clients (tests/fixtures/ds-query/README.md, "Errors").
import type { FailureKind } from '../model/failure';

/** What is known of a text or of a status. */
export interface Known {
  readonly kind: FailureKind;
  readonly advice: string;
}

const known = (kind: FailureKind, advice: string): Known => ({ kind, advice });

const LESS = 'choose a shorter time range or fewer namespaces';
const SIGN_IN = known(
  'auth',
  'This is a page to sign in: what stands before the database wants a login. Give the data source (or --header) its credentials.'
);
const PERMISSION = known(
  'auth',
  'Ask for query permission on this data source; check its user, password or token (command line: --header).'
);
const RATE = known(
  'rate',
  'The server has too many queries to answer. Try again in a moment, or with fewer namespaces.'
);
const TOO_LONG = known(
  'tooLong',
  'The text of a query is longer than the server or a proxy before it takes: choose fewer namespaces, set the HTTP method of the data source to POST, or raise the limit (VictoriaMetrics: -search.maxQueryLen).'
);
const NOT_FOUND = known(
  'notFound',
  'Nothing answers under this path: the address must end before /api/v1 (VictoriaMetrics cluster: …/select/0/prometheus).'
);
const TIMEOUT = known(
  'timeout',
  'Choose a shorter time range, or raise the query timeout of the data source and of the server.'
);
const NO_PAGE = known(
  'notPrometheus',
  'Is this the address of Prometheus or VictoriaMetrics? A page came instead of data: a sign-in, a proxy, or another program.'
);

/** Statuses that mean the same whatever stands beside them. */
export const BY_STATUS: ReadonlyMap<number, Known> = new Map([
  [401, PERMISSION],
  [403, PERMISSION],
  [407, known('auth', 'A proxy on the way wants a login.')],
  [404, NOT_FOUND],
  [413, TOO_LONG],
  [414, TOO_LONG],
  [431, TOO_LONG],
  [429, RATE],
]);

/** Statuses that tell little: what is known of the text comes first. */
export const BY_WEAK_STATUS: ReadonlyMap<number, Known> = new Map([
  [405, known('other', 'The server takes no POST here: set the HTTP method of the data source to GET.')],
  [408, TIMEOUT],
  [499, known('canceled', 'Try again.')],
  [500, known('unavailable', 'The server or a proxy before it failed. Its log says why.')],
  [502, known('unavailable', 'A proxy before the database gets no answer from it: check that the database runs.')],
  [503, known('unavailable', 'The database is starting, overloaded or down. Try again in a moment.')],
  [
    504,
    known(
      'timeout',
      'A proxy before the database did not wait longer: choose a shorter time range, or raise its timeout.'
    ),
  ],
]);

/** Signs of a page on which people sign in, in its markup. */
export const SIGN_IN_WORDS = /\b(sign|log)[ -]?(in|on)\b|type="?password|oauth|saml/;

/** Texts that say more than the status beside them. */
export const BEFORE_STATUS: ReadonlyArray<readonly [RegExp, Known]> = [
  [/no org id/, known('auth', 'The server holds several tenants: send X-Scope-OrgID along.')],
  [
    /data ?source.{0,80}not found|could not be opened/,
    known('notFound', 'The data source is gone, or you may not use it.'),
  ],
];

/** Texts in lower case, the more special one first. */
export const BY_TEXT: ReadonlyArray<readonly [RegExp, Known]> = [
  [/max-?concurrent|too many (outstanding|concurrent)|concurrent quer|rate ?limit|too many requests/, RATE],
  [
    /too long query|maxquerylen|uri too (long|large)|entity too large|payload too large|header.{0,20} too large/,
    TOO_LONG,
  ],
  [
    /exceeded maximum resolution|points per timeseries|points per (time ?)?series|too many points/,
    known(
      'limit',
      "The server's limit on points per series (Prometheus 11000; VictoriaMetrics -search.maxPointsPerTimeseries): choose a shorter time range."
    ),
  ],
  [
    /too many samples|max-?samples|samples limit|limit.{0,20} samples/,
    known(
      'limit',
      `The server's limit on samples per query: ${LESS}, or raise it (Prometheus --query.max-samples, VictoriaMetrics -search.maxSamplesPerQuery).`
    ),
  ],
  [
    /matching (time ?)?series exceeds|unique ?time ?series|max(export)?series|series limit|number of series|max-fetched-series|too many (time ?)?series/,
    known(
      'limit',
      "The server's limit on series per query: choose fewer namespaces or one cluster, or raise it (VictoriaMetrics -search.maxUniqueTimeseries and -search.maxExportSeries)."
    ),
  ],
  [
    /query length limit|max[-_]query[-_]length|time range exceeds/,
    known('limit', "The server's limit on the length of the time range: choose a shorter time range."),
  ],
  [
    /response body too large|response_limit|resourceexhausted|larger than max/,
    known('limit', `Grafana's limit on the size of one answer: ${LESS}, or raise response_limit under [dataproxy].`),
  ],
  [
    /memory.{0,40}(limit|exceed|enough)|not enough memory|max-?memory|chunk.{0,20}limit|-search\.max/,
    known('limit', `The server's limit on the cost of one query: ${LESS}, or raise the limit that its text names.`),
  ],
  [
    /bad_data|parse error|singleexpr:|labelfilters:/,
    known('other', 'The server does not understand the query: it is too old, or something on the way changes queries.'),
  ],
  [
    /no such host|enotfound|eai_again|getaddrinfo|name resolution|could not resolve|server misbehaving/,
    known(
      'network',
      "The host name is not known: check the address, and DNS where the request starts (Grafana's server, or this machine)."
    ),
  ],
  [
    /connection refused|econnrefused|bad port/,
    known('network', 'Nothing listens at this address: check host and port, and that the server runs.'),
  ],
  [
    /http response to https client|wrong version number|malformed http response/,
    known('network', 'One side speaks HTTPS and the other HTTP: check http:// or https:// in the address.'),
  ],
  [
    /x509|certificate|self.signed|unable_to_verify|\btls\b|\bssl\b|eproto/,
    known(
      'network',
      'TLS: the certificate is not trusted, not valid, or for another name. Give the data source the CA (command line: NODE_EXTRA_CA_CERTS).'
    ),
  ],
  [
    /no route to host|(network|host) is unreachable|ehostunreach|enetunreach|dial tcp.{0,80}i\/o timeout|connect (etimedout|timeout)|und_err_connect/,
    known('network', 'No way to this address: check host and port, firewalls and network policies.'),
  ],
  [
    /unexpected eof|\beof\b|connection reset|econnreset|socket hang up|other side closed|\bterminated\b|unexpected end of json|broken pipe|epipe|und_err_socket|unterminated string/,
    known(
      'cut',
      'The answer broke off on its way. Try again; if it stays, a proxy cuts long answers: choose a shorter time range.'
    ),
  ],
  [/time(d)? ?-?out\b|deadline exceeded|client\.timeout|maxqueryduration|too long to answer/, TIMEOUT],
  [/(context|query was|request) cancell?ed|requestcanceled|\baborted\b/, known('canceled', 'Try again.')],
  [/unauthori[sz]ed|forbidden|access denied|permission|authentication/, PERMISSION],
  [/page not found|unsupported path/, NOT_FOUND],
  [
    /does not fit the question/,
    known('notPrometheus', 'A proxy or cache before the database mixes up answers, or this is another program.'),
  ],
  [
    /not json|non-json|invalid character '<'|found <|unexpected token '?<|<!doctype|<html|no answer of the prometheus/,
    NO_PAGE,
  ],
  [
    /bad gateway|service unavailable|no healthy upstream|upstream connect|internal server error/,
    known('unavailable', 'The database does not answer what stands before it. Try again in a moment.'),
  ],
  [
    /an empty answer came|left this query without an answer/,
    known(
      'notPrometheus',
      'Something answers without saying anything. Try again; if it stays, check what stands between here and the database.'
    ),
  ],
  [/readobject: expect/, known('cut', 'The answer broke off on its way, or is no data at all. Try again.')],
];

export const KNOWN_SIGN_IN = SIGN_IN;
