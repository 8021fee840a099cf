/** A way of speaking that the texts of the locale must not use, and what to write. */
export interface Construction {
  readonly name: string
  readonly instead: string
  readonly pattern: RegExp
}

/** A text that uses one. */
export interface Refusal {
  readonly key: string
  readonly text: string
  readonly construction: Construction
}

/** Every construction by the words that it begins with; what a negative lookahead names is plain English. */
export const constructions: readonly Construction[] = [
  {
    name: 'there is no X',
    instead: 'No X',
    pattern: /\bthere (?:is|are|was|were) (?:no|none|nothing|neither)\b/i,
  },
  {
    name: 'X is no Y',
    instead: 'not a Y',
    pattern:
      /(?<!\bthere )\b(?:is|are|was|were) (?:no|none)\b(?! (?:longer|more|less|later|earlier|[a-z]+er than)\b)/i,
  },
  {
    name: '"there" as a verdict',
    instead: 'Present, Missing',
    pattern:
      /^(?:not )?there\b(?! (?:is|are|was|were|may|can|must|will)\b)|\b(?:is|are|was|were) (?:not |both |already |still )?there\b/i,
  },
  {
    name: 'is taken, does not take',
    instead: 'is accepted, does not support, rejects, replaces',
    pattern:
      /^(?:not )?taken\b|\b(?:is|are|was|were|be|been) (?:\w+ )?taken\b(?! from\b)|\b(?:does|do|did) not take\b(?! (?:place|effect|part|long)\b)|\b(?:servers?|browsers?|clients?|apps?|they|that) (?:may (?:still )?)?takes?\b(?! (?:a|an|place|effect|part|long|up|too|over)\b)|\btakes? (?:its|their) place\b/i,
  },
  {
    name: 'came, when it comes',
    instead: 'received',
    pattern:
      /\bcame\b(?! from\b)|\b(?:code|response|request|token|one|it)s? comes?\b(?! (?:from|before|after|first|next|with)\b)/i,
  },
  {
    name: 'told, tells',
    instead: 'reports, shows',
    pattern: /\btold\b|\btells\b(?! \w+ apart\b)|\btell of\b/i,
  },
  {
    name: 'holds with a key, does not hold',
    instead: 'valid for this key, failed',
    pattern:
      /\bholds? with\b|\b(?:does|do|did) not hold\b(?= (?:with|here|for)\b|[.,;:]|$)|\bcould hold\b/i,
  },
  {
    name: 'lives',
    instead: 'expires in, lifetime',
    pattern:
      /\blives\b|\b(?:code|token|key|request|assertion|response)s? (?:\w+ )?live\b|\bits (?:\w+ )?life\b/i,
  },
  {
    name: 'is made, made by',
    instead: 'created, generated, issued, signed, pushed',
    pattern:
      /^made\b|\b(?:is|are|was|were) made\b(?! (?:of|up)\b)|\bmade (?:by|anew|here)\b|\bmake (?:a |the )?(?:new )?key\b/i,
  },
  {
    name: 'answered with another …',
    instead: 'Status is not …',
    pattern: /^answered with\b/i,
  },
  {
    name: 'another X than Y',
    instead: 'a different X than Y, differs from Y',
    pattern: /\banother (?:[^\s.;]+ ){1,4}than\b/i,
  },
  {
    name: 'is of another X',
    instead: 'comes from, belongs to',
    pattern: /\bis of (?:a|an|the|this|another)\b/i,
  },
  {
    name: 'whoever, whom, somebody, nobody',
    instead: 'anyone, who, someone, no one',
    pattern: /\b(?:who(?:so)?ever|whom(?:ever)?|somebody|anybody|everybody|nobody)\b/i,
  },
  {
    name: 'the person',
    instead: 'the user',
    pattern: /\b(?:the|a|another|this|that) persons?\b/i,
  },
  {
    name: 'of others, of your own',
    instead: 'third-party, your own X',
    pattern: /\bof others\b|\bof your own\b/i,
  },
  {
    name: 'was asked',
    instead: 'requested, in the request',
    pattern: /\b(?:was|were|is|are) asked\b(?! (?:to|again|whether|once)\b)/i,
  },
  {
    name: 'redirects on, goes on',
    instead: 'redirects again, continues',
    pattern: /\bredirects? on\b|\b(?:goes|gone|went) on\b/i,
  },
]

/** Every text of a locale by the path of its key: `rules.az_https.passed`. */
function textsOf(tree: unknown, path = ''): readonly (readonly [key: string, text: string])[] {
  if (typeof tree === 'string') return [[path, tree]]
  if (typeof tree !== 'object' || tree === null) return []
  return Object.entries(tree).flatMap(([name, child]) =>
    textsOf(child, path === '' ? name : `${path}.${name}`),
  )
}

/** The constructions that a text uses; names in backticks are the protocol's own words. */
export function constructionsIn(text: string): readonly Construction[] {
  const words = text.replaceAll(/`[^`]*`/g, '`x`')
  return constructions.filter(({ pattern }) => pattern.test(words))
}

export function refusalsIn(locale: unknown): readonly Refusal[] {
  return textsOf(locale).flatMap(([key, text]) =>
    constructionsIn(text).map((construction) => ({ key, text, construction })),
  )
}
