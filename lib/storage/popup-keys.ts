import { localKeys } from './state'
import { withVersions } from './migrations'

/** The keys of `storage.session` that the popup needs before it can draw. */
export const popupKeys = [
  'drafts',
  'requestDrafts',
  'requests',
  'latest',
  'latestView',
  'access',
  'incognitoAllowed',
  'secrets',
] as const

/** The same of `storage.local`. */
export const popupLocalKeys = withVersions(localKeys)
