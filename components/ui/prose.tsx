import { createElement, Fragment } from 'react'
import { visibleText } from '@/lib/model/visible-text'

/** A sentence of the locale. Backticks mark protocol names, which are shown in monospace. */
export function Prose({ children }: { children: string }) {
  const parts = visibleText(children).split('`')
  return createElement(
    Fragment,
    null,
    ...parts.map((part, index) => (index % 2 === 1 ? createElement('code', null, part) : part)),
  )
}

/** The same sentence for places that show plain text: a label, a tooltip, a notification. */
export const plainText = (sentence: string): string => sentence.replaceAll('`', '')
