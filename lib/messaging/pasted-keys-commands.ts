import type { JwksView } from './views'

/** The commands about the keys of a pasted metadata document. Nothing is stored. */
export interface PastedKeysCommands {
  /** Fetches the `jwks_uri` of a pasted document, at the user's click. */
  pastedKeysRead(data: { metadata: string }): JwksView
  /** Judges a pasted JWKS as the one of a pasted document. Nothing is sent. */
  pastedKeysJudge(data: { metadata: string; keys: string }): JwksView
}
