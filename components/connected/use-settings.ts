import { command } from '@/lib/state/actions'
import { useHost } from '@/lib/state/host'
import { useMirror } from '@/lib/state/mirror'

/** The settings for the whole of Parley, and how to change them. */
export function useSettings() {
  const { watchThirdParty, notices, letters = true } = useMirror(({ settings }) => settings)
  const { requestNotices, removeNotices } = useHost()
  const setNotices = async (on: boolean) => {
    if (on && !(await requestNotices())) return
    await command('settingsChange', { name: 'notices', on })
    if (!on) await removeNotices()
  }
  return {
    watchThirdParty,
    notices,
    letters,
    setWatchThirdParty: (on: boolean) =>
      void command('settingsChange', { name: 'watchThirdParty', on }),
    setNotices: (on: boolean) => void setNotices(on),
    setLetters: (on: boolean) => void command('settingsChange', { name: 'letters', on }),
  }
}
