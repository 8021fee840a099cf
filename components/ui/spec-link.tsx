import { t } from '@/lib/i18n'
import { readRef } from '@/lib/model/spec-links'

/** Specifications with a name instead of a number. */
const names: Readonly<Record<string, string>> = {
  'OIDC-CORE-': 'OIDC Core',
  'OIDC-DISCOVERY-': 'OIDC Discovery',
  'OIDC-SESSION-': 'OIDC Session Management',
  'OIDC-RPINITIATED-': 'OIDC RP-Initiated Logout',
  'OIDC-FRONTCHANNEL-': 'OIDC Front-Channel Logout',
  'OIDC-BACKCHANNEL-': 'OIDC Back-Channel Logout',
  'OIDC-PROMPT-CREATE-': 'OIDC User Registration',
  'OIDC-REGISTRATION-': 'OIDC Registration',
  'OIDC-UNMET-': 'OIDC Unmet Authentication Requirements',
  'OIDC-FEDERATION-': 'OpenID Federation',
  'OAUTH-RESPONSE-TYPES-': 'OAuth Response Types',
  'OAUTH21-': 'OAuth 2.1',
  'RFC6749-APPENDIX-': 'RFC 6749',
  'FAPI1-BASE-': 'FAPI 1.0 Baseline',
  'FAPI1-ADV-': 'FAPI 1.0 Advanced',
  'FAPI2-MS-': 'FAPI 2.0 Message Signing',
  'FAPI2-SP-': 'FAPI 2.0 Security Profile',
  CDS: 'Consumer Data Standards',
  OBIE: 'UK Open Banking',
  OFB: 'Open Finance Brazil',
  OFM: 'Open Finance Malaysia',
  SALTEDGE: 'Salt Edge',
  'BERLIN-GROUP': 'Berlin Group',
  'OIDF-SUITE': 'OpenID conformance suite',
  WYCHEPROOF: 'Wycheproof',
}

/** Organisations whose documents have no public section anchors. */
const organisations: ReadonlyMap<string, string> = new Map([
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
  const clause = readRef(specRef)
  const whole = specText(specRef)
  if (!clause) return <span>{whole}</span>
  const { prefix, url } = clause
  if (url === null) return <span className="nowrap">{whole}</span>
  return (
    <a className="nowrap" href={url} target="_blank" rel="noreferrer" title={whole} {...rest}>
      {short ? nameOf(prefix) : whole}
    </a>
  )
}

/** The name and section of a clause; the name of an organisation, or the key if it is unknown. */
export function specText(specRef: string): string {
  const clause = readRef(specRef)
  if (!clause) return organisations.get(specRef) ?? specRef
  const { prefix, section } = clause
  const sentence = prefix === 'RFC6749-APPENDIX-' ? 'ui.spec_appendix' : 'ui.spec'
  return section === '' ? nameOf(prefix) : t(sentence, [nameOf(prefix), section])
}

function nameOf(prefix: string): string {
  if (names[prefix] !== undefined) return names[prefix]
  return prefix
    .replace(/-$/, '')
    .replace(/^([A-Z]+)(\d)/, '$1 $2')
    .replaceAll('-', ' ')
}
