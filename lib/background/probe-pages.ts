import { seenPageOf, type SeenPage } from '@/lib/flow/read/probe-page'
import type { CommandResult } from '@/lib/messaging/command-result'
import { withoutQuery } from '@/lib/model/url'
import { buildAuthorizeUrl } from '@/lib/oauth/authorize-url'
import type { ProbeFacts, StepOfProbe } from '@/lib/oauth/probes/model'
import { outcomeOf, type Judged, type Received } from '@/lib/oauth/probes/outcome'
import {
  isFresh,
  type OpenProbe,
  type ProbePage,
  type ProbeResult,
  type ProbeRun,
} from '@/lib/oauth/probes/run'
import { placeOf, stepNamed } from '@/lib/oauth/probes/table'
import { knownClient } from '@/lib/storage/select'
import type { Data } from '@/lib/storage/data'
import type { CallServices } from './calls'
import { probeFacts } from './probe-context'
import { newRun, pushedResult, resultOf, unsentResult } from './probe-runs'
import type { createProbeSender, KnownBaseline, Sent, ToOpen } from './probe-sender'
import { refuse } from './refuse'
import { emptyPage, openedRequest } from './requests'

interface Parts {
  readonly sender: ReturnType<typeof createProbeSender>
  edit(profileId: string, change: (run: ProbeRun) => ProbeRun): Promise<ProbeRun | null>
  finish(profileId: string, of: StepOfProbe, result: ProbeResult): Promise<unknown>
  markFlow(flowId: string, result: ProbeResult): Promise<boolean>
  /** A good baseline; null without one, which ends the step. */
  baselineFor(facts: ProbeFacts, of: StepOfProbe): Promise<KnownBaseline | null>
  /** Sends the changed request after a good baseline; null if there is nothing to judge. */
  send(facts: ProbeFacts, of: StepOfProbe): Promise<Sent | null>
}

/** The steps whose result is a page of the server: the tester opens them, and Parley watches their flow. */
export function createProbePages(services: CallServices, parts: Parts) {
  const { ports, store } = services
  const { sender, edit, finish, markFlow, baselineFor, send } = parts

  /** Leaves a step for later, when the tester opens its page. */
  const defer = async (profileId: string, step: string): Promise<void> => {
    await edit(profileId, (run) => ({
      ...run,
      current: null,
      waiting: [...run.waiting.filter((each) => each !== step), step],
    }))
  }

  const openPage = async (
    { profile }: ProbeFacts,
    of: StepOfProbe,
    isBaseline: boolean,
    { flow, url }: Pick<ToOpen, 'flow' | 'url'>,
  ): Promise<CommandResult<object>> => {
    const hold = of.probe.wrongRedirect === true && !isBaseline
    const { requestUri } = flow
    await store.run(async (_, save) => {
      const stored = (await store.flow(flow.id)) ?? flow
      const messages = [...stored.messages, openedRequest(ports, url)]
      await save({ putFlows: [{ ...stored, requestUri, hold, messages }] })
    })
    await edit(profile.id, (run) => ({
      ...run,
      lastSentAt: ports.now(),
      open: { step: of.step.id, flowId: flow.id, isBaseline, mark: null, needsMark: false },
    }))
    try {
      const tabId = await ports.openUrl(hold ? emptyPage : url, 'tab')
      await store.run(async (_, save) => {
        const known = await store.flow(flow.id)
        if (known?.tabId === null && tabId !== null) await save({ putFlows: [{ ...known, tabId }] })
      })
      if (hold && (tabId === null || !(await ports.sendTab(tabId, url))))
        throw new Error('The browser does not report the tab')
      return { ok: true }
    } catch (error) {
      await edit(profile.id, (run) => ({ ...run, open: null }))
      return refuse({ code: 'open_refused', seen: String(error) })
    }
  }

  const openPushed = async (facts: ProbeFacts, of: StepOfProbe): Promise<CommandResult<object>> => {
    const { profile } = facts
    const sent = await send(facts, of)
    if (!sent) return { ok: true }
    const result = pushedResult(of, facts, sent)
    const flow = sent.flowId === null ? null : await store.flow(sent.flowId)
    const { authorizationEndpoint } = knownClient(await store.data(), profile)
    if (result.outcome !== 'accepted' || !flow || !authorizationEndpoint || !sent.requestUri) {
      await finish(profile.id, of, result)
      return { ok: true }
    }
    const { clientId, addScopeOpenid } = profile
    const { requestUri } = sent
    const url = buildAuthorizeUrl({ authorizationEndpoint, clientId, requestUri, addScopeOpenid })
    await edit(profile.id, (run) => ({
      ...run,
      results: {
        ...run.results,
        [of.step.id]: { ...result, outcome: 'not-judged', status: 'neutral' },
      },
    }))
    return openPage(facts, of, false, { flow: { ...flow, requestUri }, url })
  }

  const openUrl = async (
    facts: ProbeFacts,
    of: StepOfProbe,
    isBaseline: boolean,
  ): Promise<CommandResult<object>> => {
    const { id } = facts.profile
    const made = await sender.toOpen(facts.profile, of, isBaseline)
    if (!made) {
      await finish(id, of, unsentResult(of.step.id, 'not_sent', ports.now()))
      return { ok: true }
    }
    const { flow, url, differences } = made
    if (!isBaseline)
      await edit(id, (run) => ({
        ...run,
        results: {
          ...run.results,
          [of.step.id]: {
            ...unsentResult(of.step.id, 'interrupted', ports.now()),
            differences,
            flowId: flow.id,
            sentTo: withoutQuery(url),
          },
        },
      }))
    return openPage(facts, of, isBaseline, { flow, url })
  }

  /** Opens the page of a step; that of its baseline first, if the profile does not push. */
  const openStep = async (facts: ProbeFacts, of: StepOfProbe): Promise<CommandResult<object>> => {
    if (placeOf(of.probe, facts) !== 'browser') return openPushed(facts, of)
    const { probes } = await store.data()
    const baseline = probes[facts.profile.id]?.baseline ?? null
    if (facts.profile.sendBy === 'url') return openUrl(facts, of, !isFresh(baseline, ports.now()))
    return (await baselineFor(facts, of)) ? openUrl(facts, of, false) : { ok: true }
  }

  /** Judges the open page of a run again. */
  const evaluate = async (profileId: string): Promise<void> => {
    const facts = await probeFacts(services, profileId)
    const open = (await store.data()).probes[profileId]?.open
    const of = open && stepNamed(open.step)
    const flow = open && (await store.flow(open.flowId))
    if (!open || !of || !flow || 'code' in facts) return
    const seen = seenPageOf(flow, open.mark)
    await noteNeed(profileId, open, seen)
    if (open.isBaseline) await evaluateBaseline(facts, of, open, seen)
    else await evaluateStep(facts, of, open, seen)
  }

  const evaluateStep = async (
    facts: ProbeFacts,
    of: StepOfProbe,
    open: OpenProbe,
    seen: SeenPage,
  ): Promise<void> => {
    const { id } = facts.profile
    const judged = judgedPage(seen, of)
    if (!judged) return
    const known = (await store.data()).probes[id]?.results[open.step]
    const sent = known ?? unsentResult(open.step, 'interrupted', ports.now())
    const result: ProbeResult = {
      ...resultOf(of, facts, judged, { ...sent, response: responseOf(seen), flowId: open.flowId }),
      ...(open.mark && { marked: open.mark }),
    }
    if (JSON.stringify(result) === JSON.stringify(known)) return
    await edit(id, (run) => ({
      ...run,
      waiting: run.waiting.filter((each) => each !== open.step),
      results: { ...run.results, [open.step]: result },
    }))
    await markFlow(open.flowId, result)
  }

  /** A good baseline opens the page of its step; a bad one ends it. */
  const evaluateBaseline = async (
    facts: ProbeFacts,
    of: StepOfProbe,
    open: OpenProbe,
    seen: SeenPage,
  ): Promise<void> => {
    const { id } = facts.profile
    if (seen.kind === 'waiting' || seen.kind === 'page') return
    const isGood = seen.kind === 'accepted'
    const baseline = {
      at: ports.now(),
      flowId: open.flowId,
      isGood,
      response: responseOf(seen),
      clockOffset: 0,
    }
    const taken = await edit(id, (run) =>
      run.open === null || run.open.flowId !== open.flowId ? run : { ...run, baseline, open: null },
    )
    if (taken?.baseline !== baseline) return
    if (isGood) await openUrl(facts, of, false)
    else await finish(id, of, unsentResult(of.step.id, 'baseline', ports.now()))
  }

  const noteNeed = async (profileId: string, open: OpenProbe, seen: SeenPage): Promise<void> => {
    const needsMark = seen.kind === 'page'
    if (needsMark === open.needsMark) return
    await edit(profileId, (run) =>
      run.open?.flowId === open.flowId ? { ...run, open: { ...run.open, needsMark } } : run,
    )
  }

  /** The revision of each open flow that was judged last. */
  const judgedRevisions = new Map<string, number>()
  let evaluations: Promise<unknown> = Promise.resolve()

  return {
    defer,

    async open(profileId: string, stepId: string): Promise<CommandResult<object>> {
      const facts = await probeFacts(services, profileId)
      if ('code' in facts) return refuse(facts)
      const of = stepNamed(stepId)
      if (!of) return refuse({ code: 'probe_not_offered', seen: stepId })
      await store.run(async ({ probes }, save) => {
        const known = probes[profileId]
        const run = known ?? { ...newRun(profileId, [stepId], undefined, ports.now()), queue: [] }
        const waiting = [...run.waiting.filter((each) => each !== stepId), stepId]
        const state = known ? run.state : ('ended' as const)
        await save({ probes: { ...probes, [profileId]: { ...run, state, waiting, open: null } } })
      })
      return openStep(facts, of)
    },

    async mark(profileId: string, stepId: string, page: ProbePage): Promise<void> {
      await edit(profileId, (run) =>
        run.open?.step === stepId ? { ...run, open: { ...run.open, mark: page } } : run,
      )
      await evaluate(profileId)
    },

    /** Judges the open pages whose flow has changed. Runs after the task that changed it. */
    changed({ probes, facts }: Data): void {
      for (const { profileId, open } of Object.values(probes)) {
        const rev = open ? facts.get(open.flowId)?.rev : undefined
        if (!open || rev === undefined || judgedRevisions.get(open.flowId) === rev) continue
        judgedRevisions.set(open.flowId, rev)
        evaluations = evaluations.then(() => evaluate(profileId)).catch(() => undefined)
      }
    },
  }
}

/** The outcome of a page; null while it is not known. A page of the server shows no error code. */
function judgedPage(seen: SeenPage, { probe }: StepOfProbe): Judged | null {
  if (seen.kind === 'waiting' || seen.kind === 'page') return null
  if (seen.kind === 'refused' && seen.error === null) return { outcome: 'refused', reason: null }
  const { statuses: _, ...refusal } = probe.refusal
  return outcomeOf(receivedOf(seen), refusal)
}

function receivedOf(seen: Exclude<SeenPage, { kind: 'waiting' | 'page' }>): Received {
  if (seen.kind === 'failure') return seen
  const error = seen.kind === 'refused' ? seen.error : null
  return {
    kind: 'response',
    status: seen.kind === 'refused' ? (seen.status ?? 400) : (seen.status ?? 200),
    error,
    isGranted: seen.kind === 'accepted',
  }
}

function responseOf(seen: SeenPage): ProbeResult['response'] {
  if (seen.kind === 'waiting' || seen.kind === 'failure') return null
  const error = seen.kind === 'refused' ? seen.error : null
  return { status: seen.status, error, description: null }
}
