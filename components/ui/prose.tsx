/** A sentence of the locale, in which `backticks` mark what stands in monospace: names of the protocol. */
export function Prose({ children }: { children: string }) {
  return children
    .split('`')
    .map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))
}

/** The same sentence where only text can stand: a label, a tooltip, a notification. */
export const plainText = (sentence: string): string => sentence.replaceAll('`', '')
