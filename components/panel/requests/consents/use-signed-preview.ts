import { useEffect, useRef, useState } from 'react'
import { ask } from '@/components/connected/ask'
import type { NamedTemplate } from '@/lib/consent/templates'
import type { ConsentPreview } from '@/lib/messaging/consent-commands'
import type { Issue } from '@/lib/model/issue'
import { command } from '@/lib/state/actions'

type Values = Readonly<Record<string, unknown>>

export interface SignedPreview {
  /** Null if the request is not signed, or until it has been. */
  readonly preview: ConsentPreview | null
  /** Why it cannot be signed. */
  readonly issues: readonly Issue[]
}

const nothing: SignedPreview = { preview: null, issues: [] }

/** Waits for the end of an input, in milliseconds. */
const pauseMs = 250

/** A signature is made anew before a verifier would call it old, in milliseconds. */
const renewMs = 45_000

/** The request that creates the consent, signed anew after each change and after each run. */
export function useSignedPreview(
  { id, template }: NamedTemplate,
  profileId: string,
  values: Values,
  runs: number,
): SignedPreview {
  const [signed, setSigned] = useState(nothing)
  const newest = useRef(0)
  const isSigning = template.create?.sign !== undefined
  useEffect(() => {
    if (!isSigning) return undefined
    const prepare = async () => {
      const number = (newest.current += 1)
      const made = await ask(command('consentPrepare', { profileId, templateId: id, values }))
      if (number !== newest.current) return
      setSigned(
        made.ok ? { preview: made.preview, issues: [] } : { preview: null, issues: made.issues },
      )
    }
    // A run has used up the last one.
    const first = setTimeout(() => void prepare(), runs === 0 ? pauseMs : 0)
    const again = setInterval(() => void prepare(), renewMs)
    return () => {
      newest.current += 1
      clearTimeout(first)
      clearInterval(again)
    }
  }, [isSigning, id, profileId, values, runs])
  return isSigning ? signed : nothing
}
