import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { middle } from '@/components/ui/format'
import { beginningOf } from '@/components/ui/long-text'
import { Secret } from '@/components/ui/secret'
import { authorizationOf } from '@/lib/model/http-text'
import type { Params } from '@/lib/model/params'
import { rowOf } from '@/lib/model/result-place'
import type { RuleResult } from '@/lib/model/rule-result'
import { t } from '@/lib/i18n'
import { looksLikeJwt } from '@/lib/oauth/jwt-text'
import type { ValueRow } from './value-table'

interface HeaderRowsInput {
  readonly headers: Params
  readonly results: readonly RuleResult[]
  readonly onDecode: (name: string) => void
}

/** A row for each header as sent; credentials are split and masked. */
export function headerRows({ headers, results, onDecode }: HeaderRowsInput): readonly ValueRow[] {
  return headers.map(([name, text]): ValueRow => {
    const key = name.toLowerCase()
    const about = results.filter((result) => isAboutHeader(result, [[name, text]]))
    const row = { name, text, results: about }
    if (key === 'authorization')
      return { ...row, shown: <Authorization value={text} onDecode={onDecode} /> }
    if (key === 'dpop')
      return { ...row, shown: <Proof value={text} onDecode={() => onDecode('DPoP')} /> }
    return row
  })
}

/**
 * Whether a result belongs in the row of a header. Results about missing headers are shown elsewhere.
 */
export function isAboutHeader(result: RuleResult, headers: Params): boolean {
  const row = rowOf(result)?.toLowerCase()
  return headers.some(([name]) => name.toLowerCase() === row)
}

interface AuthorizationProps {
  value: string
  onDecode: (name: string) => void
}

function Authorization({ value, onDecode }: AuthorizationProps) {
  const { scheme, rest } = authorizationOf(value)
  if (rest === '') return <Secret value={value} name="Authorization" copyable />
  const basic = scheme.toLowerCase() === 'basic' ? basicOf(rest) : null
  return (
    <span className="token-value">
      <Chip>{beginningOf(scheme, 40)}</Chip>
      {basic ? (
        <>
          <span className="cut" title={beginningOf(basic.name)}>
            {beginningOf(basic.name)}
          </span>
          <Secret value={basic.password} name="client_secret" copyable />
        </>
      ) : (
        <Secret value={rest} name="access_token" copyable />
      )}
      {looksLikeJwt(rest) && (
        <Decode name="Authorization" onDecode={() => onDecode('Authorization')} />
      )}
    </span>
  )
}

interface ProofProps {
  value: string
  onDecode: () => void
}

/** A DPoP proof is valid for one request only, so it is not masked. */
function Proof({ value, onDecode }: ProofProps) {
  return (
    <span className="token-value">
      <Chip>JWT</Chip>
      <span className="cut">{middle(value, 36)}</span>
      <Decode name="DPoP" onDecode={onDecode} />
    </span>
  )
}

function Decode({ name, onDecode }: { name: string; onDecode: () => void }) {
  return (
    <Button variant="link" aria-label={t('panel.message.decode_name', [name])} onClick={onDecode}>
      {t('panel.message.decode')}
    </Button>
  )
}

/**
 * The name and password of Basic credentials, which a client form-encodes first.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-2.3.1)
 */
function basicOf(text: string): { readonly name: string; readonly password: string } | null {
  try {
    const [name = '', ...rest] = atob(text).split(':')
    return { name: formDecoded(name), password: formDecoded(rest.join(':')) }
  } catch {
    return null
  }
}

function formDecoded(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '))
}
