import { useEffect, useState } from 'react'
import { mirrorFlow, useMirror } from '@/lib/state/mirror'
import { command } from '@/lib/state/actions'
import type { Protocol } from '@/lib/messaging/protocol'
import { newestRegistration, type RegistrationExchange } from '@/lib/flow/read/registration'
import { textsIn, type JsonObject } from '@/lib/model/json'
import type { KeyInfo } from '@/lib/model/key'
import type { Metadata } from '@/lib/oauth/metadata'
import type { ProfileDraft } from '@/lib/oauth/profile'
import type { RegisteredClient } from '@/lib/oauth/registered-client'
import { memberRows } from '@/lib/oauth/registration-metadata'
import {
  registrationUrl,
  requestedMembers,
  usualAccess,
  usualForm,
} from '@/lib/oauth/registration-request'
import { readStatement } from '@/lib/oauth/software-statement'
import { emptyRegistration, type RegistrationDraft } from '@/lib/oauth/registration-draft'

export interface RegistrationSubject {
  /** The key of the form: of a new profile, or the id of a profile. */
  readonly draftKey: string
  readonly draft: ProfileDraft
  /** Null until the metadata has been read. */
  readonly metadata: Metadata | null
  /** The client that an update changes; null for a new one. */
  readonly registered: RegisteredClient | null
}

export type Registration = ReturnType<typeof useRegistration>

/** A registration that is being typed: what is sent, and what came back. */
export function useRegistration({ draftKey, draft, metadata, registered }: RegistrationSubject) {
  const stored = useMirror(({ registrationDrafts }) => registrationDrafts[draftKey])
  const keys = useMirror((state) => state.keys)
  const [form, setForm] = useState<RegistrationDraft>(stored ?? emptyRegistration)
  const key = keyFor(draft, keys, metadata)
  const statement = readStatement(form.statement)
  const flowId = stored?.flowId ?? null
  const newest = useNewest(flowId)

  const edit = (change: Partial<RegistrationDraft>, token?: string) => {
    const next = { ...form, ...change }
    setForm(next)
    void keepForm(draftKey, next, token, change.flowId)
  }
  const members = { ...registered?.members, client_id: draft.clientId }
  const basis = { draft, metadata, statement, key, registered: registered ? members : null }
  const chosen = chosenOf(form, registered, draft)
  return {
    typed: form,
    ...chosen,
    edit,
    key,
    statement,
    hasToken: stored?.hasToken === true,
    rows: memberRows(basis, form.edits),
    members: requestedMembers(basis, form.edits),
    url: registered?.clientUri ?? registrationUrl(metadata, chosen.access),
    flowId,
    newest,
    /** Changes one member; undefined takes the change back. */
    setMember(name: string, value: unknown) {
      const { [name]: _, ...others } = form.edits
      edit({ edits: value === undefined ? others : { ...others, [name]: value } })
    },
    close: () => edit({ isOpen: false }),
  }
}

/** What the tester chose, what an update has from the registered client, or what the ecosystem expects. */
function chosenOf(
  form: RegistrationDraft,
  registered: RegisteredClient | null,
  { ruleProfile, issuer }: ProfileDraft,
) {
  const usual = registered ?? {
    form: usualForm(ruleProfile),
    access: usualAccess(ruleProfile),
    audience: issuer.trim(),
  }
  return {
    form: form.form ?? usual.form,
    access: form.access ?? usual.access,
    audience: form.audience.trim() || usual.audience,
  }
}

/** Sends what is typed to the background, which knows the flow of the newest request. */
export function keepForm(
  draftKey: string,
  { hasToken: _, ...form }: RegistrationDraft,
  token?: string,
  newest?: string | null,
): Promise<void> {
  const known = useMirror.getState().registrationDrafts[draftKey]?.flowId ?? null
  const flowId = newest === undefined ? known : newest
  const data = { key: draftKey, form: { ...form, flowId } }
  return command('registrationDraft', token === undefined ? data : { ...data, token })
}

/** The key of the form, otherwise the first of Parley's keys that the server supports. */
function keyFor(
  { signingKeyId }: ProfileDraft,
  keys: readonly KeyInfo[],
  metadata: Metadata | null,
): KeyInfo | null {
  const live = keys.filter(({ use, removedAt }) => use === 'sig' && removedAt === undefined)
  const listed = textsIn(metadata, 'token_endpoint_auth_signing_alg_values_supported')
  const named = live.find(({ id }) => id === signingKeyId)
  return named ?? live.find(({ alg }) => listed?.includes(alg) ?? true) ?? null
}

function useNewest(flowId: string | null): RegistrationExchange | null {
  const flow = useMirror((state) => (flowId === null ? undefined : state.flow[flowId]))
  useEffect(() => {
    if (flowId !== null) void mirrorFlow(flowId)
  }, [flowId])
  return flow ? newestRegistration(flow) : null
}

/** The pause in typing before a request is signed, in milliseconds. */
const pauseMs = 150
/** A request is signed again this long before it expires, in milliseconds. */
const marginMs = 30_000

/** The body of the request exactly as it is sent; null while it is being signed, or if it cannot be. */
export function useBody(
  registration: Registration,
  { draft }: Pick<RegistrationSubject, 'draft'>,
): string | null {
  const { form, members, key, statement, audience } = registration
  const [signed, setSigned] = useState<{ readonly wanted: string; readonly body: string } | null>(
    null,
  )
  const [turn, setTurn] = useState(0)
  const isSigned = form !== 'json'
  const issuer = statement?.softwareId ?? (textIssuer(members) || null)
  const isUpperCase = draft.ruleProfile === 'uk'
  const wanted = JSON.stringify({ members, keyId: key?.id ?? null, issuer, audience, isUpperCase })
  useEffect(() => {
    if (!isSigned) return
    let newest = true
    let again: ReturnType<typeof setTimeout> | undefined
    const ask = async () => {
      const result = await sign(JSON.parse(wanted) as Parameters<typeof sign>[0])
      if (!newest || !result.ok) return
      setSigned({ wanted, body: result.body })
      const left = Math.max(0, result.expiresAt - Date.now() - marginMs)
      again = setTimeout(() => setTurn((count) => count + 1), left)
    }
    const timer = setTimeout(() => void ask().catch(() => {}), pauseMs)
    return () => {
      newest = false
      clearTimeout(timer)
      clearTimeout(again)
    }
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- `turn` signs the same again
  }, [wanted, isSigned, turn])
  if (!isSigned) return JSON.stringify(members)
  return signed?.wanted === wanted ? signed.body : null
}

const sign = (data: Parameters<Protocol['registrationSign']>[0]) =>
  command('registrationSign', data)

const textIssuer = ({ client_id: id }: JsonObject) => (typeof id === 'string' ? id : '')
