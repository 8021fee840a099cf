import { useId, useState } from 'react'
import { noAccessText } from '@/components/connected/can-push'
import { destinationsAt } from '@/components/connected/destination'
import { Area } from '@/components/ui/field'
import { Pairs, pairsOf, paramsOfPairs, type Pair } from '@/components/ui/pairs'
import { Destinations } from '@/components/connected/sends-to'
import type { Flow, FlowToken } from '@/lib/flow/model/flow'
import { flowValues } from '@/lib/flow/read/flow-values'
import type { Params } from '@/lib/model/params'
import { headerFault, headerRows, usualHeaders } from '@/lib/oauth/call-headers'
import { readCurl } from '@/lib/oauth/paste-curl'
import type { Profile } from '@/lib/oauth/profile'
import { useMirror, type Mirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'
import { FlowDialog } from '@/components/connected/flow-dialog'
import { pendingName, type FlowActions } from '@/components/connected/use-flow-actions'
import { useFlowProfile } from '@/components/connected/use-flow-profile'

interface ResourceDialogProps {
  flow: Flow
  token: FlowToken
  actions: FlowActions
  onClose: () => void
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** Methods whose requests have a body. */
const withBody: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH'])

/** Calls a resource with an access token. */
export function ResourceDialog({ flow, token, actions, onClose }: ResourceDialogProps) {
  const profile = useFlowProfile(flow)
  const servers = profile?.resourceServers ?? []
  const access = useMirror((state) => accessOf(state, flow.profileId))
  const [method, setMethod] = useState<string>('GET')
  const [url, setUrl] = useState(servers[0] ?? '')
  const [headers, setHeaders] = useState(() => pairsOf(freshHeaders(profile, flow, 'GET')))
  const [body, setBody] = useState('')
  const changeMethod = (next: string) => {
    const before = freshHeaders(profile, flow, method)
    setHeaders(pairsOf(headersAfter(headers, before, freshHeaders(profile, flow, next))))
    setMethod(next)
  }
  const pasteCommand = (text: string) => {
    const read = readCurl(text)
    if (!read) return false
    setMethod(methods.find((each) => each === read.method) ?? 'GET')
    setUrl(read.target)
    setHeaders(pairsOf(read.headers.filter(([name]) => headerFault(name) === null)))
    setBody(read.body)
    return true
  }
  const ids = { method: useId(), url: useId(), list: useId() }
  const places = new Set([...servers, ...access.map(({ origin }) => `${origin}/`)])
  const to = destinationsAt(profile, access, url.trim())
  const call = {
    method,
    url: url.trim(),
    headers: paramsOfPairs(headers),
    body: withBody.has(method) ? body : '',
  }
  return (
    <FlowDialog
      title={t('panel.resource.title')}
      submit={t('panel.resource.call')}
      actions={actions}
      action={pendingName('resource', token.id)}
      off={noAccessText(to)}
      onSubmit={() => actions.resource(token, call)}
      onClose={onClose}
    >
      <div className="dialog__line">
        <div>
          <label className="label" htmlFor={ids.method}>
            {t('panel.resource.method')}
          </label>
          <select
            id={ids.method}
            className="field"
            value={method}
            onChange={({ target }) => changeMethod(target.value)}
          >
            {methods.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </div>
        <div className="grow">
          <label className="label" htmlFor={ids.url}>
            {t('panel.resource.url')}
          </label>
          <span className="field">
            <input
              id={ids.url}
              className="mono"
              type="url"
              required
              list={ids.list}
              autoComplete="off"
              spellCheck={false}
              value={url}
              onChange={({ target }) => setUrl(target.value)}
              onPaste={(event) => {
                if (pasteCommand(event.clipboardData.getData('text/plain'))) event.preventDefault()
              }}
            />
          </span>
          <datalist id={ids.list}>
            {[...places].map((place) => (
              <option key={place}>{place}</option>
            ))}
          </datalist>
        </div>
      </div>
      <p className="meta">{t('panel.resource.sends')}</p>
      <Destinations destinations={to} />
      <Pairs label={t('panel.resource.headers')} pairs={headers} onChange={setHeaders} />
      {withBody.has(method) && (
        <Area
          label={t('panel.resource.body')}
          rows={5}
          value={body}
          onChange={({ target }) => setBody(target.value)}
        />
      )}
    </FlowDialog>
  )
}

const noAccess: Mirror['access'][string] = []

function accessOf({ access }: Mirror, profileId: string | null): Mirror['access'][string] {
  return (profileId === null ? undefined : access[profileId]) ?? noAccess
}

/** The headers of the profile for this call, with fresh values. Those without a value are not sent. */
function freshHeaders(profile: Profile | null, flow: Flow, method: string): Params {
  const rows = profile?.headers.length ? profile.headers : usualHeaders
  const scope = {
    now: Date.now(),
    values: new Map([...(profile?.variables ?? []), ...flowValues(flow)]),
    uuid: () => crypto.randomUUID(),
  }
  return [
    ...headerRows(rows, { endpoint: 'resource', method }, scope),
    ['accept', 'application/json'],
  ]
}

/** The rows after a change of the method. What only the new method sends is added, and what only the old one sends goes. */
function headersAfter(rows: readonly Pair[], before: Params, after: Params): Params {
  const names = (params: Params) => new Set(params.map(([name]) => name.toLowerCase()))
  const [old, next] = [names(before), names(after)]
  const kept = rows.filter(
    ({ name }) => next.has(name.toLowerCase()) || !old.has(name.toLowerCase()),
  )
  const present = new Set(kept.map(({ name }) => name.toLowerCase()))
  return [
    ...kept.map(({ name, value }) => [name, value] as const),
    ...after.filter(([name]) => !old.has(name.toLowerCase()) && !present.has(name.toLowerCase())),
  ]
}
