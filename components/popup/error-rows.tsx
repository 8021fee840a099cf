import { errorAdvice } from '@/components/ui/error-advice'

interface ErrorRowsProps {
  readonly code: string
  readonly description: string | null
}

/** An error as the server sent it, then what to do. */
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
      {description !== null && <Said text={description} />}
      {advice !== null && <Said text={advice} />}
    </>
  )
}

function Said({ text }: { text: string }) {
  return (
    <dd className="dock__wide dock__sub dock__from dock__said meta wrap" title={text}>
      {text}
    </dd>
  )
}
