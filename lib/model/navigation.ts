/** The part of the message that contained the response parameters. */
export type ResponseMode = 'query' | 'fragment' | 'form'

/** A top-level page, or a frame inside a page. */
export type Frame = 'top' | 'sub'
