import { useState } from 'react'
import { type DefenceOffer, type OtherCode, defenceOf } from '@/lib/flow/read/defences'
import type { Defence } from '@/lib/flow/model/hold'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import type { Params } from '@/lib/model/params'
import {
  type DraftItem,
  type Edit,
  type ReleaseDraft,
  asReceived,
  draftChanges,
  draftParams,
  withEdit,
} from '@/lib/flow/read/release-draft'

/** The release as edited so far. */
export interface DraftState {
  readonly draft: ReleaseDraft
  readonly changes: readonly DraftItem[]
  /** The defence that it tests, if any. */
  readonly defence: Defence | null
  /** The parameters for the command; null means "as received". */
  readonly params: Params | null
  /** The release is edited, or is sent twice. */
  readonly edited: boolean
  readonly edit: (index: number, edit: Edit) => void
  readonly setAdded: (added: Params) => void
  /** Fills the fields, or clears them if this defence is already selected. */
  readonly press: (offer: DefenceOffer) => void
}

export function useDraft(
  response: AuthorizationResponse,
  otherCodes: readonly OtherCode[],
): DraftState {
  const [draft, setDraft] = useState(asReceived)
  const [twice, setTwice] = useState(false)
  const changes = draftChanges(response.params, draft)
  const same = changes.length === 0
  const defence = same && twice ? 'same-twice' : defenceOf(changes, otherCodes)
  return {
    draft,
    changes,
    defence,
    params: same ? null : draftParams(response.params, draft),
    edited: !same || twice,
    edit: (index, edit) => {
      setTwice(false)
      setDraft((old) => withEdit(old, index, edit))
    },
    setAdded: (added) => {
      setTwice(false)
      setDraft((old) => ({ ...old, added }))
    },
    press: (offer) => {
      const off = offer.defence === defence || offer.draft === null
      setDraft(off ? asReceived : offer.draft)
      setTwice(!off && offer.defence === 'same-twice')
    },
  }
}
