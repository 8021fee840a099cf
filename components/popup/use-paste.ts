import { useRef, useState } from 'react'
import type { Issue } from '@/lib/model/issue'
import type { Profile } from '@/lib/oauth/profile'
import type { Recognition } from '@/lib/oauth/recognition'
import { command } from '@/lib/state/actions'
import { ask } from '@/components/connected/ask'
import { detailsOf, emptyDetails } from './details-draft'
import { useRecognition } from './use-recognition'
import type { RequestActions } from './use-requests'

/**
 * The action for a text: add it to the request list, show it as a response, show it on the Tokens screen, begin a
 * profile with it, or none.
 */
type PasteAction = 'add' | 'show' | 'inspect' | 'profile' | null

const actionsOf: Readonly<Record<Recognition['kind'], PasteAction>> = {
  empty: null,
  'request-uri': 'add',
  'par-response': 'add',
  'par-error': null,
  'authorize-url': 'add',
  response: 'show',
  tokens: 'inspect',
  jwks: 'inspect',
  document: 'inspect',
  metadata: 'profile',
  unknown: null,
}

/** An authorization URL contains its endpoint; everything else needs a profile. */
function actionOf({ kind }: Recognition, profile: Profile | null): PasteAction {
  const lacksProfile = !profile && (kind === 'request-uri' || kind === 'par-response')
  return lacksProfile ? null : actionsOf[kind]
}

interface PasteParts {
  readonly profile: Profile | null
  readonly actions: RequestActions
  readonly onAdded: (id: string) => void
  /** Pushes a new request; null if the profile cannot. */
  readonly onPush: (() => void) | null
  readonly onInspect: (text: string) => Promise<void>
  readonly onJudge: (text: string) => Promise<void>
  readonly onIssuer: (issuer: string) => void
  /** Shows the details of the request in the field. */
  readonly onDetails: () => void
}

export function usePaste({ profile, actions, onAdded, onPush, ...parts }: PasteParts) {
  const recognition = useRecognition()
  const [details, setDetails] = useState(emptyDetails)
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const busy = useRef(false)
  const { text, found, settled } = recognition

  const setText = (next: string) => {
    setIssues([])
    if (next.trim() === '') setDetails(emptyDetails)
    recognition.setText(next)
  }

  const add = async (newest: Recognition, open: boolean) => {
    const entered = detailsOf(details, dateOf(newest))
    if (!entered) return parts.onDetails()
    const sent = details === emptyDetails ? null : entered
    const result = await ask(command('requestAdd', { text, details: sent, open: null }))
    if (!result.ok) return setIssues(result.issues)
    setText('')
    onAdded(result.id)
    if (open) actions.open(result.id, 'tab')
  }

  const show = async () => {
    const result = await ask(command('responseAdd', { text }))
    if (result.ok) setText('')
    else setIssues(result.issues)
  }

  /**
   * Waits until the text is recognised, so that Enter right after pasting runs the matching action.
   */
  const run = async (open: boolean) => {
    if (busy.current) return
    busy.current = true
    try {
      const newest = await settled()
      const action = actionOf(newest, profile)
      if (action === 'add') await add(newest, open)
      else if (action === 'show') await show()
      else if (action === 'inspect') await parts.onInspect(text)
      else if (newest.kind === 'metadata') {
        setText('')
        parts.onIssuer(newest.issuer)
      }
    } finally {
      busy.current = false
    }
  }

  return {
    text,
    found,
    setText,
    details,
    setDetails,
    issues,
    action: actionOf(found, profile),
    submit: () => (text.trim() === '' ? onPush?.() : void run(true)),
    add: () => void run(false),
    /** Shows pasted metadata under all rule profiles. */
    judge: () => void parts.onJudge(text),
    showDetails: parts.onDetails,
  }
}

/** The `Date` header of a pasted PAR response. */
export function dateOf(found: Recognition): number | null {
  return found.kind === 'par-response' ? found.date : null
}
