import { t } from '@/lib/i18n'
import { specLinks, type SpecRef } from '@/lib/model/spec-links'

const prefixes = Object.keys(specLinks) as readonly (keyof typeof specLinks)[]

/** Specifications with a name instead of a number. */
const names: Readonly<Record<string, string>> = {
  'OIDC-CORE-': 'OIDC Core',
  'OIDC-DISCOVERY-': 'OIDC Discovery',
  'OIDC-SESSION-': 'OIDC Session Management',
  'OIDC-RPINITIATED-': 'OIDC RP-Initiated Logout',
  'OIDC-FRONTCHANNEL-': 'OIDC Front-Channel Logout',
  'OIDC-BACKCHANNEL-': 'OIDC Back-Channel Logout',
  'OIDC-PROMPT-CREATE-': 'OIDC User Registration',
  'OAUTH-RESPONSE-TYPES-': 'OAuth Response Types',
  'FAPI2-SP-': 'FAPI 2.0 Security Profile',
}

interface SpecLinkProps {
  readonly specRef: SpecRef
  /** Shows the section only in the tooltip. */
  readonly short?: boolean
  readonly tabIndex?: number
}

/** A clause as a link to its text: "RFC 9207 section 2.4". */
export function SpecLink({ specRef, short = false, ...rest }: SpecLinkProps) {
  const prefix = prefixOf(specRef)
  if (!prefix) return <span>{specRef}</span>
  const whole = specText(specRef)
  return (
    <a
      className="nowrap"
      href={specLinks[prefix] + specRef.slice(prefix.length)}
      target="_blank"
      rel="noreferrer"
      title={whole}
      {...rest}
    >
      {short ? specName(prefix) : whole}
    </a>
  )
}

/** The name and section of a clause; its key if the specification is unknown. */
export function specText(specRef: SpecRef): string {
  const prefix = prefixOf(specRef)
  if (!prefix) return specRef
  const section = specRef.slice(prefix.length)
  const name = specName(prefix)
  return section === '' ? name : t('ui.spec', [name, section])
}

const prefixOf = (specRef: SpecRef) => prefixes.find((candidate) => specRef.startsWith(candidate))

const specName = (prefix: string) => names[prefix] ?? nameOf(prefix)

function nameOf(prefix: string): string {
  return prefix
    .replace(/-$/, '')
    .replace(/^([A-Z]+)(\d)/, '$1 $2')
    .replaceAll('-', ' ')
}
