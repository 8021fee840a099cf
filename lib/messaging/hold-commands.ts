import type { Defence, Delivery } from '@/lib/flow/model/hold'
import type { Frame } from '@/lib/model/navigation'
import type { ExtraParams } from '@/lib/oauth/profile'
import type { CommandResult } from './command-result'

/** The commands that hold responses, release them, and serve the held page. */
export interface HoldCommands {
  /**
   * Holds every response of this client, or stops holding them. Rejects if the browser refuses the
   * rules.
   */
  profileHold(data: { id: string; on: boolean }): void
  /** Holds the response of this flow, regardless of its profile. Rejects like `profileHold`. */
  flowHold(data: { id: string; on: boolean }): void
  /** Sends a held response on to the app, once. Null sends it unchanged. */
  holdRelease(data: {
    flowId: string
    responseId: string
    params: ExtraParams | null
    defence: Defence | null
  }): CommandResult<object>
  holdDiscard(data: { flowId: string; responseId: string }): CommandResult<object>
  holdRestore(data: { flowId: string; responseId: string }): CommandResult<object>
  /** Records whether the app defended itself against the release at this time. */
  releaseMark(data: {
    flowId: string
    responseId: string
    at: number
    defended: boolean | null
  }): void
  /** Brings the held page of a response to the front, or opens it again. */
  heldFocus(data: { flowId: string; responseId: string }): CommandResult<object>
  /**
   * Resolves when everything that the browser reported so far is in its flow. If a held page asks, the response
   * that was stopped in its place is then held, even if the stop was not reported.
   */
  observationsSettled(): void
  /** The delivery that the calling held page has to send now; null if it has none. */
  heldDelivery(): Delivery | null
  /**
   * Sends on the navigation that was stopped at this held page and is not a response, if the page
   * still shows it.
   */
  stoppedSend(data: { stoppedId: string }): void
  /** Discards that navigation. */
  stoppedDiscard(data: { stoppedId: string }): void
  /**
   * The held page has left with its delivery, and no browser event may follow. It reports its own
   * frame, because Chromium reports a different frame for a page that is leaving.
   */
  heldLeft(data: { readonly frame: Frame }): void
}
