import { SectionBar } from '@/components/ui/section-bar'
import { Chip } from '@/components/ui/chip'
import { Button } from '@/components/ui/button'
import { middle } from '@/components/ui/format'
import type { EndpointRequest, EndpointResponse, OAuthMessage } from '@/lib/flow/model/message'
import type { Place } from '@/lib/model/credentials'
import { beginningOf, LongText } from '@/components/ui/long-text'
import { maskedJson, maskedText } from '@/lib/model/masking'
import type { Params } from '@/lib/model/params'
import type { RuleResult } from '@/lib/model/rule-result'
import { parseUrl, withoutQuery } from '@/lib/model/url'
import { t } from '@/lib/i18n'
import { ConsentIds } from './consent-ids'
import { headerRows, isAboutHeader } from './header-rows'
import { JsonTree } from '@/components/ui/json-tree'
import { countOf, paramRows } from './param-rows'
import { isJwe, looksLikeJwt } from '@/lib/oauth/jwt-text'
import { paramsOf } from '@/lib/flow/read/message-params'
import { jsonTreeOf } from '@/lib/model/json'
import { tokensOf } from '@/lib/flow/read/message-tokens'
import { UnusableItems } from './unusable'
import { ValueTable } from './value-table'

interface ViewProps<M> {
  message: M & OAuthMessage
  onDecode: (name: string) => void
}

/** A request to an endpoint: its parameters or its body, and its headers. */
export function RequestView({ message, onDecode }: ViewProps<EndpointRequest>) {
  const { body, params, headers, results, certificate } = message
  const query = queryOf(message.url)
  const url = withoutQuery(message.url)
  const otherResults = results.filter((result) => !isAboutHeader(result, headers))
  const isForm = params.length > 0
  const isJson = jsonTreeOf(body) !== null
  return (
    <>
      {query.length > 0 && (
        <Members
          title={t('panel.params.query')}
          aside={url}
          place="parameter"
          params={query}
          results={[]}
          {...{ message, onDecode }}
        />
      )}
      {isForm && (
        <Members
          title={t(isJson ? 'panel.params.body' : 'panel.params.form')}
          aside={url}
          place="parameter"
          params={params}
          results={otherResults}
          {...{ message, onDecode }}
        />
      )}
      {!isForm && body !== '' && <BodyText place="parameter" body={body} onDecode={onDecode} />}
      {!isForm && body === '' && query.length === 0 && (
        <SectionBar level={3} title={t('panel.params.no_body')}>
          <span className="grow" />
          <span className="mono cut" title={beginningOf(url)}>
            {beginningOf(url)}
          </span>
        </SectionBar>
      )}
      <Headers {...{ headers, results, onDecode }} />
      {certificate && <p className="note-line meta">{t('panel.message.certificate')}</p>}
    </>
  )
}

function queryOf(url: string): Params {
  return [...(parseUrl(url)?.searchParams ?? [])]
}

/**
 * A response of an endpoint with any content: members, a token, text, an empty body, or a missing
 * response.
 */
export function ResponseView({ message, onDecode }: ViewProps<EndpointResponse>) {
  const { status, headers, body, truncated, results, source } = message
  const otherResults = results.filter((result) => !isAboutHeader(result, headers))
  const isLost = status === null && body === '' && source !== 'pasted'
  const isGone = truncated && body === ''
  return (
    <>
      <UnusableItems message={message} />
      <ConsentIds body={body} />
      {!isLost && !isGone && <Body message={message} results={otherResults} onDecode={onDecode} />}
      {isGone && <p className="note-line meta">{t('panel.message.body_gone')}</p>}
      {truncated && !isGone && <p className="note-line meta">{t('panel.message.truncated')}</p>}
      <Headers {...{ headers, results, onDecode }} />
    </>
  )
}

interface BodyProps extends ViewProps<EndpointResponse> {
  results: readonly RuleResult[]
}

function Body({ message, results, onDecode }: BodyProps) {
  const { body, status } = message
  const title = t('panel.params.body')
  const json = jsonTreeOf(body)
  if (json && !Array.isArray(json))
    return (
      <Members
        title={title}
        aside={status === null ? '' : String(status)}
        place="member"
        params={paramsOf(message)}
        {...{ message, results, onDecode }}
      />
    )
  return (
    <>
      {body === '' ? (
        <SectionBar level={3} title={t('panel.message.nothing')} />
      ) : (
        <BodyText place="member" body={body} onDecode={onDecode} />
      )}
      <ValueTable
        label={title}
        place="member"
        rows={paramRows({ place: 'member', params: [], results })}
      />
    </>
  )
}

interface BodyTextProps {
  /** What the members of JSON in it are. */
  place: Place
  body: string
  onDecode: (name: string) => void
}

/** A body that is neither a form nor a JSON object. HTML is shown as the text that it is; what is cut off may hold a token. */
function BodyText({ place, body, onDecode }: BodyTextProps) {
  const json = jsonTreeOf(body)
  const title = t('panel.params.text')
  return (
    <>
      <SectionBar level={3} title={title}>
        {json ? countOf(json) : t('panel.params.characters', body.length)}
      </SectionBar>
      {json && (
        <div className="body-json">
          <JsonTree value={maskedJson(json, place)} label={title} />
        </div>
      )}
      {!json && looksLikeJwt(body) && (
        <p className="note-line token-value">
          <Chip>{isJwe(body) ? 'JWE' : 'JWT'}</Chip>
          <span className="cut mono">{middle(body.trim(), 48)}</span>
          <Button
            variant="link"
            aria-label={t('panel.message.decode_name', ['body'])}
            onClick={() => onDecode('body')}
          >
            {t('panel.message.decode')}
          </Button>
        </p>
      )}
      {!json && !looksLikeJwt(body) && (
        <pre className="note-line payload-text mono">
          <LongText text={maskedText(body, place)} maxCharacters={8000} />
        </pre>
      )}
    </>
  )
}

interface MembersProps extends ViewProps<EndpointRequest | EndpointResponse> {
  title: string
  /** The text to the right of the title. */
  aside: string
  place: Place
  params: Params
  results: readonly RuleResult[]
}

function Members(props: MembersProps) {
  const { title, aside, place, params, results, message, onDecode } = props
  const tokens = tokensOf(message).map(({ name }) => name)
  return (
    <>
      <SectionBar level={3} title={title}>
        <span>{params.length}</span>
        <span className="grow" />
        <span className="mono cut" title={beginningOf(aside)}>
          {beginningOf(aside)}
        </span>
      </SectionBar>
      <ValueTable
        label={title}
        place={place}
        rows={paramRows({ place, params, results, tokens, onDecode })}
      />
    </>
  )
}

interface HeadersProps {
  headers: Params
  results: readonly RuleResult[]
  onDecode: (name: string) => void
}

function Headers({ headers, results, onDecode }: HeadersProps) {
  const title = t('panel.params.headers')
  if (headers.length === 0) return null
  return (
    <>
      <SectionBar level={3} title={title}>
        {headers.length}
      </SectionBar>
      <ValueTable label={title} place="header" rows={headerRows({ headers, results, onDecode })} />
    </>
  )
}
