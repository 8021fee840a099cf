/** The browsers' error texts by kind, the more specific first. Firefox reports certificate errors as sentences. */
const kinds = [
  [/^net::ERR_ABORTED$|^NS_BINDING_|^NS_ERROR_ABORT$/, 'aborted'],
  [/BLOCKED_BY_RESPONSE|XFO|FRAME_ANCESTOR/, 'framing'],
  [/TOO_MANY_REDIRECTS|REDIRECT_LOOP/, 'redirects'],
  [/PROXY|TUNNEL_CONNECTION/, 'proxy'],
  [/CONNECTION_REFUSED/, 'refused'],
  [/NAME_NOT_RESOLVED|UNKNOWN_HOST|DNS/, 'unknown_host'],
  [/TIMED_OUT|TIMEOUT/, 'timeout'],
  [/BLOCKED|TRACKING_URI/, 'blocked'],
  [/CERT|SSL|TLS|SEC_ERROR|MOZILLA_PKIX|NSS_FAILURE/i, 'tls'],
  [/UNSAFE_PORT|PORT_ACCESS_NOT_ALLOWED/, 'port'],
  [
    /CONNECTION_RESET|NET_RESET|NET_INTERRUPT|CONNECTION_CLOSED|CONNECTION_ABORTED|EMPTY_RESPONSE/,
    'reset',
  ],
  [/INTERNET_DISCONNECTED|OFFLINE/, 'offline'],
  [/UNKNOWN_URL_SCHEME|UNKNOWN_PROTOCOL/, 'scheme'],
] as const

export type BrowserErrorKind = (typeof kinds)[number][1] | 'failed'

/** The kind of a browser error such as `net::ERR_CONNECTION_REFUSED`; `failed` if it is not known. */
export function browserErrorKind(error: string): BrowserErrorKind {
  return kinds.find(([pattern]) => pattern.test(error))?.[1] ?? 'failed'
}

/** Whether the user stopped loading or navigated elsewhere. Such an error is not a fault of the server. */
export function isAborted(error: string): boolean {
  return browserErrorKind(error) === 'aborted'
}
