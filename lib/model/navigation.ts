/** Where the response parameters were. */
export type ResponseMode = 'query' | 'fragment' | 'form'

/** A page of its own, or a frame inside of one. */
export type Frame = 'top' | 'sub'
