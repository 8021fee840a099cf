import { formatIso, formatRelative } from '@/components/ui/format'
import { verificationStatus, verificationText } from '@/components/ui/verification-text'
import { t } from '@/lib/i18n'
import type { TokenView } from '@/lib/messaging/views'
import type { KeyInfo } from '@/lib/model/key'
import type { Status } from '@/lib/model/rule-result'
import type { ProfileDraft } from '@/lib/oauth/profile'
import { acceptedUntil, type SoftwareStatement } from '@/lib/oauth/software-statement'

/** One fact about a software statement, with its verdict. */
export interface StatementFact {
  readonly name: string
  readonly status: Status
  readonly text: string
}

interface Beside {
  readonly view: TokenView | null
  readonly draft: ProfileDraft
  readonly key: KeyInfo | null
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** What a software statement says, and how that compares with the profile. */
export function statementFacts(
  statement: SoftwareStatement,
  beside: Beside,
): readonly StatementFact[] {
  const { issuer, roles, jwksUri, inactive } = statement
  return [
    signature(beside),
    issuer === null
      ? fact('issuer', 'fail', t('register.facts.missing'))
      : fact('issuer', 'info', issuer),
    expiry(statement, beside),
    ...(inactive.length > 0 ? [fact('status', 'fail', inactive.join(', '))] : []),
    roles.length === 0
      ? fact('roles', 'neutral', t('register.facts.none'))
      : fact('roles', 'info', roles.join(', ')),
    redirectUris(statement, beside),
    jwksUri === null
      ? fact('keys', 'neutral', t('register.facts.none'))
      : fact('keys', 'neutral', keysText(jwksUri, beside.key)),
  ]
}

const names = {
  signature: 'register.facts.signature',
  issuer: 'register.facts.issuer',
  expires: 'register.facts.expires',
  status: 'register.facts.status',
  roles: 'register.facts.roles',
  redirect_uris: 'register.facts.redirect_uris',
  keys: 'register.facts.keys',
} as const

const fact = (name: keyof typeof names, status: Status, text: string): StatementFact => ({
  name: t(names[name]),
  status,
  text,
})

function signature({ view }: Beside): StatementFact {
  if (!view) return fact('signature', 'pending', t('register.facts.checking'))
  const { verification } = view
  const isUnchecked = verification.status === 'not-run'
  return fact(
    'signature',
    verificationStatus[verification.status],
    isUnchecked ? t('register.facts.no_keys') : verificationText(verification),
  )
}

function expiry(statement: SoftwareStatement, { draft, now }: Beside): StatementFact {
  const end = acceptedUntil(statement, draft.ruleProfile)
  if (end === null) {
    const { issuedAt } = statement
    const text =
      issuedAt === null
        ? t('register.facts.no_expiry')
        : t('register.facts.issued', [formatRelative(issuedAt * 1000 - now)])
    return fact('expires', 'neutral', text)
  }
  const left = end * 1000 - now
  const text = `${formatRelative(left)}, ${formatIso(end * 1000)}`
  return fact('expires', left > 0 ? 'pass' : 'fail', text)
}

function redirectUris({ redirectUris: permitted }: SoftwareStatement, { draft }: Beside) {
  if (!permitted) return fact('redirect_uris', 'neutral', t('register.facts.none'))
  const own = draft.redirectUris.map((uri) => uri.trim()).filter((uri) => uri !== '')
  const other = own.filter((uri) => !permitted.includes(uri))
  return other.length === 0
    ? fact('redirect_uris', 'pass', permitted.join(', '))
    : fact('redirect_uris', 'warn', t('register.facts.other_uris', [other.join(', ')]))
}

const keysText = (uri: string, key: KeyInfo | null) =>
  key ? t('register.facts.keys_at', [uri, key.kid]) : uri

/** Whether the statement is certain to be refused because of its time. */
export function isExpired(
  statement: SoftwareStatement | null,
  draft: ProfileDraft,
  now: number,
): boolean {
  const end = statement && acceptedUntil(statement, draft.ruleProfile)
  return end !== null && end * 1000 <= now
}
