import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Segmented } from '@/components/ui/segmented'
import { Switch } from '@/components/ui/switch'
import { t } from '@/lib/i18n'
import { bullets } from '@/lib/model/masking'
import { prettyJson } from '@/lib/model/pretty-json'
import { headerFault } from '@/lib/oauth/call-headers'
import { isStatusPattern } from '@/lib/oauth/call-outcome'
import {
  callHeaderRows,
  callMethods,
  idempotencyHeader,
  takesBody,
  withCallHeader,
  type CallHeaderRow,
  type CallValues,
} from '@/lib/oauth/call-values'
import { pagingRules } from '@/lib/oauth/paging'
import { readCurl } from '@/lib/oauth/paste-curl'
import type { Profile } from '@/lib/oauth/profile'
import type { CallRun } from '@/lib/storage/saved-calls'
import { AddByName } from '@/components/connected/request/add-by-name'
import { SheetSection } from '@/components/connected/request/sheet-section'
import { ValueRow } from '@/components/connected/request/value-row'
import { lifeText } from './token-text'
import type { EditedCall } from './use-call'
import type { CallToken } from './use-call-tokens'

interface CallSheetProps {
  readonly profile: Profile
  readonly call: EditedCall
  readonly chosen: CallToken | null
  readonly lastRun: CallRun | null
}

/** The values of a call: method and URL, headers, body, paging and what is expected. */
export function CallSheet(props: CallSheetProps) {
  const { call } = props
  return (
    <div className="scroll">
      <Target call={call} />
      <Headers {...props} />
      {takesBody(call.values.method) && <Body call={call} />}
      <Paging call={call} />
      <Expectation call={call} />
    </div>
  )
}

interface PartProps {
  readonly call: EditedCall
}

function Target({ call: { values, saved, edit } }: PartProps) {
  const paste = (text: string): boolean => {
    const read = readCurl(text)
    if (!read) return false
    edit(withCurl(values, read))
    return true
  }
  return (
    <div className="sheet">
      <ValueRow
        name="method"
        label={t('panel.calls.method')}
        field="method"
        value={values.method}
        options={callMethods}
        isChanged={values.method !== saved.method}
        isKept
        onChange={(method) => edit({ ...values, method: method ?? saved.method })}
      />
      <div
        className="call-url"
        onPaste={(event) => {
          if (paste(event.clipboardData.getData('text/plain'))) event.preventDefault()
        }}
      >
        <ValueRow
          name="URL"
          label="URL"
          field="url"
          value={values.url}
          isChanged={values.url !== saved.url}
          isKept
          onChange={(url) => edit({ ...values, url: url ?? saved.url })}
        />
      </div>
    </div>
  )
}

/** The values with what a cURL command has. Credentials and what the browser writes stay out. */
function withCurl(values: CallValues, read: NonNullable<ReturnType<typeof readCurl>>): CallValues {
  const method = callMethods.find((each) => each === read.method) ?? 'GET'
  const headers = read.headers.filter(([name]) => headerFault(name) === null)
  return {
    ...values,
    method,
    url: read.target,
    headers: Object.fromEntries(headers),
    body: read.body,
  }
}

function Headers({ profile, call, chosen, lastRun }: CallSheetProps) {
  const { values, edit } = call
  const rows = callHeaderRows(profile, values)
  const isOwn = profile.headers.length > 0
  return (
    <SheetSection
      title={t('panel.requests.sections.headers')}
      summary={t(isOwn ? 'panel.calls.of_profile' : 'panel.calls.usual', rows.length)}
      isOpen
    >
      <div className="sheet__r">
        <span>authorization</span>
        <span className="mono call-auth">
          {chosen?.token.tokenType ?? 'Bearer'} <span className="is-masked">{bullets}</span>
        </span>
        <span />
        <p className="hint">{chosen ? tokenHint(chosen) : t('panel.calls.no_token')}</p>
      </div>
      {rows.map((row) =>
        row.name.toLowerCase() === idempotencyHeader ? (
          <IdempotencyRow key={row.name} {...{ row, call, lastRun }} />
        ) : (
          <ValueRow
            key={row.name}
            name={row.name}
            field={`headers.${row.name}`}
            value={row.value}
            placeholder={t('panel.requests.not_sent')}
            isChanged={row.own !== row.value || row.own === null}
            onChange={(next) =>
              edit(withCallHeader(values, row.name, next === row.own ? undefined : next))
            }
          />
        ),
      )}
      <AddByName onAdd={(name) => edit(withCallHeader(values, name, ''))} />
    </SheetSection>
  )
}

function tokenHint({ flow, token }: CallToken): string {
  const text = t('panel.calls.token_of', [flow])
  const life = lifeText(token)
  return life === null ? text : `${text}, ${life}`
}

interface IdempotencyRowProps extends PartProps {
  readonly row: CallHeaderRow
  readonly lastRun: CallRun | null
}

/** New for each call, or the one of the last call: then the server must not do the same thing twice. */
function IdempotencyRow({ row: { name, own, value }, call, lastRun }: IdempotencyRowProps) {
  const { values, edit } = call
  const isKept = value !== own && value !== null
  const [fresh] = useState(() => crypto.randomUUID())
  const choose = (keeps: boolean) => {
    const kept = lastRun?.idempotencyKey ?? fresh
    edit(withCallHeader(values, name, keeps ? kept : undefined))
  }
  return (
    <>
      <ValueRow
        name={name}
        field={`headers.${name}`}
        value={value}
        isChanged={value !== own}
        onChange={(next) => edit(withCallHeader(values, name, next === own ? undefined : next))}
      >
        <Segmented
          label={name}
          options={[
            { value: 'new', label: t('panel.calls.key_new') },
            { value: 'keep', label: t('panel.calls.key_keep') },
          ]}
          value={isKept ? 'keep' : 'new'}
          onChange={(choice) => choose(choice === 'keep')}
        />
        {isKept && <div className="mono meta wrap">{value}</div>}
      </ValueRow>
      {isKept && <p className="sheet__note hint">{t('panel.calls.key_kept')}</p>}
    </>
  )
}

function Body({ call: { values, saved, edit } }: PartProps) {
  return (
    <SheetSection
      title={t('panel.calls.body')}
      summary={
        values.body === ''
          ? t('panel.requests.nothing')
          : t('panel.params.characters', values.body.length)
      }
      isOpen
      tools={
        <Button
          variant="link"
          onClick={() => edit({ ...values, body: prettyJson(values.body).trim() })}
        >
          {t('panel.calls.format')}
        </Button>
      }
    >
      <ValueRow
        name="body"
        label={t('panel.calls.body')}
        field="body"
        value={values.body}
        isChanged={values.body !== saved.body}
        isKept
        isLong
        onChange={(body) => edit({ ...values, body: body ?? saved.body })}
      />
    </SheetSection>
  )
}

const ruleTexts = { auto: 'panel.calls.paging_auto', none: 'panel.calls.paging_none' } as const

function Paging({ call: { values, saved, edit } }: PartProps) {
  const words = pagingRules.map((rule) =>
    rule === 'auto' || rule === 'none' ? t(ruleTexts[rule]) : rule,
  )
  const at = pagingRules.indexOf(values.paging)
  return (
    <SheetSection title={t('panel.calls.paging')} summary={words[at] ?? ''}>
      <ValueRow
        name="paging"
        label={t('panel.calls.paging_link')}
        field="paging"
        value={words[at] ?? ''}
        options={words}
        isChanged={values.paging !== saved.paging}
        isKept
        onChange={(word) =>
          edit({
            ...values,
            paging: pagingRules[words.indexOf(word ?? '')] ?? saved.paging,
          })
        }
      />
      <p className="sheet__note hint">{t('panel.calls.paging_note')}</p>
    </SheetSection>
  )
}

function Expectation({ call: { values, saved, edit } }: PartProps) {
  const { expect } = values
  const isWrong = !isStatusPattern(expect.status)
  const summary = [expect.status || t('panel.calls.any_status'), expect.json ? 'JSON' : null]
  return (
    <SheetSection
      title={t('panel.calls.expect')}
      summary={summary.filter(Boolean).join(', ')}
      isOpen={isWrong}
    >
      <ValueRow
        name="status"
        label={t('panel.calls.status')}
        field="expect.status"
        value={expect.status}
        placeholder={t('panel.calls.any_status')}
        suggestions={['2xx', '200', '201', '4xx', '403']}
        isChanged={expect.status !== saved.expect.status}
        isKept
        onChange={(status) =>
          edit({ ...values, expect: { ...expect, status: status ?? saved.expect.status } })
        }
      />
      {isWrong && <p className="sheet__note hint">{t('panel.calls.status_form')}</p>}
      <div className="sheet__note">
        <Switch
          label={t('panel.calls.expect_json')}
          on={expect.json}
          onChange={(json) => edit({ ...values, expect: { ...expect, json } })}
        />
      </div>
    </SheetSection>
  )
}
