import { useFile } from '@/components/ui/use-file'

/** The maximum size of a file in bytes; no valid file is larger. */
const largest = 6_000_000

/** Lets the user drop or choose a file; returns its text. */
export function useTextFile(onText: (text: string) => void) {
  return useFile(largest, (file) => void file.text().then(onText))
}
