/** A part of a line of JSON and its style: a member name, a number or a word, a colon. */
export interface JsonPiece {
  readonly text: string
  readonly look: 'k' | 'n' | 'p' | null
}

const pieces = /("(?:[^"\\]|\\.)*"?)(\s*:)?|(-?\d[\d.eE+-]*|true|false|null)|([^"\d\-tfn]+|.)/g

/** Longer lines have a single colour. */
const maxCharacters = 2000

/** Splits a line of JSON, complete or not. Joining the pieces gives the line again. */
export function colourLine(line: string): readonly JsonPiece[] {
  if (line.length > maxCharacters) return [{ text: line, look: null }]
  return [...line.matchAll(pieces)].flatMap(([whole, string, colon, scalar]): JsonPiece[] => {
    if (string !== undefined && colon !== undefined)
      return [
        { text: string, look: 'k' },
        { text: colon, look: 'p' },
      ]
    return [{ text: whole, look: scalar === undefined ? null : 'n' }]
  })
}
