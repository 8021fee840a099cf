import { useState } from 'react'
import { usePasted } from '@/components/connected/use-pasted'
import { pastedTokens } from '@/lib/oauth/paste-tokens'
import { recognise } from '@/lib/oauth/recognise'
import type { NamedToken, Recognition } from '@/lib/oauth/recognition'
import type { JwtKind } from '@/lib/oauth/token-kind'
import { noPayload, type GivenPayload } from './payload-field'

interface Input {
  /** The text in the field. */
  readonly text: string
  /** The flow of the token; null for a pasted token. */
  readonly flowId: string | null
  readonly jwks: string
  readonly nonce: string
  /** The payload of a detached JWS. It belongs to one token. */
  readonly payload: GivenPayload
  /** The kind that the user judges the token as; null for the kind that it declares. */
  readonly kind: JwtKind | null
  /** Tries every private key on a JWE, whatever its `kid`. */
  readonly anyKey: boolean
  /** Which of the tokens in the text is shown. */
  readonly nth: number
  readonly found: Recognition
  /** A JWKS was pasted as the token, and is in its own field now. */
  readonly areKeysMoved: boolean
}

export const noInput: Input = {
  text: '',
  flowId: null,
  jwks: '',
  nonce: '',
  payload: noPayload,
  kind: null,
  anyKey: false,
  nth: 0,
  found: { kind: 'empty' },
  areKeysMoved: false,
}

/** What the user gave for one token, as long as it is nothing. */
export const ofOneToken = { payload: noPayload, kind: null, anyKey: false } as const

/** The input of the Tokens screen; it takes over a text that was pasted in the popup. */
export function useTokenInput() {
  const [input, setInput] = useState(noInput)
  usePasted(isForTokens, (text) => setInput(withPasted(noInput, text)))
  return [input, setInput] as const
}

const isForTokens = (kind: Recognition['kind']) => kind !== 'metadata'

/** The input after a text was entered. Keys go to their own field. */
export function withPasted(input: Input, text: string): Input {
  const found = recognise(text)
  if (found.kind === 'jwks') return { ...input, jwks: found.text, areKeysMoved: true }
  return { ...input, ...ofOneToken, text, found, flowId: null, nth: 0, areKeysMoved: false }
}

/** The tokens that were found in the text, if it is not just one. */
export function tokensToChoose({ found, text }: Input): readonly NamedToken[] {
  const tokens = pastedTokens(found)
  return tokens.length === 1 && tokens[0]?.text === text.trim() ? [] : tokens
}

/** The token to inspect. A text in which none was found is shown for its faults. */
export function tokenOf({ found, text, nth, flowId }: Input): string {
  return flowId === null ? (pastedTokens(found)[nth]?.text ?? text) : text
}
