import clientOne from './fl-client-one'
import consentWithdrawn from './fl-consent-withdrawn'
import issuerOne from './fl-issuer-one'
import parToAuthorize from './fl-par-to-authorize'
import refreshRotation from './fl-refresh-rotation'
import replayAfterError from './fl-replay-after-error'
import scopeDowngrade from './fl-scope-downgrade'
import senderKey from './fl-sender-key'
import tokenOutlivesConsent from './fl-token-outlives-consent'
import verifierWithoutChallenge from './o21-verifier-without-challenge'
import oldTokenRejected from './rf-old-token-rejected'
import revocationEffect from './rv-effect'
import { table } from './table'
import { pollRules } from './table-polls'

export const rules = [
  issuerOne,
  clientOne,
  senderKey,
  parToAuthorize,
  verifierWithoutChallenge,
  scopeDowngrade,
  tokenOutlivesConsent,
  consentWithdrawn,
  refreshRotation,
  oldTokenRejected,
  replayAfterError,
  revocationEffect,
  ...table,
  ...pollRules,
] as const
