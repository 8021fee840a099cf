/** Characters that are read to find the ends of JSON, as a multiple of the text. */
const maxReadings = 8

const begins = /\{\s*["'}]|\[\s*[[{"]/y
const signs = /"(?:[^"\\]|\\[^])*"|[{}[\]]/g

/** Finds where JSON in another text ends; null if it does not begin there or has no end. */
export function createIslands(text: string): (at: number) => number | null {
  let budget = maxReadings * text.length
  return (at) => {
    begins.lastIndex = at
    if (budget < 0 || !begins.test(text)) return null
    let depth = 0
    const found = new RegExp(signs)
    found.lastIndex = at
    for (let sign = found.exec(text); sign; sign = found.exec(text)) {
      if (sign[0] === '{' || sign[0] === '[') depth += 1
      else if (sign[0] === '}' || sign[0] === ']') depth -= 1
      if (depth > 0) continue
      budget -= found.lastIndex - at
      return found.lastIndex
    }
    budget -= text.length - at
    return null
  }
}
