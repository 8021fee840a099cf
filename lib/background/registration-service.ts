import { callRegistration } from '@/lib/client/registration'
import type { CallResult, Send } from '@/lib/client/client-context'
import { registeredMembers } from '@/lib/flow/read/registration'
import type { Flow } from '@/lib/flow/model/flow'
import { signJwt } from '@/lib/jose/sign-jwt'
import type { Protocol } from '@/lib/messaging/protocol'
import { maxDraftLength } from '@/lib/model/bounds'
import { notInHeader } from '@/lib/model/http-text'
import { isReachable, parseUrl } from '@/lib/model/url'
import { checkDraft, trimDraft } from '@/lib/oauth/profile-draft'
import type { Profile } from '@/lib/oauth/profile'
import {
  registrationClaims,
  registrationTypes,
  registrationUrl,
  usualAccess,
  usualForm,
} from '@/lib/oauth/registration-request'
import {
  profileOfRegistration,
  registeredClient,
  registrationSecrets,
} from '@/lib/oauth/registration-result'
import { emptyRegistration, type RegistrationDraft } from '@/lib/oauth/registration-draft'
import { initialTokenKey } from '@/lib/storage/state'
import type { Data } from '@/lib/storage/data'
import { dropFormDraft } from './form-drafts'
import type { createKeys } from './keys-service'
import { keepRegistration } from './registered-clients'
import {
  clientFlow,
  ecosystemHeaders,
  recordCall,
  type RegistrationServices,
} from './registration-calls'
import type { Ports } from './ports'
import { editFlow } from './record'
import { refuse } from './refuse'
import type { Save } from './store'

type Input<C extends keyof Protocol> = Parameters<Protocol[C]>[0]

interface Services extends RegistrationServices {
  readonly keys: ReturnType<typeof createKeys>
  /** Reads the access and the metadata of a new profile. */
  readonly onCreated: (profileId: string) => void
}

/**
 * Registers clients. What is typed is kept in memory only, and so are the secrets of a registration.
 *
 * @see [RFC 7591](https://www.rfc-editor.org/rfc/rfc7591.html)
 */
export function createRegistration(services: Services) {
  const { ports, store, keys } = services

  const sendInFlow = async (
    flow: Flow,
    certificate: boolean,
    call: (send: Send) => Promise<CallResult>,
  ) => {
    await store.run((_, save) => save({ putFlows: [flow] }))
    const result = await recordCall(services, flow, certificate, call)
    if (!result.ok && (await store.flow(flow.id))?.messages.length === 0)
      await store.run((_, save) => save({ dropFlows: [flow.id] }))
    return result
  }

  return {
    draft: ({ key, form, token }: Input<'registrationDraft'>): Promise<void> =>
      store.run(async (data, save) => {
        if (form === null) return dropDraft(ports, data, save, key)
        if (JSON.stringify(form).length > maxDraftLength) return
        if (token === '') await ports.session.remove([initialTokenKey(key)])
        else if (token !== undefined) await ports.session.set({ [initialTokenKey(key)]: token })
        const known = data.registrationDrafts[key]
        const hasToken = token === undefined ? known?.hasToken === true : token !== ''
        await putDraft(data, save, key, { ...form, hasToken })
      }),

    async sign({ members, keyId, issuer, audience, isUpperCase }: Input<'registrationSign'>) {
      const held = await keys.held(keyId)
      if (!held) return refuse({ code: 'signing_key_missing', field: 'signingKeyId' })
      const id = ports.newId()
      const jti = isUpperCase ? id.toUpperCase() : id
      const claims = registrationClaims(members, { issuer, audience, now: ports.now(), jti })
      const { alg, kid } = held.info
      try {
        const header = { alg, typ: 'JWT', ...(kid !== '' && { kid }) }
        const body = await signJwt(header, claims, held.privateKey)
        return { ok: true, body, expiresAt: Number(claims['exp']) * 1000 } as const
      } catch (error) {
        const seen = error instanceof Error ? error.message : String(error)
        return refuse({ code: 'request_not_created', seen })
      }
    },

    async fetch({ draft, url, token }: Input<'registrationFetch'>) {
      const parsed = parseUrl(url)
      if (!parsed || !isReachable(parsed))
        return refuse({ code: parsed ? 'url_not_https' : 'url_malformed', seen: url })
      const wrong = notInHeader(token)
      if (wrong !== null) return refuse({ code: 'token_malformed', seen: wrong })
      let text = ''
      const sent = await sendInFlow(
        clientFlow(ports, trimDraft(draft), null),
        false,
        async (send) => {
          const response = await send('resource', {
            method: 'GET',
            url,
            headers: [
              ['accept', 'application/jwt, application/jose, application/json, text/plain'],
              ...(token === '' ? [] : [['authorization', `Bearer ${token}`] as const]),
            ],
            body: '',
            certificate: false,
          })
          if (response.ok) text = response.body
          return fetched(response)
        },
      )
      if (!sent.ok) return sent
      if (!sent.accepted) return refuse({ code: 'statement_not_fetched', seen: url })
      return { ok: true, text, flowId: sent.flowId } as const
    },

    async send({ key, draft, metadata, body }: Input<'registrationSend'>) {
      const data = await store.data()
      const form = data.registrationDrafts[key] ?? emptyRegistration
      const client = trimDraft(draft)
      const access = form.access ?? usualAccess(client.ruleProfile)
      const url = registrationUrl(metadata, access)
      if (url === null)
        return refuse({ code: 'endpoint_missing', expected: 'registration_endpoint' })
      const token = access === 'token' ? await initialToken(ports, key) : null
      if (access === 'token' && token === null) return refuse({ code: 'initial_token_missing' })
      const flow = clientFlow(ports, { ...client, clientId: '' }, null)
      await store.run((now, save) => putDraft(now, save, key, { ...form, flowId: flow.id }))
      const certificate = access === 'certificate'
      return sendInFlow(flow, certificate, (send) =>
        callRegistration(send, {
          method: 'POST',
          url,
          contentType: registrationTypes[form.form ?? usualForm(client.ruleProfile)],
          body,
          token,
          headers: ecosystemHeaders(ports, client, 'POST'),
          certificate,
        }),
      )
    },

    async create({ key, draft, flowId }: Input<'registrationCreate'>) {
      const flow = await store.flow(flowId)
      const registered = flow && registeredMembers(flow)
      if (!registered) return refuse({ code: 'flow_gone' })
      const made = trimDraft({ ...profileOfRegistration(draft, registered), id: null })
      const issues = checkDraft(made)
      if (issues.length > 0) return refuse(...issues)
      const secrets = registrationSecrets(registered)
      const id = await store.run(async (data, save) => {
        const form = data.registrationDrafts[key] ?? emptyRegistration
        const statement = form.statement.trim() || secrets.statement
        const profile: Profile = {
          ...made,
          id: ports.newId(),
          createdAt: ports.now(),
          registration: registeredClient(registered, {
            form: form.form ?? usualForm(made.ruleProfile),
            access: form.access ?? usualAccess(made.ruleProfile),
            audience: form.audience.trim() || made.issuer,
            statement,
            now: ports.now(),
          }),
        }
        // Secrets first: a profile whose token was lost could not be managed.
        await keepRegistration(ports, data, save, profile.id, { ...secrets, statement })
        await save({
          profiles: [...data.profiles, profile],
          settings: { ...data.settings, currentProfileId: profile.id },
        })
        await dropFormDraft(ports, data, save, key)
        await dropDraft(ports, data, save, key)
        return profile.id
      })
      const { clientId, redirectUris } = made
      await editFlow(store, flowId, (known) => ({
        ...known,
        profileId: id,
        clientId,
        redirectUris,
      }))
      services.onCreated(id)
      return { ok: true, id } as const
    },
  }
}

function fetched(response: Awaited<ReturnType<Send>>): CallResult {
  if (!response.ok) {
    const { failure, cause, url } = response
    return { response, issues: [{ code: `fetch_${failure}`, seen: cause, expected: url }] }
  }
  const { status } = response
  return status < 300
    ? { response, issues: [] }
    : { response, issues: [{ code: 'response_status', seen: String(status), expected: '200' }] }
}

async function initialToken(ports: Ports, key: string): Promise<string | null> {
  const name = initialTokenKey(key)
  const { [name]: token } = await ports.session.get([name])
  return typeof token === 'string' && token !== '' ? token : null
}

function putDraft(data: Data, save: Save, key: string, form: RegistrationDraft): Promise<void> {
  return save({ registrationDrafts: { ...data.registrationDrafts, [key]: form } })
}

async function dropDraft(ports: Ports, data: Data, save: Save, key: string): Promise<void> {
  const { [key]: old, ...registrationDrafts } = data.registrationDrafts
  if (old) await save({ registrationDrafts })
  await ports.session.remove([initialTokenKey(key)])
}
