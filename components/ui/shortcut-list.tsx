interface ShortcutListProps {
  /** Keys with what they do. */
  readonly shortcuts: readonly (readonly [keys: readonly string[], text: string])[]
}

/** Keyboard shortcuts, each with its keys as caps. */
export function ShortcutList({ shortcuts }: ShortcutListProps) {
  return (
    <dl className="keys">
      {shortcuts.map(([keys, text]) => (
        <div key={text}>
          <dt>{text}</dt>
          <dd>
            {keys.map((key) => (
              <kbd className="cap" key={key}>
                {key}
              </kbd>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}
