const marks: Readonly<Record<number, readonly string[]>> = {
  3: ['h', 'b', 's'],
  5: ['h', 's', 'b', 'b', 'b'],
}

/** A compact token with its parts coloured: header, payload or ciphertext, signature or key. */
export function TokenText({ text }: { text: string }) {
  const parts = text.split('.')
  const classes = marks[parts.length] ?? []
  return parts.map((part, index) => (
    <span key={index}>
      {index > 0 && '.'}
      <span className={classes[index] ?? (index === 0 && parts.length > 1 ? 'h' : 'b')}>
        {part}
      </span>
    </span>
  ))
}
