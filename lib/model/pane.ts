/** The panes of the panel whose size the user sets, in the arrangement of each width. */
export const paneNames = ['list', 'sequence', 'sequence-medium', 'sequence-height'] as const
export type PaneName = (typeof paneNames)[number]

/** Sizes in CSS pixels. A pane without one has its default size. */
export type PaneSizes = Readonly<Partial<Record<PaneName, number>>>
