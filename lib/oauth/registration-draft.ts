import type { RegistrationAccess, RegistrationForm } from './registered-client'
import type { MemberEdits } from './registration-metadata'

/** What is typed on the page that registers a client, by the key of the profile's form. */
export interface RegistrationDraft {
  /** The page is shown instead of the form of the profile. */
  readonly isOpen: boolean
  /** The software statement as typed; empty without one. */
  readonly statement: string
  /** The URLs that the statement and the keys of its directory are fetched from. */
  readonly statementUrl: string
  readonly keysUrl: string
  /** The JWKS that verifies the statement; empty without one. */
  readonly keys: string
  readonly edits: MemberEdits
  /** Null follows the ecosystem. */
  readonly form: RegistrationForm | null
  readonly access: RegistrationAccess | null
  /** `aud` of a signed request; empty means the issuer. */
  readonly audience: string
  /** An initial access token was typed. It is stored separately. */
  readonly hasToken: boolean
  /** The flow of the newest request; null before the first one. */
  readonly flowId: string | null
}

export const emptyRegistration: RegistrationDraft = {
  isOpen: true,
  statement: '',
  statementUrl: '',
  keysUrl: '',
  keys: '',
  edits: {},
  form: null,
  access: null,
  audience: '',
  hasToken: false,
  flowId: null,
}
