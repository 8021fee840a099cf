import { plainText } from '@/components/ui/prose'
import { t, tData } from '@/lib/i18n'
import type { ComparedRow } from '@/lib/share/compare-rows'

/** The sign of a row, and its word for screen readers. */
export function signOf({ a, b, differs, isSame }: ComparedRow): {
  readonly sign: string
  readonly word: string
} {
  if (b === null) return { sign: 'A', word: t('panel.share.no_message', ['A']) }
  if (a === null) return { sign: 'B', word: t('panel.share.no_message', ['B']) }
  if (differs) return { sign: '≠', word: t('panel.share.sign_differs') }
  return isSame
    ? { sign: '=', word: t('panel.share.sign_same') }
    : { sign: '~', word: t('panel.share.sign_folded') }
}

/** A verdict: the outcome of a rule, and the codes of its findings. */
export function checkText(name: string, text: string): string {
  const [outcome, ...codes] = text.split(' ')
  const id = name.split(' ').at(-1) ?? name
  const verdicts = codes.map((code) => plainText(tData(`rules.${id}.${code}`)))
  if (verdicts.length > 0) return verdicts.join('. ')
  return t(outcome === 'passed' ? 'panel.share.check_passed' : 'panel.share.check_unchecked')
}
