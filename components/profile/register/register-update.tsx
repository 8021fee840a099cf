import { useEffect } from 'react'
import type { Profile } from '@/lib/oauth/profile'
import { mirrorMetadata, useMirror } from '@/lib/state/mirror'
import { draftOf } from '../draft-fields'
import { RegisterPage } from './register-page'

/** Updates the registered client of a profile. */
export function RegisterUpdate({ profile }: { readonly profile: Profile }) {
  const { id, registration } = profile
  const record = useMirror(({ metadata }) => metadata[id])
  useEffect(() => {
    void mirrorMetadata(id)
  }, [id])
  const isUsable = record?.issuer === profile.issuer && record.issues.length === 0
  return (
    <RegisterPage
      draftKey={id}
      draft={draftOf(profile)}
      metadata={isUsable ? (record.document?.json ?? null) : null}
      registered={registration ?? null}
      onKey={() => {}}
      onCreated={() => {}}
    />
  )
}
