/** Why a message was put into this flow. */
export type MatchReason =
  // How a flow began.
  | 'sent'
  | 'opened'
  | 'request_uri'
  | 'endpoint'
  | 'shape'
  // How something was found to belong to it.
  | 'state'
  | 'redirect-chain'
  | 'client'
  | 'tab'
  | 'opener'
  | 'devtools'
  | 'pasted'
  // No request was seen for it.
  | 'unsolicited'
