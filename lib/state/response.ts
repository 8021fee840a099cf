/** What a screen can say of a response and of its release, without asking the background. */
export { codeLifeOf } from '@/lib/oauth/code-lifetime'
export { defenceOf, defenceOffers, defenceRefs, otherCodes } from '@/lib/flow/defences'
export { holdabilityOf } from '@/lib/flow/hold'
export { param } from '@/lib/flow/message'
export { asReceived, draftChanges, draftParams, withEdit } from '@/lib/flow/release-draft'
export { previewOf } from '@/lib/flow/release-preview'
export { isClosed, membersOf } from '@/lib/flow/response-members'
export { isCodeUsed } from '@/lib/flow/tokens'
