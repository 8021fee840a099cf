import type { NegativeTest, ProbeDifference, ProbeOutcome, ProbeReason } from '@/lib/model/probe'

/** What a response said, as far as it is shown. Contains no secret. */
export interface ProbeResponse {
  readonly status: number | null
  readonly error: string | null
  /** The server's own words; null without any. */
  readonly description: string | null
}

/** The result of one step. */
export interface ProbeResult {
  readonly step: string
  /** When the request was sent, in milliseconds since the epoch. */
  readonly at: number
  readonly outcome: ProbeOutcome
  /** Why it was not judged; null if it was. */
  readonly reason: ProbeReason | null
  readonly status: NonNullable<NegativeTest['status']>
  readonly response: ProbeResponse | null
  /** Both values of everything that was changed. */
  readonly differences: readonly ProbeDifference[]
  /** Where the request was sent, without its query; null if nothing was sent. */
  readonly sentTo: string | null
  /** The flow with the request and its response; null if nothing was sent. */
  readonly flowId: string | null
  /** The tester said what the page shows. */
  readonly marked?: ProbePage
}

/** What a page of the server shows, as the tester sees it. */
export type ProbePage = 'error' | 'login'

/** The same request without the change. */
export interface ProbeBaseline {
  readonly at: number
  readonly flowId: string
  /** Null while its page is open. */
  readonly isGood: boolean | null
  readonly response: ProbeResponse | null
  /** Seconds that the server's clock is ahead; 0 if it is not known. */
  readonly clockOffset: number
}

/** Why a run ended before all of its steps. */
export type ProbeStop =
  'tester' | 'interrupted' | 'baseline' | 'invalid_client' | 'rate_limited' | 'network'

/** A page of the server that is open, and the step that it belongs to. */
export interface OpenProbe {
  readonly step: string
  readonly flowId: string
  /** The page of the baseline: the page of the step opens when it is good. */
  readonly isBaseline: boolean
  readonly mark: ProbePage | null
  /** The page is open, and only the tester can say what it shows. */
  readonly needsMark: boolean
}

/** The negative tests of one profile, for this browser session. */
export interface ProbeRun {
  readonly profileId: string
  readonly startedAt: number
  readonly state: 'running' | 'ended'
  readonly stop: ProbeStop | null
  /** The steps of the run, in the order in which they are sent. */
  readonly order: readonly string[]
  /** The steps that are not sent yet, and need no page. */
  readonly queue: readonly string[]
  readonly current: string | null
  /** The steps that need a page of the server: the tester opens one after the other. */
  readonly waiting: readonly string[]
  readonly open: OpenProbe | null
  readonly networkErrors: number
  readonly baseline: ProbeBaseline | null
  /** When the last request was sent. */
  readonly lastSentAt: number
  /** The newest result of each step, also of earlier runs. */
  readonly results: Readonly<Record<string, ProbeResult>>
}

/** The runs by profile. */
export type ProbeRuns = Readonly<Record<string, ProbeRun>>

/** Milliseconds between two requests. */
export const probePace = 1000

/** Milliseconds for which a baseline is good. */
const baselineLife = 60_000

/** Whether a baseline is good, and not older than a minute. */
export function isFresh(baseline: ProbeBaseline | null, now: number): baseline is ProbeBaseline {
  return baseline?.isGood === true && now - baseline.at < baselineLife
}

/** Network errors that stop a run. */
export const maxNetworkErrors = 3
