/** The kinds of messages of a flow that pushes, gets tokens and reads claims, without the steps of the login. */
export const wholeFlow = [
  'par-request',
  'par-response',
  'authorization-request',
  'authorization-response',
  'token-request',
  'token-response',
  'userinfo-request',
  'userinfo-response',
] as const
