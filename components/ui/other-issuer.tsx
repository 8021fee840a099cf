import { SpecLink } from './spec-link'
import { issuerDifference, type IssuerDifference } from '@/lib/oauth/issuer-difference'
import { t } from '@/lib/i18n'

interface OtherIssuerProps {
  /** The published issuer; null if it is not a string. */
  seen: string | null
  /** The text for a value that is not a string. */
  shown: string
  expected: string
}

const kinds = {
  slash: 'panel.server.difference.slash',
  white_space: 'panel.server.difference.white_space',
  alphabet: 'panel.server.difference.alphabet',
  case: 'panel.server.difference.case',
  scheme: 'panel.server.difference.scheme',
  port: 'panel.server.difference.port',
  host: 'panel.server.difference.host',
  path: 'panel.server.difference.path',
  other: 'panel.server.difference.other',
} as const satisfies Record<IssuerDifference['kind'], string>

/** The published issuer next to the issuer of the profile, with the differences marked. */
export function OtherIssuer({ seen, shown, expected }: OtherIssuerProps) {
  const difference = seen === null ? null : issuerDifference(seen, expected)
  return (
    <dl className="check__facts">
      <dt>{t('panel.checks.seen')}</dt>
      <dd className="mono">
        {difference ? <Marked difference={difference} part={difference.seen} /> : shown}
      </dd>
      <dt>{t('panel.checks.expected')}</dt>
      <dd className="mono">
        {difference ? <Marked difference={difference} part={difference.expected} /> : expected}
      </dd>
      {difference && (
        <>
          <dt>{t('panel.checks.fix')}</dt>
          <dd>
            {t('panel.server.other_issuer_fix', [
              t(kinds[difference.kind]),
              String(difference.position + 1),
            ])}
          </dd>
        </>
      )}
      <dt>{t('panel.checks.clause')}</dt>
      <dd>
        <SpecLink specRef="RFC8414-3.3" />
      </dd>
    </dl>
  )
}

/** Highlights the difference. If one text lacks the part, its place is marked. */
function Marked({ difference, part }: { difference: IssuerDifference; part: string }) {
  return (
    <span className="marked">
      {difference.before}
      <mark>{part}</mark>
      {difference.after}
    </span>
  )
}
