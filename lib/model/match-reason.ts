/** Why a message was added to this flow. */
export type MatchReason =
  // The flow began with it.
  | 'sent'
  | 'opened'
  | 'request_uri'
  | 'endpoint'
  | 'shape'
  // It was matched to an existing flow.
  | 'state'
  | 'redirect-chain'
  | 'client'
  | 'tab'
  | 'opener'
  | 'devtools'
  | 'pasted'
  // No request was observed for it.
  | 'unsolicited'
