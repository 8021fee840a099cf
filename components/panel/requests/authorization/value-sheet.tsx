import { Button } from '@/components/ui/button'
import { t } from '@/lib/i18n'
import { clientAuthOf } from '@/lib/model/client-auth-methods'
import { AddByName } from '@/components/connected/request/add-by-name'
import { ConsentSection } from '@/components/connected/request/consent-section'
import {
  challengeOf,
  withChallenge,
  withHeader,
  withParam,
  withVerifier,
  type Challenge,
} from '@/components/connected/request/edit-values'
import { JwtSection } from './jwt-section'
import {
  extraRows,
  headerNames,
  offered,
  profileValue,
  requestRows,
} from '@/components/connected/request/param-rows'
import { ParamRow } from '@/components/connected/request/param-row'
import { useSheet } from '@/components/connected/request/sheet-context'
import { SheetSection } from '@/components/connected/request/sheet-section'
import { ValueRow } from '@/components/connected/request/value-row'

/** Everything that a request has: sections that fold, and what is in a folded one. */
export function ValueSheet() {
  const { profile } = useSheet()
  const { sendsAssertion } = clientAuthOf(profile.clientAuth.method)
  const isPushed = profile.sendBy === 'par'
  return (
    <div className="scroll">
      <RequestSection />
      <ConsentSection />
      <ClaimsSection />
      <ExtraSection />
      {profile.requestAs === 'request-object' && <JwtSection of="requestObject" />}
      {isPushed && sendsAssertion && <JwtSection of="assertion" />}
      <PkceSection />
      {isPushed && <HeaderSection />}
    </div>
  )
}

const fields: Readonly<Record<string, string>> = { scope: 'scope' }

function RequestSection() {
  const { profile, values, edit } = useSheet()
  const rows = requestRows(profile, values)
  const left = offered.filter((name) => !rows.includes(name))
  const sent = (name: string) => values.params[name] ?? profileValue(profile, name)
  return (
    <SheetSection
      title={t('panel.requests.sections.request')}
      summary={[sent('scope'), sent('response_type')].filter(Boolean).join(', ')}
      isOpen
    >
      {rows.map((name) => (
        <ParamRow key={name} name={name} field={fields[name] ?? 'authorizationParams'} />
      ))}
      <div className="sheet__r">
        <span className="is-ui">{t('panel.requests.add_value')}</span>
        <div className="adds">
          {left.map((name) => (
            <Button key={name} variant="link" onClick={() => edit(withParam(values, name, ''))}>
              <span className="mono">{name}</span>
            </Button>
          ))}
        </div>
        <span />
      </div>
    </SheetSection>
  )
}

function ClaimsSection() {
  const { profile, values } = useSheet()
  const sent = values.params['claims'] === undefined ? profile.claims : values.params['claims']
  const isOpen = Object.hasOwn(values.params, 'claims')
  return (
    <SheetSection
      title="claims"
      summary={sent ? sent.slice(0, 100) : t('panel.requests.not_sent')}
      isOpen={isOpen}
    >
      <ParamRow name="claims" field="claims" isLong />
    </SheetSection>
  )
}

function ExtraSection() {
  const { profile, values, edit } = useSheet()
  const rows = extraRows(profile, values)
  return (
    <SheetSection
      title={t('panel.requests.sections.extra')}
      summary={rows.join(', ') || t('panel.requests.nothing')}
      isOpen={rows.some((name) => Object.hasOwn(values.params, name))}
    >
      {rows.map((name) => (
        <ParamRow key={name} name={name} field="authorizationParams" />
      ))}
      <AddByName onAdd={(name) => edit(withParam(values, name, ''))} />
    </SheetSection>
  )
}

function PkceSection() {
  const { values, edit } = useSheet()
  const challenge = challengeOf(values)
  const words = { S256: 'S256', plain: 'plain', none: t('panel.requests.not_sent') } as const
  const ids = Object.keys(words) as readonly Challenge[]
  return (
    <SheetSection
      title={t('panel.requests.sections.pkce')}
      summary={words[challenge]}
      isOpen={challenge !== 'S256' || values.codeVerifier !== undefined}
    >
      <ValueRow
        name="code_challenge_method"
        field="codeChallengeMethod"
        value={words[challenge]}
        options={ids.map((id) => words[id])}
        isChanged={challenge !== 'S256'}
        isKept
        onChange={(next) =>
          edit(withChallenge(values, ids.find((id) => words[id] === next) ?? 'S256'))
        }
      />
      <ValueRow
        name="code_verifier"
        field="codeVerifier"
        value={values.codeVerifier ?? ''}
        isChanged={values.codeVerifier !== undefined}
        isKept
        placeholder={t('panel.requests.fresh')}
        onChange={(next) => edit(withVerifier(values, next))}
      />
    </SheetSection>
  )
}

function HeaderSection() {
  const { profile, values, edit } = useSheet()
  const names = headerNames(profile, values)
  return (
    <SheetSection
      title={t('panel.requests.sections.headers')}
      summary={names.join(', ') || t('panel.requests.nothing')}
      isOpen={Object.keys(values.headers).length > 0}
    >
      {names.map((name) => {
        const own = profile.headers.find((header) => header.name === name)?.value ?? ''
        const isChanged = Object.hasOwn(values.headers, name)
        return (
          <ValueRow
            key={name}
            name={name}
            field={`headers.${name}`}
            value={isChanged ? (values.headers[name] ?? null) : own}
            isChanged={isChanged}
            onChange={(next) => edit(withHeader(values, name, next))}
          />
        )
      })}
      <AddByName onAdd={(name) => edit(withHeader(values, name, ''))} />
    </SheetSection>
  )
}
