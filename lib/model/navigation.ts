/** The part of the message that contained the response parameters. */
export type ResponseMode = 'query' | 'fragment' | 'form'

export const frames = ['top', 'sub'] as const

/** A top-level page, or a frame inside a page. */
export type Frame = (typeof frames)[number]
