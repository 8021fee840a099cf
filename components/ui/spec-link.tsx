import { t } from '@/lib/i18n'
import { readRef } from '@/lib/model/spec-links'
import { organisationOf, specNameOf } from '@/lib/model/spec-names'

interface SpecLinkProps {
  /** A clause, or the name of an organisation. */
  readonly specRef: string
  /** Shows the section only in the tooltip. */
  readonly short?: boolean
  readonly tabIndex?: number
}

/** A clause as a link to its text: "RFC 9207 section 2.4". */
export function SpecLink({ specRef, short = false, ...rest }: SpecLinkProps) {
  const clause = readRef(specRef)
  const whole = specText(specRef)
  if (!clause) return <span>{whole}</span>
  const { prefix, url } = clause
  if (url === null) return <span className="nowrap">{whole}</span>
  return (
    <a className="nowrap" href={url} target="_blank" rel="noreferrer" title={whole} {...rest}>
      {short ? specNameOf(prefix) : whole}
    </a>
  )
}

/** The name and section of a clause; the name of an organisation, or the key if it is unknown. */
export function specText(specRef: string): string {
  const clause = readRef(specRef)
  if (!clause) return organisationOf(specRef) ?? specRef
  const { prefix, section } = clause
  const sentence = prefix === 'RFC6749-APPENDIX-' ? 'ui.spec_appendix' : 'ui.spec'
  return section === '' ? specNameOf(prefix) : t(sentence, [specNameOf(prefix), section])
}
