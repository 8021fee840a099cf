import { Check, Copy } from 'lucide-react'
import { useEffect, useState, type ComponentProps, type ReactNode } from 'react'
import { t } from '@/lib/i18n'
import { announce } from './announcer'
import { Button, IconButton } from './button'
import { Icon } from './icon'

/** How long "Copied" replaces the label, in milliseconds. */
const shownMs = 1200

type Result = 'copied' | 'failed'
const words = { copied: 'ui.copy.copied', failed: 'ui.copy.failed' } as const

type ButtonLook = Pick<
  ComponentProps<typeof Button>,
  'tabIndex' | 'variant' | 'icon' | 'aria-keyshortcuts'
>

interface CopyButtonProps extends ButtonLook {
  /** The text, or a function that returns it; null if it has nothing to copy. */
  readonly value: string | (() => Promise<string | null>)
  readonly label: string
  /** The tooltip of an icon, if it is not the label. */
  readonly title?: string
  /** Makes it a text button. */
  readonly children?: ReactNode
}

export function CopyButton({ value, label, children, title, ...rest }: CopyButtonProps) {
  const [result, copy] = useCopy(value)
  const said = result && t(words[result])
  if (children !== undefined)
    return (
      <Button aria-label={said ?? label} onClick={copy} {...rest}>
        {said ?? children}
      </Button>
    )
  const { tabIndex } = rest
  return (
    <IconButton
      label={said ?? label}
      title={said ?? title ?? label}
      {...{ tabIndex }}
      onClick={copy}
      data-copy
    >
      <Icon of={result === 'copied' ? Check : Copy} />
    </IconButton>
  )
}

function useCopy(value: CopyButtonProps['value']): readonly [Result | null, () => void] {
  const [result, setResult] = useState<Result | null>(null)
  useEffect(() => {
    if (!result) return
    const timer = setTimeout(() => setResult(null), shownMs)
    return () => clearTimeout(timer)
  }, [result])
  const copy = async () => {
    const next = await copyText(value)
    setResult(next)
    announce(t(words[next]))
  }
  return [result, () => void copy()]
}

/** Copies a text to the clipboard and returns whether that worked. */
export async function copyText(value: CopyButtonProps['value']): Promise<Result> {
  try {
    const text = typeof value === 'string' ? value : await value()
    if (text === null) return 'failed'
    await navigator.clipboard.writeText(text)
    return 'copied'
  } catch {
    return 'failed'
  }
}
