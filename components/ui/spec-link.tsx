import { t } from '@/lib/i18n'
import { specLinks } from '@/lib/model/spec-links'

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

/** Organisations whose documents have no public section anchors. */
const organisations: ReadonlyMap<string, string> = new Map([
  ['OFM', 'Open Finance Malaysia'],
  ['BR', 'Open Finance Brazil'],
  ['UK', 'UK Open Banking'],
  ['CDR', 'Consumer Data Right'],
])

interface SpecLinkProps {
  /** A clause, or the name of an organisation. */
  readonly specRef: string
  /** Shows the section only in the tooltip. */
  readonly short?: boolean
  readonly tabIndex?: number
}

/** A clause as a link to its text: "RFC 9207 section 2.4". */
export function SpecLink({ specRef, short = false, ...rest }: SpecLinkProps) {
  const prefix = prefixes.find((candidate) => specRef.startsWith(candidate))
  if (!prefix) return <span>{organisations.get(specRef) ?? specRef}</span>
  const section = specRef.slice(prefix.length)
  const name = names[prefix] ?? nameOf(prefix)
  const whole = section === '' ? name : t('ui.spec', [name, section])
  return (
    <a
      className="nowrap"
      href={specLinks[prefix] + section}
      target="_blank"
      rel="noreferrer"
      title={whole}
      {...rest}
    >
      {short ? name : whole}
    </a>
  )
}

function nameOf(prefix: string): string {
  return prefix
    .replace(/-$/, '')
    .replace(/^([A-Z]+)(\d)/, '$1 $2')
    .replaceAll('-', ' ')
}
