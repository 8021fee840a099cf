import type { ReactNode } from 'react'
import { maskedPieces, textPieces, type Piece } from '@/lib/model/masking'
import { LongText } from './long-text'
import { Secret } from './secret'

interface MaskedProps {
  readonly pieces: readonly Piece[]
  /** What the whole is called. */
  readonly name: string
  readonly copyable?: boolean
  /** Shown if the value contains no secret. */
  readonly children: ReactNode
}

/** A value in which the secrets are masked until it is revealed; anyone may see the rest of it. */
export function Masked({ pieces, name, copyable = false, children }: MaskedProps) {
  if (pieces.every(({ secret }) => secret === null)) return children
  const value = pieces.map(({ text }) => text).join('')
  return <Secret {...{ value, name, copyable }} masked={maskedPieces(pieces)} />
}

/** A URL, with the secrets in its query and its fragment masked. */
export function MaskedUrl({ url, name = 'URL' }: { readonly url: string; readonly name?: string }) {
  return (
    <Masked pieces={textPieces(url, 'parameter')} name={name}>
      <LongText text={url} />
    </Masked>
  )
}
