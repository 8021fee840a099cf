import type { ReactNode } from 'react'
import { beginningOf, LongText } from '@/components/ui/long-text'
import { plainText, Prose } from '@/components/ui/prose'
import { ServerText } from '@/components/ui/server-text'

interface ErrorRowsProps {
  readonly code: string
  readonly description: string | null
  /** The most certain first. */
  readonly advice: readonly string[]
}

/** An error as the server sent it, then advice. */
export function ErrorRows({ code, description, advice }: ErrorRowsProps) {
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
          <ServerText>
            <LongText text={description} maxCharacters={300} />
          </ServerText>
        </Said>
      )}
      {advice.map((text) => (
        <Said key={text} title={plainText(text)}>
          <Prose>{text}</Prose>
        </Said>
      ))}
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
