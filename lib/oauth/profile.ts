import type { RuleProfile } from '@/lib/rules/profiles'

/** One client at one issuer, as the tester set it up. */
export interface Profile {
  readonly id: string
  readonly name: string
  readonly issuer: string
  readonly clientId: string
  readonly redirectUris: readonly string[]
  readonly ruleProfile: RuleProfile
  /** Adds `scope=openid` to the authorize URL, as the guide of Open Finance Malaysia does. */
  readonly addScopeOpenid: boolean
  readonly createdAt: number
  readonly removedAt?: number
}

/** What a form gives; the rest is made by the background. */
export type ProfileDraft = Pick<
  Profile,
  'name' | 'issuer' | 'clientId' | 'redirectUris' | 'ruleProfile' | 'addScopeOpenid'
> & { readonly id: string | null }

/** The fields of the form that something can be said of. */
export type ProfileField = 'name' | 'issuer' | 'clientId' | 'redirectUris'
