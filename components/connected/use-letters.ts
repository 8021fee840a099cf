import { useEffect } from 'react'
import { setLetters } from '@/components/ui/keyboard'
import { useMirror } from '@/lib/state/mirror'

/** Applies the setting for shortcuts of a single character to this page. */
export function useLetters(): void {
  const isOn = useMirror(({ settings }) => settings.letters !== false)
  useEffect(() => setLetters(isOn), [isOn])
}
