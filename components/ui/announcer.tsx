import { create } from 'zustand'

const useAnnounced = create<{ readonly text: string }>()(() => ({ text: '' }))

/** Announces a text once to screen readers. Never a secret. */
export function announce(text: string): void {
  useAnnounced.setState({ text })
}

/** The one live region of an app. */
export function Announcer() {
  const text = useAnnounced((state) => state.text)
  return <output className="vh">{text}</output>
}
