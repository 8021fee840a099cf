/** Where the response parameters were. */
export type ResponseContainer = 'query' | 'fragment' | 'form'

/** A page of its own, or a frame inside of one. */
export type Frame = 'top' | 'sub'
