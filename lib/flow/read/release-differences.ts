import type { Flow } from '@/lib/flow/model/flow'
import type { HoldSite } from '@/lib/flow/model/hold'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { startOf } from './navigation-start'

/** An aspect in which a release may differ from a real redirect. */
type Aspect = 'cookies' | 'headers' | 'body' | 'tab'

/** The comparison of one aspect; `case` selects its sentences. */
export interface Comparison {
  readonly aspect: Aspect
  readonly status: 'pass' | 'warn' | 'neutral'
  readonly case: string
}

interface ReleaseFacts {
  readonly flow: Pick<Flow, 'incognito'>
  readonly response: AuthorizationResponse
  /** The held page; undefined if it is not known. */
  readonly place: Pick<HoldSite, 'stopped'> | undefined
  readonly browser: 'chrome' | 'firefox'
}

type Compare = (facts: ReleaseFacts) => Omit<Comparison, 'aspect'>

const same = (name: string) => ({ status: 'pass', case: name }) as const
const differs = (name: string) => ({ status: 'warn', case: name }) as const

const isForm = ({ response }: ReleaseFacts) => response.responseMode === 'form'

/** Chromium does not run pages of an extension in a private window, so the browser itself navigates the tab. */
const isSentByBrowser = ({ flow, browser }: ReleaseFacts) => flow.incognito && browser === 'chrome'

const isOpenedAgain = ({ place }: ReleaseFacts) => place?.stopped === null

/** A held page that is opened again is always in a tab, even if the original was in a frame. */
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
 * How the release of a held response compares with the original redirect, within the limits for extensions.
 * Ordered by how noticeable the difference is for an app.
 */
export function compareRelease(facts: ReleaseFacts): readonly Comparison[] {
  return (Object.keys(compare) as readonly Aspect[]).map((aspect) => ({
    aspect,
    ...compare[aspect](facts),
  }))
}
