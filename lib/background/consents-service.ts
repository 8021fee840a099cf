import { baseScope } from '@/lib/consent/templates/base-scope'
import { templateScope, type TemplateScope } from '@/lib/consent/templates/fill'
import { withValues } from '@/lib/consent/templates'
import { profileWith } from '@/lib/consent/templates/place'
import { fitsKind } from '@/lib/consent/templates/schema'
import type { Flow } from '@/lib/flow/model/flow'
import type {
  ConsentRun,
  ConsentStep,
  ConsentTemplate,
  PreparedCall,
  TemplateRequest,
} from '@/lib/flow/model/flow-consent'
import { maxNameLength } from '@/lib/flow/model/flow-name'
import type { CommandResult } from '@/lib/messaging/command-result'
import type { Protocol } from '@/lib/messaging/protocol'
import type { Issue } from '@/lib/model/issue'
import { cutText } from '@/lib/model/text-bound'
import type { Profile } from '@/lib/oauth/profile'
import { chosenProfile, knownClient, profileOf, usableMetadata } from '@/lib/storage/select'
import type { Data } from '@/lib/storage/data'
import { bindTokens, createOnce, type CallServices } from './calls'
import { clientTokenOf, sendConsentRequest, withClientToken } from './consent-calls'
import { templateOf, type createConsentPreview } from './consent-preview'
import { pushRequest } from './push'
import { importedIssue, refuse } from './refuse'
import { newFlow } from './new-flow'
import type { createRequests } from './requests'

type Input<C extends keyof Protocol> = Parameters<Protocol[C]>[0]
type Open = ReturnType<typeof createRequests>['open']
type Ran = CommandResult<{ accepted: boolean }>

/** What a step led to: the next one, or null at the end; otherwise why it stopped. */
type StepResult =
  | { readonly next: ConsentStep | null }
  /** Without issues, the refusal is in the messages of the flow. */
  | { readonly stopped: 'refused'; readonly issues: readonly Issue[] }
  /** The tester wanted to stop before this step. */
  | { readonly pausedAt: ConsentStep }

type Step = (services: CallServices, flow: Flow, run: ConsentRun, open: Open) => Promise<StepResult>

const refused = (...issues: readonly Issue[]): StepResult => ({ stopped: 'refused', issues })

/** The first part of a flow with a consent, step by step. Each step is stored before the next one begins. */
export function createConsents(
  services: CallServices,
  open: Open,
  take: ReturnType<typeof createConsentPreview>['take'],
) {
  const { store } = services
  const once = createOnce<Ran>()

  const advance = async (flowId: string): Promise<Ran> => {
    for (;;) {
      const flow = await store.flow(flowId)
      const run = flow?.consent?.run
      if (!flow || !run) return flow ? { ok: true, accepted: true } : refuse({ code: 'flow_gone' })
      const result = await steps[run.step](services, flow, run, open)
      const after = runAfter(run, result)
      await putRun(
        services,
        flowId,
        after && run.step === 'create' ? withoutPrepared(after) : after,
      )
      if ('pausedAt' in result) return { ok: true, accepted: true }
      if ('stopped' in result)
        return result.issues.length > 0 ? refuse(...result.issues) : { ok: true, accepted: false }
    }
  }

  return {
    async begin(data: Input<'consentBegin'>): Promise<CommandResult<{ flowId: string }>> {
      const known = await store.data()
      const profile = chosenProfile(known, data.profileId)
      if (!profile) return refuse({ code: 'profile_missing' })
      const found = templateOf(known, data.templateId)
      if (!found) return refuse({ code: 'template_gone' })
      const template = withValues(found, data.values)
      const wrong = template.values.filter(({ kind, value }) => !fitsKind(kind, value))
      if (wrong.length > 0)
        return refuse(
          ...wrong.map(({ name, kind }) => ({
            code: 'template_value',
            seen: name,
            expected: kind,
          })),
        )
      const prepared = await take(data.preparedId ?? null)
      const flow = consentFlow(services, { known, profile, template, data, prepared })
      await store.run((_, save) => save({ putFlows: [flow] }))
      await bindTokens(services, flow)
      return { ok: true, flowId: flow.id }
    },

    run: ({ flowId, open: where }: Input<'consentRun'>): Promise<Ran> =>
      once(flowId, async () => {
        const flow = await store.flow(flowId)
        if (flow?.imported) return refuse(importedIssue)
        const run = flow?.consent?.run
        if (!run) return refuse({ code: flow ? 'consent_ended' : 'flow_gone' })
        await putRun(services, flowId, { ...run, state: 'running', issues: [], open: where })
        return advance(flowId)
      }),

    /** A new worker does not send anything by itself: the tester continues what was interrupted. */
    interrupt: (): Promise<void> =>
      store.run(async (data, save) => {
        const ids = [...data.facts.values()]
          .filter(({ marks }) => marks.includes('consent-running'))
          .map(({ id }) => id)
        const flows = await store.flows(ids)
        if (flows.length > 0) await save({ putFlows: flows.map(interrupted) })
      }),
  }
}

/** The tab was opened, although the worker could not store that it was. */
function interrupted(flow: Flow): Flow {
  const { consent, messages } = flow
  if (!consent?.run) return flow
  const isOpened = messages.some(({ kind }) => kind === 'authorization-request')
  const run = isOpened ? null : ({ ...consent.run, state: 'interrupted' } as const)
  return { ...flow, consent: { ...consent, run } }
}

function runAfter(run: ConsentRun, result: StepResult): ConsentRun | null {
  if ('stopped' in result) return { ...run, state: 'refused', issues: result.issues }
  if ('pausedAt' in result) return { ...run, step: result.pausedAt, state: 'paused' }
  return result.next === null ? null : { ...run, step: result.next }
}

/** What was signed for the preview is sent once. */
function withoutPrepared({ prepared: _, ...run }: ConsentRun): ConsentRun {
  return run
}

async function putRun({ store }: CallServices, id: string, run: ConsentRun | null): Promise<void> {
  await store.run(async (_, save) => {
    const flow = await store.flow(id)
    if (flow?.consent) await save({ putFlows: [{ ...flow, consent: { ...flow.consent, run } }] })
  })
}

const steps: Readonly<Record<ConsentStep, Step>> = {
  async token(services, flow) {
    const next = { next: 'create' } as const
    if (!flow.consent?.template.token) return next
    const given = await withClientToken(services, flow)
    if (!given.ok) return refused(...given.issues)
    return 'flow' in given && clientTokenOf(given.flow, services.ports.now()) ? next : refused()
  },

  async create(services, flow, { open: where }) {
    const create = flow.consent?.template.create
    // Without a consent to create, the push is what "only" means.
    if (!create) return { next: 'authorize' }
    const stopped = flow.consent?.id ? null : await createConsent(services, flow, create)
    return stopped ?? (where === null ? { pausedAt: 'authorize' } : { next: 'authorize' })
  },

  async authorize(services, flow, { open: where }) {
    const data = await services.store.data()
    const profile = profileOf(data, flow.profileId)
    if (!profile || !flow.consent) return refused({ code: 'profile_missing' })
    const isUsable = data.requests.some(
      ({ id, expiresAt, usedAt, removedAt }) =>
        id === flow.storedRequestId &&
        usedAt === null &&
        removedAt === undefined &&
        (expiresAt === null || expiresAt > services.ports.now()),
    )
    if (!isUsable) {
      const { template } = flow.consent
      const derived = profileWith(profile, template, scopeOf(services, data, profile, template))
      const pushed = await pushRequest(services, { profile: derived, flow })
      if (!pushed.ok) return refused(...pushed.issues)
      if (!pushed.accepted || pushed.storedRequestId === null) return refused()
    }
    return where === null ? { pausedAt: 'open' } : { next: 'open' }
  },

  async open({ store }, flow, { open: where }, open) {
    const storedRequestId = (await store.flow(flow.id))?.storedRequestId ?? null
    if (storedRequestId === null) return refused({ code: 'request_gone' })
    const opened = await open(storedRequestId, where ?? 'tab')
    return opened.ok ? { next: null } : refused(...opened.issues)
  },
}

/** Why the consent was not created; null if it was. */
async function createConsent(
  services: CallServices,
  flow: Flow,
  create: TemplateRequest,
): Promise<StepResult | null> {
  const sent = await sendConsentRequest(services, flow, create, 'create')
  if (!sent.ok) return refused(...sent.issues)
  if (!sent.accepted) return refused()
  const consent = (await services.store.flow(flow.id))?.consent
  const wanted = consent?.template.id
  return wanted?.in === 'create' && consent?.id === null
    ? refused({ code: 'consent_id_missing', expected: wanted.path })
    : null
}

function scopeOf(
  { ports }: CallServices,
  data: Data,
  profile: Profile,
  template: ConsentTemplate,
): TemplateScope {
  const clock = { now: ports.now(), uuid: ports.newId }
  const base = baseScope(profile, usableMetadata(data, profile), clock)
  return templateScope(template, base, profile.resourceServers)
}

function consentFlow(
  { ports }: CallServices,
  made: {
    readonly known: Data
    readonly profile: Profile
    readonly template: ConsentTemplate
    readonly data: Input<'consentBegin'>
    readonly prepared: PreparedCall | null
  },
): Flow {
  const { known, profile, template, data, prepared } = made
  const name = cutText((data.label ?? '').trim() || template.name, maxNameLength)
  return {
    ...newFlow(ports, knownClient(known, profile)),
    name,
    madeByParley: true,
    consent: {
      templateId: data.templateId,
      template,
      id: null,
      status: null,
      expiry: null,
      readAt: null,
      withdrawnAt: null,
      run: {
        step: 'token',
        state: 'running',
        issues: [],
        open: data.open,
        ...(prepared && { prepared }),
      },
    },
  }
}
