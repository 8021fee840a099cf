import { differenceOf, type Difference } from '@/lib/model/difference'
import { t } from '@/lib/i18n'
import { evidenceText } from './evidence-text'
import { LongText } from './long-text'

interface EvidenceProps {
  seen: string | undefined
  expected: string | undefined
}

/** Longer values are cut, so that a mark might not be in sight. */
const maxCompared = 600

/** The observed and the expected value, one above the other. What differs between them is marked. */
export function Evidence({ seen, expected }: EvidenceProps) {
  const got = seen === undefined ? undefined : evidenceText(seen)
  const wanted = expected === undefined ? undefined : evidenceText(expected)
  const marks = differenceBetween(got, wanted)
  return (
    <>
      <Value label={t('panel.checks.seen')} text={got} parts={marks?.one} isGot />
      <Value label={t('panel.checks.expected')} text={wanted} parts={marks?.other} />
    </>
  )
}

function differenceBetween(got = '', wanted = '') {
  const isShort = got.length <= maxCompared && wanted.length <= maxCompared
  return isShort ? differenceOf(got, wanted) : null
}

interface ValueProps {
  label: string
  text: string | undefined
  parts: Difference | undefined
  isGot?: true
}

function Value({ label, text, parts, isGot }: ValueProps) {
  if (text === undefined) return null
  return (
    <>
      <dt>{label}</dt>
      <dd className="mono">
        {parts ? (
          <Marked parts={parts} mark={isGot ? 'differs differs--got' : 'differs'} />
        ) : (
          <LongText text={text} />
        )}
      </dd>
    </>
  )
}

function Marked({ parts, mark }: { parts: Difference; mark: string }) {
  const { before, differs, after } = parts
  return (
    <>
      {before}
      {differs !== '' && <mark className={mark}>{differs}</mark>}
      {after}
    </>
  )
}
