/** Endpoints that Parley calls itself. */
export type Endpoint =
  | 'par'
  | 'token'
  | 'userinfo'
  | 'introspection'
  | 'revocation'
  | 'backchannel'
  | 'device'
  | 'resource'
  | 'registration'
