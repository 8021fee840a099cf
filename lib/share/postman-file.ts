export interface PostmanVariable {
  readonly name: string
  readonly value: string
  readonly enabled: boolean
}

export interface PostmanRequest {
  readonly name: string
  readonly url: string
  /** The parameters of the query and of the form body. */
  readonly params: readonly PostmanVariable[]
}

/** The parts of an environment or a collection that describe a client. */
export interface PostmanFile {
  readonly name: string
  readonly variables: readonly PostmanVariable[]
  readonly requests: readonly PostmanRequest[]
  /** Searched for keys; never run. */
  readonly scripts: readonly string[]
}
