import type { Flow } from '@/lib/flow/model/flow'
import type { HoldSite } from '@/lib/flow/model/hold'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { startOf } from './navigation-start'

/** What a release is compared with a real redirect by. */
type Aspect = 'cookies' | 'headers' | 'body' | 'tab'

/** How one aspect of a release compares; `case` names its sentences. */
export interface Comparison {
  readonly aspect: Aspect
  readonly status: 'pass' | 'warn' | 'neutral'
  readonly case: string
}

interface ReleaseFacts {
  readonly flow: Pick<Flow, 'incognito'>
  readonly response: AuthorizationResponse
  /** Where it is held; undefined where that is not known. */
  readonly place: Pick<HoldSite, 'stopped'> | undefined
  readonly browser: 'chrome' | 'firefox'
}

type Compare = (facts: ReleaseFacts) => Omit<Comparison, 'aspect'>

const same = (name: string) => ({ status: 'pass', case: name }) as const
const differs = (name: string) => ({ status: 'warn', case: name }) as const

const isForm = ({ response }: ReleaseFacts) => response.responseMode === 'form'

/** Chromium runs no page of an extension in a private window: the tab is sent there by the browser. */
const isSentByBrowser = ({ flow, browser }: ReleaseFacts) => flow.incognito && browser === 'chrome'

const isOpenedAgain = ({ place }: ReleaseFacts) => place?.stopped === null

/** A held page is opened again in a tab, also where it stood in a frame. */
const frameIn = (facts: ReleaseFacts) => (isOpenedAgain(facts) ? 'top' : facts.response.frame)

function startIn(facts: ReleaseFacts) {
  const { response, browser } = facts
  const { url, hold, from, responseMode } = response
  const frame = frameIn(facts)
  const method = responseMode === 'form' ? 'POST' : 'GET'
  const stopped = { frame, url, method, initiator: hold?.initiator ?? null, from }
  return startOf(stopped, browser === 'firefox')
}

const compare: Readonly<Record<Aspect, Compare>> = {
  cookies(facts) {
    if (frameIn(facts) === 'sub') return { status: 'neutral', case: 'frame' }
    if (isSentByBrowser(facts)) return differs('private')
    if (facts.response.frame === 'sub') return differs('frame_gone')
    if (startIn(facts) === 'same-site') return same('all')
    return same(isForm(facts) ? 'form' : 'lax')
  },
  headers(facts) {
    const start = frameIn(facts) === 'top' && startIn(facts) === 'cross-site' ? '' : '_page'
    return differs(`${isForm(facts) ? 'form' : 'get'}${start}`)
  },
  body(facts) {
    const { method, params } = facts.response
    if (!isForm(facts)) return method === 'GET' ? same('get') : differs('resent')
    const isSorted = facts.browser === 'chrome' && params.length > 1
    return isSorted ? differs('sorted') : same('form')
  },
  tab: (facts) => (isOpenedAgain(facts) ? differs('other') : same('this')),
}

/**
 * How the release of a held response compares with the redirect that was held, as far as the browsers allow
 * an extension to start it. In the order of what an app notices first.
 */
export function compareRelease(facts: ReleaseFacts): readonly Comparison[] {
  return (Object.keys(compare) as readonly Aspect[]).map((aspect) => ({
    aspect,
    ...compare[aspect](facts),
  }))
}
