import { useEffect, useState, type RefObject } from 'react'
import { announce } from '@/components/ui/announcer'
import { ask } from '@/components/connected/ask'
import { copyText } from '@/components/ui/copy-button'
import { holdOff, useHoldability } from '@/components/connected/use-hold'
import { plainText } from '@/components/ui/prose'
import { t } from '@/lib/i18n'
import type { Profile } from '@/lib/oauth/profile'
import type { StoredRequest } from '@/lib/flow/model/stored-request'
import { command } from '@/lib/state/actions'
import { useHost } from '@/lib/state/host'
import { mirrorFlow, useMirror } from '@/lib/state/mirror'
import type { RowActions } from './row-actions'
import type { RequestActions } from './use-requests'

/** How long a row confirms a copy, in milliseconds. */
const flashMs = 1200

/** Where a user can allow private windows. */
const places = {
  chrome: 'issues.private_not_allowed_chrome',
  firefox: 'issues.private_not_allowed_firefox',
} as const

interface RowParts {
  readonly request: StoredRequest
  readonly actions: RequestActions
  readonly element: RefObject<HTMLElement | null>
  readonly setRenaming: (on: boolean) => void
  readonly onDetails: (id: string) => void
  readonly onAgain: (request: StoredRequest) => void
  /** The profile of the request. */
  readonly own: Profile | null
  /** Opens the panel with the values that a flow sent. */
  readonly onEdit: (profile: Profile, flowId: string | null) => void
  /** Why it cannot be pushed again; null if it can. */
  readonly pushOff: string | null
}

/**
 * The actions of one row, its confirmation of the last one, and why it cannot open a private window.
 */
export function useRow(parts: RowParts) {
  const { request, actions, element, setRenaming, onDetails, onAgain, own, onEdit, pushOff } = parts
  const { id, requestUri } = request
  const [flash, say] = useFlash()
  const { browser } = useHost()
  const allowed = useMirror((state) => state.incognitoAllowed)
  const privateOff = allowed ? undefined : plainText(t(places[browser]))
  const copy = async (value: string | (() => Promise<string | null>), name: string) => {
    const copied = (await copyText(value)) === 'copied'
    say(t(copied ? 'popup.request.copied' : 'popup.request.not_copied', [name]))
  }
  const rowActions: RowActions = {
    open: () => actions.open(id, 'tab'),
    openWindow: () => actions.open(id, 'window'),
    openPrivate: () =>
      privateOff
        ? actions.say(id, [{ code: `private_not_allowed_${browser}` }])
        : actions.open(id, 'private'),
    openAndHold: () => actions.open(id, 'tab', true),
    copyUrl: () => void copy(() => actions.url(id), 'URL'),
    copyUri: () => void copy(requestUri, 'request_uri'),
    pushAgain: () => {
      if (pushOff === null) onAgain(request)
      else say(pushOff)
    },
    edit: () => own && onEdit(own, request.flowId),
    copyCurl: () => void copy(() => curlOf(request), 'cURL'),
    rename: () => setRenaming(true),
    details: () => onDetails(id),
    remove: () => {
      element.current?.focus()
      announce(t('popup.request.removed'))
      void command('requestRemove', { id })
    },
    restore: () => {
      element.current?.focus()
      void command('requestRestore', { id })
    },
  }
  return { actions: rowActions, flash, privateOff, holdOff: useHoldOff(request) }
}

/**
 * Why the response to a request cannot be held; undefined if it can, or if its redirect_uri is
 * unknown.
 */
function useHoldOff({ profileId, requested }: StoredRequest): string | undefined {
  const profile = useMirror(({ profiles }) => profiles.find(({ id }) => id === profileId) ?? null)
  const uris = useHoldability(profile)
  const meant = uris.filter(
    ({ uri }) => requested.redirectUri === null || uri === requested.redirectUri,
  )
  const off = meant.map(holdOff)
  return off.length > 0 && !off.includes(null) ? (off[0] ?? undefined) : undefined
}

/** The PAR request of a request as a cURL command; null if Parley did not send it. */
async function curlOf({ flowId }: StoredRequest): Promise<string | null> {
  if (flowId === null) return null
  await mirrorFlow(flowId)
  const flow = useMirror.getState().flow[flowId]
  const sent = flow?.messages.find(({ kind }) => kind === 'par-request')
  if (!sent) return null
  const result = await ask(
    command('requestCurl', { flowId, messageId: sent.id, secrets: false, shell: null }),
  )
  return result.ok ? result.text : null
}

function useFlash(): readonly [string | null, (text: string) => void] {
  const [flash, setFlash] = useState<string | null>(null)
  useEffect(() => {
    if (flash === null) return
    const timer = setTimeout(() => setFlash(null), flashMs)
    return () => clearTimeout(timer)
  }, [flash])
  const say = (text: string) => {
    setFlash(text)
    announce(text)
  }
  return [flash, say]
}
