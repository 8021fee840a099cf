import { useState, type ChangeEvent, type DragEvent } from 'react'

/** Lets the user drop or choose a file of at most `maxBytes`. */
export function useFile(maxBytes: number, onFile: (file: File) => void) {
  const [isOver, setOver] = useState(false)
  const take = (file: File | undefined) => {
    if (file && file.size <= maxBytes) onFile(file)
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
        take(file)
      },
    },
    chooseProps: {
      type: 'file',
      onChange: ({ target }: ChangeEvent<HTMLInputElement>) => {
        take(target.files?.[0])
        target.value = ''
      },
    },
  } as const
}
