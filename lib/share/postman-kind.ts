import type { Found } from './postman-fields'
import type { PostmanFile } from './postman-file'
import { clientDefaults } from '@/lib/oauth/profile-defaults'
import type { ProfileDraft } from '@/lib/oauth/profile'
import type { RuleProfile } from '@/lib/model/rule-profiles'

type Kind = Pick<
  ProfileDraft,
  'ruleProfile' | 'addScopeOpenid' | 'sendBy' | 'requestAs' | 'bindTokens'
>

/** What a file shows of the client: only settings that it names or uses are switched on. */
export function kindOf(file: PostmanFile, found: Found, authorizationNames: Names): Kind {
  const ruleProfile = authorizationNames.has('dp_id') ? 'ofm' : ruleProfileOf(file, found)
  const hasRequest = authorizationNames.has('request') || names(file).has('requestobject')
  return {
    ruleProfile,
    addScopeOpenid: ruleProfile === 'ofm',
    sendBy: isPushed(file, found) ? 'par' : 'url',
    requestAs: hasRequest ? 'request-object' : 'parameters',
    bindTokens: usesDpop(file) ? 'dpop' : clientDefaults.oauth2.bindTokens,
  }
}

type Names = ReadonlySet<string>

function names({ variables }: PostmanFile): Names {
  return new Set(variables.map(({ name }) => name.toLowerCase().replaceAll(/[^a-z\d]/g, '')))
}

function ruleProfileOf(file: PostmanFile, found: Found): RuleProfile {
  const details = found.get('authorizationDetails')?.value ?? ''
  if (found.has('dataProvider') || details.includes('openfinance-ml')) return 'ofm'
  const texts = [file.name, ...file.requests.flatMap(({ name, url }) => [name, url])]
  return texts.some((text) => /fapi/i.test(text)) ? 'fapi2' : 'oauth2'
}

function isPushed({ requests }: PostmanFile, found: Found): boolean {
  const pushes = ({ url }: { readonly url: string }) =>
    /\/(?:par|as\/par)$/i.test(url.split('?', 1)[0] ?? '')
  return found.has('parEndpoint') || found.has('requestUri') || requests.some(pushes)
}

function usesDpop(file: PostmanFile): boolean {
  return (
    [...names(file)].some((name) => name.startsWith('dpop')) ||
    file.scripts.some((text) => /dpop\+jwt/i.test(text))
  )
}
