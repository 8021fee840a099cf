import { type OtherCode, defenceOffers } from '@/lib/flow/read/defences'
import type { Flow } from '@/lib/flow/model/flow'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { membersOf } from '@/lib/flow/read/response-members'
import { param } from '@/lib/model/params'
import type { CodeLine } from './code-line'
import { Defences, Expect } from './defences'
import { OtherChecks } from './other-checks'
import { ReleaseTable } from './release-table'
import { UrlPreview } from './url-preview'
import type { DraftState } from './use-draft'
import { useOtherIssuer } from './use-other-codes'

interface OpenResponseProps {
  readonly flow: Flow
  readonly response: AuthorizationResponse
  readonly state: DraftState
  readonly code: CodeLine | null
  /** Codes of other authorizations of the same client. */
  readonly otherCodes: readonly OtherCode[]
}

/**
 * A response that is pending a decision: its parameters, its editable release, and a preview for the
 * app.
 */
export function OpenResponse({ flow, response, state, code, otherCodes }: OpenResponseProps) {
  const otherIssuer = useOtherIssuer(flow)
  const hasError = param(membersOf(response), 'error') !== undefined
  return (
    <>
      <ReleaseTable response={response} state={state} code={code} />
      <OtherChecks response={response} />
      {!hasError && (
        <Defences
          offers={defenceOffers(response, { otherIssuer, others: otherCodes })}
          pressed={state.defence}
          onPress={state.press}
        />
      )}
      {state.defence && <Expect defence={state.defence} />}
      <UrlPreview response={response} draft={state.draft} twice={state.defence === 'same-twice'} />
    </>
  )
}
