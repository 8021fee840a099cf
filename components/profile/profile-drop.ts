import { useState, type ChangeEvent, type DragEvent } from 'react'

/** The maximum size of a file in bytes; no valid file is larger. */
const largest = 6_000_000

/** Lets the user drop or choose a file; returns its text. */
export function useTextFile(onText: (text: string) => void) {
  const [isOver, setOver] = useState(false)
  const read = async (file: File | undefined) => {
    if (file && file.size <= largest) onText(await file.text())
  }
  return {
    isOver,
    dropProps: {
      onDragOver: (event: DragEvent) => {
        event.preventDefault()
        setOver(true)
      },
      onDragLeave: () => setOver(false),
      onDrop: (event: DragEvent) => {
        const [file] = event.dataTransfer.files
        setOver(false)
        if (!file) return
        event.preventDefault()
        void read(file)
      },
    },
    chooseProps: {
      type: 'file',
      onChange: ({ target }: ChangeEvent<HTMLInputElement>) => {
        void read(target.files?.[0])
        target.value = ''
      },
    },
  } as const
}
