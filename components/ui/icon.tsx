import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { t } from '@/lib/i18n'
import type { Status } from '@/lib/model/rule-result'

const shapes: Readonly<Record<Status, ReactNode>> = {
  pass: (
    <>
      <circle cx="8" cy="8" r="6.3" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path
        d="M5.2 8.3 7.2 10.3 10.9 5.9"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  warn: (
    <>
      <path
        d="M8 2 14.8 13.8H1.2z"
        fill="currentColor"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinejoin="round"
      />
      <path d="M8 6v3.6" stroke="var(--bg)" strokeWidth="1.6" strokeLinecap="round" />
      <circle cx="8" cy="11.9" r=".95" fill="var(--bg)" />
    </>
  ),
  fail: (
    <>
      <path d="M5.2 1.2h5.6l4 4v5.6l-4 4H5.2l-4-4V5.2z" fill="currentColor" />
      <path d="m5.5 5.5 5 5m0-5-5 5" stroke="var(--bg)" strokeWidth="1.6" strokeLinecap="round" />
    </>
  ),
  info: (
    <>
      <rect
        x="1.9"
        y="1.9"
        width="12.2"
        height="12.2"
        rx="3"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
      />
      <path d="M8 7.4v4" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
      <circle cx="8" cy="4.9" r="1" fill="currentColor" />
    </>
  ),
  neutral: (
    <>
      <circle
        cx="8"
        cy="8"
        r="6.3"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeDasharray="2.6 2.35"
      />
      <path d="M5.5 8h5" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
    </>
  ),
  pending: (
    <path
      d="M8 1.7A6.3 6.3 0 1 1 1.7 8"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
    />
  ),
}

const names = {
  pass: 'ui.status.pass',
  warn: 'ui.status.warn',
  fail: 'ui.status.fail',
  info: 'ui.status.info',
  neutral: 'ui.status.neutral',
  pending: 'ui.status.pending',
} as const satisfies Record<Status, string>

/** A status with its own shape, so that it can be recognised without colour. */
export function statusName(status: Status): string {
  return t(names[status])
}

export function StatusIcon({ status, label }: { status: Status; label?: string }) {
  return (
    <svg
      className={`st st--${status}`}
      viewBox="0 0 16 16"
      role="img"
      aria-label={label ?? statusName(status)}
    >
      {shapes[status]}
    </svg>
  )
}

export function Logo() {
  return (
    <svg className="i i--logo" viewBox="0 0 16 16" aria-hidden="true">
      <path
        d="M4 14.4V1.6"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
      />
      <path d="M5.6 2.2h8.6l-2.3 3.3 2.3 3.3H5.6z" fill="currentColor" />
    </svg>
  )
}

/**
 * An arrow against a bar: a response is held. With a label it is a status; otherwise it accompanies
 * text.
 */
export function HeldIcon({ label, flip = false }: { label?: string; flip?: boolean }) {
  const named = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label }
  return (
    <svg
      className={[label === undefined ? 'i' : 'st st--held', flip && 'flip']
        .filter(Boolean)
        .join(' ')}
      viewBox="0 0 16 16"
      {...named}
    >
      <path
        d="M1.8 8h7M5.9 4.9 9 8l-3.1 3.1M12.6 2.6v10.8"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}

export function PrivateIcon() {
  return (
    <svg
      className="i"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.25"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M1.5 5.2c2-.9 4.3-.6 6.5.7 2.2-1.3 4.5-1.6 6.5-.7 0 3.6-1.3 6-3.3 6-1.4 0-2.1-1.3-3.2-1.3s-1.8 1.3-3.2 1.3c-2 0-3.3-2.4-3.3-6z" />
      <path d="M4.3 7.7h2M9.7 7.7h2" />
    </svg>
  )
}

/** An ordinary icon in the stroke width of the set. */
export function Icon({ of: Drawn, filled = false }: { of: LucideIcon; filled?: boolean }) {
  const fill = filled ? 'currentColor' : 'none'
  const line = { strokeWidth: 1.25, absoluteStrokeWidth: true, fill }
  return <Drawn className="i" {...line} size={16} aria-hidden="true" />
}
