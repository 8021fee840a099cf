import type { Flow } from '@/lib/flow/model/flow'
import { isEndpointRequest } from '@/lib/flow/read/endpoint-response'
import type { Content } from './contents'
import { toCurl } from './curl'
import { writeFlowFile, type FlowFileHead } from './flow-file'
import type { Report } from './report'
import { htmlReport } from './report-html'
import { harOf } from './har'
import { junitOf } from './junit'
import { mermaidOf } from './mermaid'
import { postmanCollection, postmanEnvironment } from './postman-export'
import { markdownReport } from './report-markdown'
import { sequenceFile } from './report-svg'
import { sarifOf } from './sarif'
import type { ReportTexts } from './report-texts'

interface FormatInput {
  /** In safe mode, redacted. */
  readonly flows: readonly Flow[]
  readonly head: FlowFileHead
  /** The reports of the flows, for formats that are read by people. */
  readonly reports: () => readonly Report[]
  readonly texts: ReportTexts
  /** The language of the texts, as in HTML. */
  readonly language: string
}

interface Format {
  readonly extension: string
  /** The media type. */
  readonly type: string
  /** Whether it is written for a person, who will paste it. */
  readonly isText?: true
  /** Whether a file can have several flows. */
  readonly holdsMany: boolean
  /** What can be left out of it. A file that is checked again, or run, is always whole. */
  readonly optional: readonly Content[]
  readonly write: (input: FormatInput) => string
}

export type FormatId =
  | 'flow_file'
  | 'html'
  | 'markdown'
  | 'har'
  | 'junit'
  | 'sarif'
  | 'mermaid'
  | 'svg'
  | 'png'
  | 'curl'
  | 'postman'
  | 'postman_environment'

const writeSvg: Format['write'] = ({ reports, texts }) =>
  reports()
    .map(({ steps }) => sequenceFile(steps, texts))
    .join('')

/** The formats in which flows leave Parley, in the order in which they are offered. */
export const formats: Readonly<Record<FormatId, Format>> = {
  flow_file: {
    extension: 'parley.json',
    type: 'application/json',
    holdsMany: true,
    optional: ['notes'],
    write: ({ flows, head }) => writeFlowFile(flows, head),
  },
  html: {
    extension: 'html',
    type: 'text/html',
    holdsMany: true,
    optional: ['bodies', 'notes', 'redirects'],
    write: ({ reports, language, texts }) => htmlReport(reports(), language, texts),
  },
  markdown: {
    extension: 'md',
    type: 'text/markdown',
    isText: true,
    holdsMany: true,
    optional: ['bodies', 'notes', 'redirects'],
    write: ({ reports, texts }) => markdownReport(reports(), texts),
  },
  har: {
    extension: 'har',
    type: 'application/json',
    holdsMany: true,
    optional: [],
    write: ({ flows, head }) => harOf(flows, head.made),
  },
  junit: {
    extension: 'xml',
    type: 'application/xml',
    holdsMany: true,
    optional: [],
    write: ({ reports, texts }) => junitOf(reports(), texts),
  },
  sarif: {
    extension: 'sarif',
    type: 'application/sarif+json',
    holdsMany: true,
    optional: [],
    write: ({ reports }) => sarifOf(reports()),
  },
  mermaid: {
    extension: 'mmd',
    type: 'text/plain',
    isText: true,
    holdsMany: false,
    optional: ['redirects'],
    write: ({ reports, texts }) =>
      reports()
        .map(({ steps }) => mermaidOf(steps, texts))
        .join(''),
  },
  svg: {
    extension: 'svg',
    type: 'image/svg+xml',
    holdsMany: false,
    optional: ['redirects'],
    write: writeSvg,
  },
  // The text of a picture is its SVG, which the page draws.
  png: {
    extension: 'png',
    type: 'image/png',
    holdsMany: false,
    optional: ['redirects'],
    write: writeSvg,
  },
  curl: {
    extension: 'sh',
    type: 'application/x-sh',
    isText: true,
    holdsMany: true,
    optional: [],
    write: ({ flows, head }) =>
      flows
        .flatMap(({ messages }) => messages.filter(isEndpointRequest))
        .map(
          (request) =>
            `# ${request.kind}\n${toCurl(request, { secrets: head.mode === 'complete', shell: 'posix' })}\n`,
        )
        .join('\n'),
  },
  postman: {
    extension: 'postman_collection.json',
    type: 'application/json',
    holdsMany: false,
    optional: [],
    write: ({ flows }) => postmanCollection(flows),
  },
  postman_environment: {
    extension: 'postman_environment.json',
    type: 'application/json',
    holdsMany: false,
    optional: [],
    write: ({ flows, head }) => postmanEnvironment(flows, head.mode === 'safe'),
  },
}

export const formatIds = Object.keys(formats) as readonly FormatId[]
