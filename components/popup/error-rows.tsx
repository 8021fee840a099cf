import type { ReactNode } from 'react'
import { errorAdvice } from '@/components/ui/error-advice'
import { plainText, Prose } from '@/components/ui/prose'
import { ServerText } from '@/components/ui/server-text'

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
        <span className="mono strong cut" title={code}>
          {code}
        </span>
      </dd>
      {description !== null && (
        <Said title={description}>
          <ServerText>{description}</ServerText>
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
