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
    pattern: /\bthere(?:['’]s| (?:is|are|was|were|exists?)) (?:no|none|nothing|neither)\b/i,
  },
  {
    name: 'X is no Y',
    instead: 'not a Y',
    pattern:
      /(?<!\bthere )(?:\b(?:is|are|was|were|be|been)|\w['’]s) (?:no|none)\b(?! (?:longer|more|less|later|earlier|of|[a-z]+er than)\b)/i,
  },
  {
    name: '"there" as a verdict',
    instead: 'Present, Missing',
    pattern:
      /^(?:not )?there\b(?! (?:is|are|was|were|may|can|must|will|has|have|had|should|could|would|might|seems?)\b)|\b(?:is|are|was|were) (?:not |both |already |still |also )?there\b|\b(?:isn|aren|wasn|weren)['’]t there\b/i,
  },
  {
    name: 'is taken, does not take',
    instead: 'is accepted, does not support, rejects, replaces',
    pattern:
      /^(?:not )?taken\b|\b(?:is|are|was|were|be|been) (?:\w+ )?taken\b(?! from\b)|\b(?:(?:does|do|did|will|may|must|can) not|cannot|(?:does|do|did)n['’]t|won['’]t|can['’]t) take\b(?! (?:place|effect|part|long)\b)|\b(?:servers?|browsers?|clients?|apps?|endpoints?|fields?|Parley|they|that|it) (?:may (?:still )?)?takes? (?!(?:a|an|the|place|effect|part|long|longer|up|too|over|time|about|several|seconds?|minutes?|\d+)\b)|\btakes? (?:its|their) place\b/i,
  },
  {
    name: 'came, when it comes',
    instead: 'received',
    pattern:
      /\bcame\b(?! (?:back )?from\b)|\b(?:code|response|request|token|one|it)s? (?:(?:has|have|had) )?comes?\b(?! (?:from|back|before|after|first|next|with)\b)/i,
  },
  {
    name: 'told, tells',
    instead: 'reports, shows',
    pattern: /\btold\b(?! apart\b)|\btells\b(?! \w+ apart\b)|\b(?:tell|telling) of\b/i,
  },
  {
    name: 'holds with a key, does not hold',
    instead: 'valid for this key, failed',
    pattern:
      /\b(?:holds?|held) with\b|\b(?:does|do|did) not hold\b(?= (?:with|here|for)\b|[.,;:]|$)|\bcould hold\b/i,
  },
  {
    name: 'lives',
    instead: 'expires in, lifetime',
    pattern:
      /\blives\b|(?<!-)\blived\b|\b(?:code|token|key|request|assertion|response)s? (?:\w+ ){0,2}live\b|\blive (?:too|for)\b|\bits (?:\w+ )?life\b/i,
  },
  {
    name: 'is made, made by',
    instead: 'created, generated, issued, signed, pushed',
    pattern:
      /^made\b|(?<!\b(?:calls?|changes?|requests?) )\b(?:is|are|was|were) made\b(?! (?:of|up|public)\b)|\bmade (?:by|anew|here)\b|\b(?:make|makes|making) (?:(?:a|an|the|another|new|private|your) ){0,3}keys?\b(?! \w+able\b)/i,
  },
  {
    name: 'answered with another …',
    instead: 'Status is not …',
    pattern: /\banswer(?:s|ed)? with\b/i,
  },
  {
    name: 'another X than Y',
    instead: 'a different X than Y, differs from Y',
    pattern: /\banother (?:[^\s.;]+ ){1,4}than\b/i,
  },
  {
    name: 'is of another X',
    instead: 'comes from, belongs to',
    pattern: /\b(?:is|are|was|were) of (?:a|an|the|this|another|other|different)\b/i,
  },
  {
    name: 'whoever, whom, somebody, nobody',
    instead: 'anyone, who, someone, no one',
    pattern: /\b(?:who(?:so)?ever|whom(?:ever)?|somebody|anybody|everybody|nobody)\b/i,
  },
  {
    name: 'the person',
    instead: 'the user',
    pattern: /(?<!\b(?:natural|legal) )\bpersons?\b/i,
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
    pattern:
      /\bat once redirects?\b|\bredirects? (?:straight |right )?on(?=[.,;:]|$| (?:to|at|immediately)\b)|\b(?:goes|gone|went) on\b/i,
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
