import type { ReactNode } from 'react'
import { errorAdvice } from '@/components/ui/error-advice'
import { beginningOf, LongText } from '@/components/ui/long-text'
import { plainText, Prose } from '@/components/ui/prose'

interface ErrorRowsProps {
  readonly code: string
  readonly description: string | null
}

/** An error as the server sent it, then advice. */
export function ErrorRows({ code, description }: ErrorRowsProps) {
  const advice = errorAdvice(code)
  return (
    <>
      <dt>error</dt>
      <dd className="dock__wide">
        <span className="mono strong cut" title={beginningOf(code)}>
          {beginningOf(code)}
        </span>
      </dd>
      {description !== null && (
        <Said title={beginningOf(description)}>
          <LongText text={description} maxCharacters={300} />
        </Said>
      )}
      {advice !== null && (
        <Said title={plainText(advice)}>
          <Prose>{advice}</Prose>
        </Said>
      )}
    </>
  )
}

function Said({ title, children }: { title: string; children: ReactNode }) {
  return (
    <dd className="dock__wide dock__sub dock__from dock__said meta wrap" title={title}>
      <span>{children}</span>
    </dd>
  )
}
